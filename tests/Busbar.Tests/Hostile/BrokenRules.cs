using System.Text;
using Busbar.Tests.Faces;

namespace Busbar.Tests.Hostile;

/// <summary>Every way that we know to break one rule of an operation, all else being sound.</summary>
public static class BrokenRules
{
    private static readonly string[] forms = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"], otherTypes = ["text/plain", "application/xml", .. forms, "application/json; charset=utf-16", "application/jsonx", "json", "*/*", "application/", ";"];

    public static IEnumerable<Shot> Of(Draft draft, IReadOnlyList<string> foreignTokens) =>
        draft.Operation.Slots.SelectMany(slot => slot.Place switch
        {
            Place.Path => InPath(draft, slot),
            Place.Query => InQuery(draft, slot),
            Place.Body => InBody(draft, slot),
        })
        .Concat(Spans(draft))
        .Concat(draft.Operation.IsPaged ? foreignTokens.Select(token => Asking(draft, draft.Operation.PageSlot!, token, "a token that is another's, or of another list")) : [])
        .Concat(draft.Operation.HasBody ? Bodies(draft) : []);

    private static IEnumerable<Shot> InPath(Draft draft, Slot slot) =>
        !slot.IsUuid ? [] : BadValues.Ids.Append("%20").Append("%EF%BF%BD").Select(bad => draft.WithPath(
            slot.Name, bad.StartsWith('%') ? bad : Uri.EscapeDataString(bad), Lane.Broken, $"{slot.Name} is {bad}", 400, slot.Name));

    private static IEnumerable<Shot> InQuery(Draft draft, Slot slot)
    {
        foreach (var (rule, raw) in BadValues.InAddress(slot)) yield return Asking(draft, slot.Name, raw, rule);
        yield return draft.WithQuery([new(slot.Name, "1"), new(slot.Name, "2")], Lane.Broken, $"{slot.Name} stands twice", 400, slot.Name);
        if (slot.IsRequired) yield return Asking(draft, slot.Name, Draft.Gone, $"{slot.Name} is missing");
        if (slot.IsRequired) yield return Asking(draft, slot.Name, "", $"{slot.Name} is empty");
    }

    private static IEnumerable<Shot> Spans(Draft draft)
    {
        if (!draft.Operation.Slots.Any(slot => slot is { Place: Place.Query, Name: "start" })) yield break;
        yield return draft.WithQuery([new("start", "2026-02-02"), new("end", "2026-02-01")], Lane.Broken, "the end is before the start", 400, "end");
        yield return draft.WithQuery([new("start", "2026-02-02"), new("end", "2026-02-02")], Lane.Broken, "the end is the start", 400, "end");
    }

    private static IEnumerable<Shot> InBody(Draft draft, Slot slot)
    {
        var field = slot.Name.Replace("[]", "[0]");
        foreach (var (rule, raw) in BadValues.InBody(slot)) yield return draft.WithValue(slot, raw, Lane.Broken, rule, 400, field);
        foreach (var raw in BadValues.NoJson) yield return draft.WithValue(slot, raw, Lane.Broken, $"{slot.Name} is {raw}", 400, "body");
        yield return draft.WithValue(slot, Nested(40), Lane.Broken, $"{slot.Name} is nested too deep", 400, "body");
        var value = draft.ValueOf(slot) ?? slot switch { { TakesNull: true } => "null", { Choices: [var first, ..] } => $"\"{first}\"", { Type: "string" } => "\"x\"", { Type: "boolean" } => "false", _ => "0" };
        yield return draft.WithValue(slot, $"{value},\"{slot.Name.Split('.')[^1]}\":{value}", Lane.Broken, $"{slot.Name} stands twice", 400, field);
        yield return draft.WithValue(slot, $"{value},\"nonsense\":{value}", Lane.Broken, "an unknown field", 400, field[..^slot.Name.Split('.')[^1].Length] + "nonsense");
        if (slot.IsRequired) yield return draft.Without(slot, Lane.Broken, $"{slot.Name} is missing", 400, field);
    }

    private static IEnumerable<Shot> Bodies(Draft draft)
    {
        var sound = draft.Sound(Lane.Broken, "");
        var text = Encoding.UTF8.GetString(sound.Body!);
        foreach (var (rule, body) in new[]
        {
            ("nothing", ""), ("white space", "  \n"), ("null", "null"), ("true", "true"), ("a number", "7"), ("a text", "\"text\""), ("the wrong one of object and list", draft.Operation.HasList ? "{}" : "[]"),
            ("cut short", text[..^1]), ("two documents", text + text), ("a comment", text + "/* no */"), ("single quotes", "{'a':1}"), ("a lone quote", "\""), ("nested too deep", Nested(33)), ("nested far too deep", Nested(100_000)),
            ("XML", "<a/>"), ("a form", "a=1&b=2"),
        })
            yield return draft.WithBody(body, Lane.Broken, $"the body is {rule}", 400, "body");
        yield return sound with { Rule = "the body is no UTF-8", Body = [.. sound.Body!, 0xc3, 0x28], Status = 400, Field = "body" };
        yield return sound with { Rule = "the body is UTF-16", Body = Encoding.Unicode.GetBytes(text), Status = 400, Field = "body" };
        yield return sound with { Rule = "the body ends with U+0000", Body = [.. sound.Body!, 0], Status = 400, Field = "body" };
        yield return sound with { Rule = "the body has more than a MiB", Body = Encoding.UTF8.GetBytes(text.PadRight(1_024 * 1_024 + 1)), Status = 413 };
        foreach (var type in otherTypes.Append(null)) yield return sound with { Rule = $"the content type is {type ?? "not there"}", ContentType = type, Status = draft.Operation.TakesForms && forms.Contains(type) ? 400 : 415 };
    }

    private static Shot Asking(Draft draft, string name, string raw, string rule) => draft.WithQuery([new(name, raw)], Lane.Broken, rule, 400, name);

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
