namespace Busbar.Core.Basics;

/// <summary>Makes ids: UUID version 7, so that they sort by the time they were made.</summary>
public sealed class Ids(TimeProvider time)
{
    public Guid New() => Guid.CreateVersion7(time.GetUtcNow());
}
