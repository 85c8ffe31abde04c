using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Collects what is wrong, so that one look tells everything.</summary>
internal sealed class Findings
{
    private readonly List<Finding> found = [];

    public bool None => found.Count == 0;

    public IReadOnlyList<Finding> All => [.. found.Distinct().OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)];

    public void At(YamlNode node, string message) => At(node.Start, message);

    public void At(Mark mark, string message) => found.Add(new Finding((int)mark.Line, (int)mark.Column, message));
}
