using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads how kinds of device are linked.</summary>
internal static class KindsPart
{
    public static IReadOnlyDictionary<DeviceKind, BrandKind> Read(Block block, string key)
    {
        var kinds = new Dictionary<DeviceKind, BrandKind>();
        foreach (var (name, node) in block.Entries(key))
            if (block.NameAt<DeviceKind>(name, name.Value!) is { } kind && Block.Of(node, "kind", block.Findings) is { } way && One(way) is { } one) kinds[kind] = one;
        return kinds;
    }

    public static BrandKind? One(Block block)
    {
        var inputs = block.Children("inputs", "input").Select(Input).OfType<BrandInput>().ToList();
        var consent = block.Name<ConsentWay>("consent");
        foreach (var twice in inputs.GroupBy(input => input.Name).Where(group => group.Count() > 1))
            block.Findings.At(block.At("inputs"), $"`{twice.Key}` is asked for twice.");
        return consent is { } way ? new BrandKind(way, inputs, block.Text("documentation")) : null;
    }

    private static BrandInput? Input(Block block)
    {
        RuleParts.Pattern(block, "pattern");
        return block.Text("name") is { } name ? new BrandInput(name, block.Flag("required"), block.Text("pattern")) : null;
    }
}
