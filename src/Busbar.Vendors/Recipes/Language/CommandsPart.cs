using Busbar.Core.Commands;
using Busbar.Core.Devices;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads <c>commands</c>.</summary>
internal static class CommandsPart
{
    public static IReadOnlyList<CommandRule> Read(Sheet sheet, Block recipe, IReadOnlyList<DeviceKind> kinds) =>
        [.. recipe.Children("commands", "command").Select(block => One(sheet, block, kinds)).OfType<CommandRule>()];

    private static CommandRule? One(Sheet sheet, Block block, IReadOnlyList<DeviceKind> kinds)
    {
        if (block.Name<CommandKind>("command") is not { } command) return null;
        var unit = CheckCommand.Unit(command);
        var place = new Place(Device: true, Value: unit is not null, Upper: CheckCommand.HasSpan(command));
        var call = RuleParts.Tell(sheet, block, place);
        if (unit is null)
            foreach (var stray in new[] { "range", "unit", "whole" }.Where(block.Has)) sheet.Findings.At(block.At(stray), $"`{command}` has no value: `{stray}` says nothing here.");
        var conversion = new Conversion(1);
        if (unit is not null && block.Text("unit") is { } theirs)
            conversion = Units.From(sheet.OwnUnits.GetValueOrDefault(theirs, theirs), unit)
                ?? block.Note<Conversion>(block.At("unit"), $"`{theirs}` is no unit of `{command}`. Known: {string.Join(", ", Units.For(unit))}.");
        return call is null ? null : new CommandRule(ReadsPart.KindsOf(block, kinds), command, call, Range(sheet, block), conversion, block.Flag("whole"),
            RuleParts.Condition(sheet, block.Child("accepted", "condition"), place), sheet.Path(block.Node("receipt"), place), Statuses(block, "refused"));
    }

    public static IReadOnlyList<int> Statuses(Block block, string key)
    {
        var all = new List<int>();
        foreach (var (place, text) in block.TextsAt(key))
            if (int.TryParse(text, out var status) && status is >= 100 and <= 599) all.Add(status);
            else block.Findings.At(place, $"`{text}` is no HTTP status.");
        return all;
    }

    private static (double, double)? Range(Sheet sheet, Block block)
    {
        if (block.Node("range") is not { } node) return null;
        if (node is YamlSequenceNode { Children: [YamlScalarNode { Value: { } least }, YamlScalarNode { Value: { } most }] }
            && Literal.Number(least) is { } min && Literal.Number(most) is { } max && min <= max) return (min, max);
        sheet.Findings.At(node, "`range` is the least and the most: `[6, 32]`.");
        return null;
    }
}
