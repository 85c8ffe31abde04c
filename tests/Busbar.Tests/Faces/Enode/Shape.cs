using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Tests.Faces.Enode;

/// <summary>
/// The members of a JSON value, written as <c>id location{id} data[]{id} url*</c>: braces hold the members of an object, a star marks
/// what a request must have, a question mark what is ours beyond the API. Where nothing is said of a member's own, anything will do.
/// </summary>
public sealed partial class Shape
{
    private readonly List<(string Name, bool IsOurs, bool IsRequired, Shape? Of, bool IsList)> members = [];

    public static Shape Parse(string text)
    {
        var stack = new Stack<Shape>([new Shape()]);
        foreach (Match token in Token().Matches(text))
        {
            if (token.Value == "}") stack.Pop();
            else
            {
                var inner = token.Groups["open"].Success ? new Shape() : null;
                stack.Peek().members.Add((token.Groups["name"].Value, token.Groups["ours"].Success, token.Groups["star"].Success, inner, token.Groups["list"].Success));
                if (inner is not null) stack.Push(inner);
            }
        }
        return stack.Single();
    }

    /// <summary>What a schema of a document says otherwise.</summary>
    public IEnumerable<string> Objections(JsonElement document, JsonElement schema, bool isRequest, string at = "$")
    {
        schema = Solid(document, schema);
        if (members is [{ Name: "", IsList: true, Of: { } item }])
        {
            return schema.TryGetProperty("items", out var items) ? item.Objections(document, items, isRequest, at + "[]") : [$"{at} is no list."];
        }
        if (!schema.TryGetProperty("properties", out var told)) return [$"{at} has no members."];
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var found = new List<string>();
        foreach (var (name, isOurs, isRequired, of, isList) in members)
        {
            if (!told.TryGetProperty(name, out var member))
            {
                if (!isOurs) found.Add($"{at} has no {name}.");
                continue;
            }
            if (isRequest && required.Contains(name) != isRequired) found.Add($"{at}.{name} is {(isRequired ? "not required" : "required")}.");
            var solid = Solid(document, member);
            if (isList != solid.TryGetProperty("items", out var inList) && (isList || of is not null)) found.Add($"{at}.{name} is {(isList ? "no list" : "a list")}.");
            else if (of is not null) found.AddRange(of.Objections(document, isList ? inList : solid, isRequest, $"{at}.{name}"));
        }
        found.AddRange(told.EnumerateObject().Where(member => members.All(known => known.Name != member.Name)).Select(member => $"{at}.{member.Name} is not known."));
        return found;
    }

    private static JsonElement Solid(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        return schema.TryGetProperty("allOf", out var parts) ? Solid(document, parts[0]) : schema;
    }

    [GeneratedRegex(@"(?<ours>\?)?(?<name>\w*)(?<list>\[\])?(?<star>\*)?(?<open>\{)|(?<ours>\?)?(?<name>\w+)(?<list>\[\])?(?<star>\*)?|\}")]
    private static partial Regex Token();
}
