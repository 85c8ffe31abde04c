using Busbar.Core.Commands;
using Busbar.Core.Devices;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads <c>devices</c>: the lists, and how their entries are devices.</summary>
internal static class DevicesPart
{
    private static readonly string[] OfDevices = ["kind", "identifier", "name", "model", "parent", "commands"];

    public static IReadOnlyList<DeviceList> Read(Sheet sheet, Block recipe)
    {
        var lists = recipe.Children("devices", "list").Select(block => List(sheet, block)).OfType<DeviceList>().ToList();
        if (lists.Count == 0 && recipe.Has("devices")) sheet.Findings.At(recipe.At("devices"), "`devices` is a list with at least one call, such as `- get: /vehicles`.");
        var rules = lists.SelectMany(All).Select(list => list.Device).OfType<DeviceRule>().ToList();
        if (lists.Count > 0 && rules.Count == 0) sheet.Findings.At(recipe.At("devices"), "No list says what a device is: add `id` and `kind`.");
        sheet.IdParts = [.. rules.Take(1).SelectMany(rule => rule.Id.Parts).Select(part => part.Name)];
        if (rules.Any(rule => !rule.Id.Parts.Select(part => part.Name).SequenceEqual(sheet.IdParts)))
            sheet.Findings.At(recipe.At("devices"), "All lists must name the same parts of an `id`, in the same order: reads and commands use them.");
        return lists;
    }

    private static IEnumerable<DeviceList> All(DeviceList list) => list.Then.SelectMany(All).Prepend(list);

    private static DeviceList? List(Sheet sheet, Block block)
    {
        var call = RuleParts.Ask(sheet, block, Place.Address);
        var name = block.Text("as");
        if (name is not null && (name is "app" or "brand" or "kind" or "input" or "id" or "value" || !name.All(char.IsAsciiLetter)))
            sheet.Findings.At(block.At("as"), $"`{name}` cannot name an entry: use letters, and none of app, brand, kind, input, id, value.");
        else if (name is not null) sheet.Declare(name);
        if (block.Has("then") && name is null) sheet.Findings.At(block.At("then"), "`as` is missing: the name by which nested lists refer to an entry, as in `{home.id}`.");
        var then = block.Children("then", "list").Select(inner => List(sheet, inner)).OfType<DeviceList>().ToList();
        if (!block.Has("id") && !block.Has("then")) sheet.Findings.At(block.Place, "A list names devices by `id`, or leads to other lists by `then`.");
        if (!block.Has("id") && OfDevices.FirstOrDefault(block.Has) is { } stray) sheet.Findings.At(block.At(stray), $"`{stray}` belongs to a device: add `id`.");
        return call is null ? null : new DeviceList(call, sheet.Path(block.Node("each"), Place.Address), name, then,
            RuleParts.Condition(sheet, block.Child("keep", "condition"), Place.Address),
            block.Has("id") ? Device(sheet, block) : null, sheet.Path(block.Node("next"), Place.Address));
    }

    private static DeviceRule? Device(Sheet sheet, Block block)
    {
        if (!block.Has("kind")) sheet.Findings.At(block.Place, "`kind` is missing here: which kind of device the entries are.");
        return Id(sheet, block, "id") is { } id && Kind(sheet, block) is { } kind
            ? new DeviceRule(id, kind, Text(sheet, block, "identifier"), Text(sheet, block, "name"), Text(sheet, block, "model"), Id(sheet, block, "parent"), Commands(sheet, block))
            : null;
    }

    private static IdRule? Id(Sheet sheet, Block block, string key)
    {
        if (block.Node(key) is not { } node) return null;
        if (node is not YamlMappingNode) return sheet.Path(node, Place.Address) is { } path ? new IdRule([(null, path)]) : null;
        var parts = block.Entries(key).Select(part => (part.Key.Value, At: sheet.Path(part.Value, Place.Address))).ToList();
        return parts.Count > 0 && parts.All(part => part.At is not null) ? new IdRule([.. parts.Select(part => (part.Value, part.At!))]) : null;
    }

    private static KindRule? Kind(Sheet sheet, Block block)
    {
        if (block.Node("kind") is YamlMappingNode node)
        {
            if (Block.Of(node, "kindByMap", sheet.Findings) is not { } map || sheet.Path(map.Node("at"), Place.Address) is not { } at) return null;
            return new KindRule.ByMap(at, Map<DeviceKind>(map));
        }
        if (block.Node("kind") is YamlSequenceNode)
        {
            var cases = block.Children("kind", "kindByCondition")
                .Select(one => (Kind: one.Name<DeviceKind>("is"), When: RuleParts.Condition(sheet, one.Child("when", "condition"), Place.Address))).ToList();
            return new KindRule.ByCondition([.. cases.Where(one => one is { Kind: not null, When: not null }).Select(one => (one.Kind!.Value, one.When!))]);
        }
        return block.Name<DeviceKind>("kind") is { } kind ? new KindRule.Always(kind) : null;
    }

    private static TextRule? Text(Sheet sheet, Block block, string key)
    {
        if (block.Node(key) is not { } node) return null;
        if (node is not YamlMappingNode) return new TextRule(sheet.Paths(block, key, Place.Address), null);
        return Block.Of(node, "text", sheet.Findings) is { } text ? new TextRule(sheet.Paths(text, "at", Place.Address), text.Text("after")) : null;
    }

    private static CommandsRule? Commands(Sheet sheet, Block block)
    {
        if (block.Node("commands") is not { } node) return null;
        if (node is not YamlMappingNode) return new CommandsRule(block.NamesOf<CommandKind>("commands"), null, null);
        if (Block.Of(node, "commandsByMap", sheet.Findings) is not { } map || sheet.Path(map.Node("at"), Place.Address) is not { } at) return null;
        return new CommandsRule(null, at, Map<CommandKind>(map));
    }

    private static Dictionary<string, T> Map<T>(Block block) where T : struct, Enum
    {
        var map = new Dictionary<string, T>();
        foreach (var (word, meant) in block.Entries("map"))
            if (block.NameAt<T>(meant, meant.ToString()) is { } value) map[word.Value!] = value;
        return map;
    }
}
