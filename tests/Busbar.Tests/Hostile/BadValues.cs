using Busbar.Tests.Faces;

namespace Busbar.Tests.Hostile;

/// <summary>What belongs in no slot of a sort: each is to be refused by the name of the slot.</summary>
public static class BadValues
{
    /// <summary>Not even JSON: the body as a whole is refused.</summary>
    public static readonly string[] NoJson = ["NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10", "'text'", "undefined", "\"\t\"", "\"\\x41\"", "1e", "--1", "tru"];

    public static readonly string[] Ids =
    [
        "42", "not-an-id", "0199f3a2000070008000000000000001", "{0199f3a2-0000-7000-8000-000000000001}", "(0199f3a2-0000-7000-8000-000000000001)", "0199f3a2-0000-7000-8000-00000000000g",
        "0199f3a2-0000-7000-8000-0000000000011", "0199f3a2-0000-7000-8000-000000000001 or 1=1", "' or ''='", "null", "../entities", "\u0660199f3a2-0000-7000-8000-000000000001", new string('a', 1_500),
    ];

    public static readonly string[] Times =
    [
        "2026-02-30", "2026-13-01", "2026-00-10", "2026-03-01T24:00:00Z", "2026-03-01T23:60:00Z", "2026-03-01T23:59:61Z", "0000-01-01", "0000-01-01T00:00:00Z", "2026-03-01T00:00:00Z garbage", "garbage",
        "2026-03-01T00:00:00+25:00", "2026-03-01T00:00:00.12345678Z", "1772352000", "01/03/2026", "2026-3-1", "+12026-03-01", "-0001-01-01", "2026-03-01T00:00:00Z\n", "2026-W10-1", "now", "\u0662026-03-01",
        "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00",
    ];

    private static readonly string[] integers = ["0", "-1", "1e3", "25.5", "25.0", "NaN", "Infinity", "0x10", "+5", "99999999999", "1e400", "-0", "ten", "\u0665", "%205", "5;6"];

    private static readonly string[] flags = ["yes", "1", "0", "maybe", "null", "[]"];

    private static readonly string[] lengths = ["P1M", "P1Y", "PT0S", "PT59S", "P32D", "PT-1H", "-PT1H", "1h", "P", "PT", "P9999999D", "PT1.5H", "00:00:00", "24:00:00", "1:00", "NaN", "P999999W"];

