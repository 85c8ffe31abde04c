using Busbar.Core.Work;

namespace Busbar.Tests.Ground;

/// <summary>Bells of which every ring gets lost.</summary>
public sealed class DeafBells : Bells
{
    public override void Ring(Guid place)
    {
    }
}
