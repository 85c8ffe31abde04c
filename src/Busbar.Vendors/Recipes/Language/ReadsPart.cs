using Busbar.Core.Devices;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads <c>reads</c>: calls, and the signals in their answers.</summary>
internal static class ReadsPart
{
    private static readonly Place InRead = new(Device: true);

    public static IReadOnlyList<ReadRule> Read(Sheet sheet, Block recipe, IReadOnlyList<DeviceKind> kinds) =>
        [.. recipe.Children("reads", "read").Select(block => One(sheet, block, kinds)).OfType<ReadRule>()];

    private static ReadRule? One(Sheet sheet, Block block, IReadOnlyList<DeviceKind> kinds)
    {
        var call = RuleParts.Ask(sheet, block, InRead);
        var wrapper = Wrapper(sheet, block.Child("wrapper", "wrapper"));
        var ofRead = KindsOf(block, kinds);
        var signals = new List<SignalRule>();
        foreach (var (name, rule) in block.Entries("signals"))
            if (block.NameAt<Signal>(name, name.Value!) is { } signal && Signal(sheet, signal, rule, wrapper, ofRead) is { } one) signals.Add(one);
        return call is null ? null : new ReadRule(ofRead, call, sheet.Path(block.Node("in"), InRead), wrapper, RuleParts.Time(sheet, block, "time", InRead),
            RuleParts.Condition(sheet, block.Child("online", "condition"), InRead), RuleParts.Condition(sheet, block.Child("asleep", "condition"), InRead), signals);
    }

    /// <summary>The kinds that a read, signal or command is for: those it names, or all that are possible there.</summary>
    public static IReadOnlyList<DeviceKind> KindsOf(Block block, IReadOnlyList<DeviceKind> ofAll)
    {
        if (!block.Has("kinds")) return ofAll;
        var named = block.NamesOf<DeviceKind>("kinds");
        foreach (var stray in named.Except(ofAll)) block.Findings.At(block.At("kinds"), $"`{stray}` is not among the kinds here: {string.Join(", ", ofAll)}.");
        return named;
    }

    private static Wrapper? Wrapper(Sheet sheet, Block? block) =>
        block is null || sheet.Path(block.Node("value"), InRead) is not { } value ? null
            : new Wrapper(value, RuleParts.Condition(sheet, block.Child("ok", "condition"), InRead), sheet.Path(block.Node("unit"), InRead), RuleParts.Time(sheet, block, "time", InRead));

    private static SignalRule? Signal(Sheet sheet, Signal signal, YamlNode node, Wrapper? wrapper, IReadOnlyList<DeviceKind> kinds)
    {
        if (Block.Of(node, "signal", sheet.Findings) is not { } block) return null;
        var meaning = signal.Meaning();
        var unit = block.Text("unit");
        if (meaning.Type != SignalType.Number)
        {
            foreach (var stray in new[] { "unit", "unitAt", "scale", "offset", "negate" }.Where(block.Has))
                sheet.Findings.At(block.At(stray), $"`{signal}` is no number: `{stray}` says nothing here.");
        }
        else if (unit is not null && Units.From(sheet.OwnUnits.GetValueOrDefault(unit, unit), meaning.Unit) is null)
            sheet.Findings.At(block.At("unit"), $"`{unit}` is no unit of `{signal}`. Known: {string.Join(", ", Units.For(meaning.Unit))}.");
        else if (unit is null && !block.Has("unitAt") && wrapper?.Unit is null)
            sheet.Findings.At(block.Place, $"`unit` is missing: in which unit the brand gives `{signal}`. Known: {string.Join(", ", Units.For(meaning.Unit))}.");
        return new SignalRule(signal, KindsOf(block, kinds), sheet.Paths(block, "at", InRead), unit, sheet.Path(block.Node("unitAt"), InRead), RuleParts.Time(sheet, block, "time", InRead),
            Map(sheet, block, signal), sheet.Literals(block.Node("nullIf")), (block.Number("scale") ?? 1) * (block.Flag("negate") ? -1 : 1), (block.Number("offset") ?? 0) * (block.Flag("negate") ? -1 : 1));
    }

    private static Dictionary<string, Literal>? Map(Sheet sheet, Block block, Signal signal)
    {
        if (!block.Has("map")) return null;
        var map = new Dictionary<string, Literal>();
        foreach (var (word, node) in block.Entries("map"))
        {
            if (node is not YamlScalarNode scalar)
            {
                sheet.Findings.At(node, "A word means one value.");
                continue;
            }
            var meant = Literal.Of(scalar);
            if (Wrong(signal, meant) is { } wrong) sheet.Findings.At(node, wrong);
            map[word.Value!] = meant;
        }
        return map;
    }

    private static string? Wrong(Signal signal, Literal meant) => meant.Kind == LiteralKind.Null ? null : signal.Meaning().Type switch
    {
        SignalType.Number => meant.Kind == LiteralKind.Number ? null : $"`{signal}` is a number; use null for words that say nothing.",
        SignalType.Flag => meant.Kind == LiteralKind.Flag ? null : $"`{signal}` is true or false; use null for words that say nothing.",
        SignalType.Text => SignalRule.WordsOf(signal).Contains(meant.Text) ? null : $"`{meant.Text}` is no {signal}. {Names.DidYouMean(meant.Text, [.. SignalRule.WordsOf(signal)])}",
    };
}