    /// <summary>For a value in the address, escaped as it is sent.</summary>
    public static IEnumerable<(string Rule, string Raw)> InAddress(Slot slot)
    {
        IEnumerable<string> bad = slot switch
        {
            { IsUuid: true } => Ids,
            { Format: "date-time" } => Times,
            { Type: "integer" } => slot.Schema.TryGetProperty("maximum", out var most) ? [.. integers, $"{most.GetInt32() + 1}"] : integers,
            { Type: "boolean" } => flags,
            { Type: "number" } => ["NaN", "Infinity", "1e1", "0x10", "14.01", "-15", "1,5", "ten", "\u0665", "%205", "1e400"],
            { Name: "interval" } => ["2026", "2026-13", "2026-00", "2026-3-1", "2026-02-30", "2026-03-01T00:00:00Z", "0001-01", "9999-12", "today", "\u0662026-03"],
            { Choices: [var first, ..] } => ["nonsense", "0", Other(first), first + " ", first + "," + first, "\u0130"],
            { Name: "resolution" } => lengths,
            { IsPageToken: true } => ["!!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "=", "null", "../..", "\u00e9", new string('A', 1_500)],
            // Read, and without effect: anything of sound form will do.
            { Name: "language" or "vendor" } => [],
            { Name: "assetTypes" } => ["nonsense", "0", "Vehicle", "vehicle,", "vehicle,nonsense", "vehicle charger"],
            { Name: "expand" } => ["nonsense", "0", "user.email", "user user", "\u0130"],
            { Name: "page_after" or "page_before" or "user_id" or "available_for_user_id" or "vehicle_model_id" or "evse_model_id" or "vehicle_id" or "inverter_id" or "supplier_id" } => ["!!!", "42", "null", "emak01J443798BF893ZHFQVCS0FA23", "user01", "../..", "\u00e9", new string('A', 1_500)],
            { Name: "make_id" or "model_id" or "trim_id" } => ["!!!", "42", "tesla", "user01J443798BF893ZHFQVCS0FA23", "vmak01"],
            { Name: "country" } => ["DEU", "D", "1A", "\u00e9\u00e9"],
            { Name: "client_id" } => ["nobody", "' or ''='"],
            { Name: "redirect_uri" } => ["https://evil.example/", "javascript:alert(1)", "x", "//evil.example"],
            // Any text may be asked for: whoever has it is found, or nobody.
            { Name: "email" or "ordering" or "program_id" or "gsp_group" or "cpid" or "action" or "action__in" or "error_code" or "error_code__in" } => [],
            { Name: "brand" } => ["Trabant", "' or 1=1 --", "\ufffd", "Tesla "],
            _ => throw new InvalidOperationException($"Nobody said what is no sound {slot.Name}."),
        };
        foreach (var value in bad) yield return ($"{slot.Name} is {Cut(value)}", value.StartsWith('%') ? value : Uri.EscapeDataString(value));
        yield return ($"{slot.Name} holds U+0000", "a%00b");
        yield return ($"{slot.Name} is too long", new string('9', 2_001));
    }

    /// <summary>For a value in a body, as JSON.</summary>
    public static IEnumerable<(string Rule, string Raw)> InBody(Slot slot)
    {
        IEnumerable<string> bad = slot switch
        {
            { IsUuid: true } => [.. Ids.Append("").Select(Text), "7", "true"],
            { Format: "date-time" } => [.. Times.Append("").Select(Text), "1772352000", "true"],
            { Choices: [var first, ..] } => [Text("nonsense"), Text(Other(first)), Text(""), Text("0"), Text($"{first},{first}"), Text(" " + first), "0", "1e400"],
            { Type: "string" } => ["7", "1e400", "true", Text(new string('x', 1_001)), Text(string.Concat(Enumerable.Repeat("\ud83d\udd0c", 501)))],
            { Type: "integer" } => [Text("1"), Text(""), "1.5", "1e400", "-1e400", "99999999999", "true"],
            { Type: "number" } => [Text("1"), Text("NaN"), Text("Infinity"), Text(""), "1e400", "-1e400", "1e308", "-1e308", "true"],
            { Type: "boolean" } => [Text("true"), "0", "1", "1e400"],
            { Type: null } => [Text(new string('x', 16 * 1_024)), "{\"a\":1,\"a\":2}", "{\"\\ud800\":1}", "{\"a\":[{\"b\":\"\\u0000\"}]}", "[\"\\udc00\"]", "{\"\\u0000\":1}"],
            _ => throw new InvalidOperationException($"Nobody said what is no sound {slot.Name}."),
        };
        foreach (var raw in bad) yield return ($"{slot.Name} is {Cut(raw)}", raw);
        yield return ($"{slot.Name} holds U+0000", "\"a\\u0000b\"");
        yield return ($"{slot.Name} holds half of a surrogate pair", "\"\\ud83d\"");
        if (slot.Type is null) yield break;
        yield return ($"{slot.Name} is a list", "[]");
        yield return ($"{slot.Name} is an object", "{}");
        if (!slot.TakesNull) yield return ($"{slot.Name} is null", "null");
    }

    /// <summary>The same word in other letters, or where it has none, another.</summary>
    private static string Other(string word) => !word.Any(char.IsLetter) ? word + "x" : word.ToLowerInvariant() == word ? word.ToUpperInvariant() : word.ToLowerInvariant();

    private static string Text(string value) => System.Text.Json.JsonSerializer.Serialize(value);

    private static string Cut(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
