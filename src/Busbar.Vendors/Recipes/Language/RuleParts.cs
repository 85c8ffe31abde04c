using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads the small parts of which everything else is made: calls, conditions, times.</summary>
internal static class RuleParts
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch"];

    /// <summary>The call of a block; a finding where it has none or several.</summary>
    public static Call? Call(Sheet sheet, Block block, Place place, IReadOnlyList<string> verbs)
    {
        var given = verbs.Where(block.Has).ToList();
        if (given is not [var verb])
            return sheet.Note<Call>(block.Place, $"Here belongs one call: {string.Join(" or ", verbs.Select(name => $"`{name}: /path`"))}.");
        if (block.Has("json") && block.Has("form")) sheet.Findings.At(block.At("form"), "A call has a `json` body or a `form` body, not both.");
        if (verb == "get" && (block.Has("json") || block.Has("form"))) sheet.Findings.At(block.At(block.Has("json") ? "json" : "form"), "`get` has no body: use `post`.");
        var inBody = place with { Secrets = true };
        var form = block.Has("form") ? sheet.Templates(block, "form", inBody) : null;
        return sheet.Address(block.Node(verb), place) is { } address
            ? new Call(new HttpMethod(verb.ToUpperInvariant()), address, sheet.Json(block.Node("json"), inBody), form) : null;
    }

    public static Call? Ask(Sheet sheet, Block block, Place place) => Call(sheet, block, place, Verbs[..2]);

    public static Call? Tell(Sheet sheet, Block block, Place place) => Call(sheet, block, place, Verbs);

    public static Condition? Condition(Sheet sheet, Block? block, Place place)
    {
        if (block is null || sheet.Path(block.Node("at"), place) is not { } at) return null;
        var tests = new[] { "is", "isNot", "exists", "matches" }.Where(block.Has).ToList();
        if (tests.Count != 1) return sheet.Note<Condition>(block.Place, "A condition has one test beside `at`: `is`, `isNot`, `exists` or `matches`.");
        return new Condition(at,
            block.Has("is") ? sheet.Literals(block.Node("is")) : null,
            block.Has("isNot") ? sheet.Literals(block.Node("isNot")) : null,
            block.Has("exists") ? block.Flag("exists") : null,
            Pattern(block, "matches"));
    }

    /// <summary>A regular expression that a text must match whole; one that could run for long is refused.</summary>
    public static Regex? Pattern(Block block, string key)
    {
        if (block.Text(key) is not { } text) return null;
        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return block.Note<Regex>(block.At(key), $"`{key}` is no regular expression of the simple sort: no look-around, no back references.");
        }
    }

    /// <summary>A time: a path alone means an ISO time.</summary>
    public static TimeRule? Time(Sheet sheet, Block block, string key, Place place)
    {
        if (block.Node(key) is not { } node) return null;
        if (node is not YamlMappingNode) return new TimeRule(sheet.Paths(block, key, place), TimeFormat.Iso, null, null);
        if (Block.Of(node, "time", sheet.Findings) is not { } time) return null;
        var format = time.Word<TimeFormat>("format") ?? TimeFormat.Iso;
        var zone = Zone(time);
        var pattern = time.Text("pattern");
        if (pattern is not null && (!pattern.Contains("yyyy", StringComparison.Ordinal) || format != TimeFormat.Iso))
            sheet.Findings.At(time.At("pattern"), "A pattern holds at least `yyyy`, such as `yyyy-MM-dd HH:mm:ss`, and goes with `format: iso` only.");
        if (zone is not null && format != TimeFormat.Iso) sheet.Findings.At(time.At("zone"), "Counted times have no zone.");
        return new TimeRule(sheet.Paths(time, "at", place), format, zone, pattern);
    }

    private static TimeZoneInfo? Zone(Block time)
    {
        if (time.Text("zone") is not { } name) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : time.Note<TimeZoneInfo>(time.At("zone"), $"`{name}` is no time zone: write it as `Europe/Brussels`.");
    }
}
