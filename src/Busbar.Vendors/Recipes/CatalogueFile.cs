using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes;

/// <summary>
/// Reads the catalogue: brands by name, and how their devices are linked. It stands apart from recipes: a brand is in it whether
/// or not anybody can reach it yet.
/// </summary>
internal static partial class CatalogueFile
{
    public static (IReadOnlyList<Brand> Brands, IReadOnlyList<Finding> Findings) Read(string text)
    {
        var findings = new Findings();
        var brands = Block.Of(YamlText.Load(text, findings), "catalogue", findings) is { } block ? Brands(block) : [];
        return (brands, findings.All);
    }

    private static IReadOnlyList<Brand> Brands(Block block)
    {
        var ways = new Dictionary<string, BrandKind>();
        foreach (var (name, node) in block.Entries("ways"))
            if (Block.Of(node, "kind", block.Findings) is { } way && KindsPart.One(way) is { } one) ways[name.Value!] = one;
        var brands = block.Children("brands", "catalogueBrand").Select(entry => One(entry, ways)).OfType<Brand>().ToList();
        foreach (var twice in brands.GroupBy(brand => brand.Id).Concat(brands.GroupBy(brand => brand.Name.ToLowerInvariant())).Where(group => group.Count() > 1))
            block.Findings.At(block.At("brands"), $"`{twice.Key}` stands here twice.");
        return brands;
    }

    private static Brand? One(Block block, Dictionary<string, BrandKind> ways)
    {
        var kinds = new Dictionary<DeviceKind, BrandKind>();
        foreach (var (name, node) in block.Entries("kinds"))
        {
            if (block.NameAt<DeviceKind>(name, name.Value!) is not { } kind) continue;
            if (node is YamlScalarNode { Value: { } word } && ways.TryGetValue(word, out var way)) kinds[kind] = way;
            else block.Findings.At(node, $"`{node}` is none of `ways`. {Names.DidYouMean(node.ToString(), ways.Keys)}");
        }
        return block.Text("id", IdForm(), "is a lower-case name of letters, digits and hyphens") is { } id && block.Text("name") is { } brand && kinds.Count > 0
            ? new Brand(id, brand, kinds) : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex IdForm();
}
