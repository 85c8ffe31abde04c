using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Tests.Faces;

/// <summary>
/// An OpenAPI document as a judge: whether an answer is one that the document announces. Strict on its own side too: a keyword
/// that it does not know is a failure, so that nothing passes for lack of understanding.
/// </summary>
public sealed class Contract(JsonElement document)
{
    /// <summary>The path that all others stand under.</summary>
    public string Server { get; } = document.TryGetProperty("servers", out var servers) ? servers[0].GetProperty("url").GetString()! : "";

    /// <summary>What is wrong with the answer; null where the document announces it so.</summary>
    /// <param name="body">Undefined where there is none.</param>
    /// <param name="path">The address without its query, below the document's server.</param>
    public string? Objection(string method, string path, int status, JsonElement body)
    {
        var template = document.GetProperty("paths").EnumerateObject().Where(item => Matches(item.Name, path)).OrderBy(item => item.Name.Count(c => c == '{')).ToList();
        if (template.Count == 0 || !template[0].Value.TryGetProperty(method.ToLowerInvariant(), out var operation)) return $"{method} {path} is not in the document.";
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response)) return $"{method} {path}: status {status} is not announced.";
        if (!response.TryGetProperty("content", out var content)) return body.ValueKind is JsonValueKind.Undefined ? null : $"{method} {path}: a body is not announced.";
        return Objection(content.EnumerateObject().Single().Value.GetProperty("schema"), body, "$");
    }

    /// <summary>As what an answer is announced, of an operation by its path in the document; null where it has no body.</summary>
    public string? MediaTypeOf(string method, string template, int status) =>
        document.GetProperty("paths").GetProperty(template).GetProperty(method.ToLowerInvariant()).GetProperty("responses").GetProperty(status.ToString(CultureInfo.InvariantCulture)).TryGetProperty("content", out var content)
            ? content.EnumerateObject().Single().Name : null;

    private static bool Matches(string template, string path) => Regex.IsMatch(path, $"^{Regex.Replace(template, @"\{[^/]+\}", "[^/]+")}$");

    private string? Objection(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Objection(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        if (value.ValueKind is JsonValueKind.Undefined) return $"{at} is not there.";
        if (value.ValueKind is JsonValueKind.Null) return schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() ? null : $"{at} is null.";
        return schema.EnumerateObject().Select(keyword => Objection(keyword, schema, value, at)).FirstOrDefault(objection => objection is not null);
    }

    private string? Objection(JsonProperty keyword, JsonElement schema, JsonElement value, string at) => keyword.Name switch
    {
        "nullable" or "description" => null,
        "type" => IsOf(keyword.Value.GetString()!, value) ? null : $"{at} is {value.ValueKind}, not {keyword.Value}.",
        "format" => HasForm(keyword.Value.GetString()!, value) ? null : $"{at} is not a {keyword.Value}: {value}",
        "enum" => keyword.Value.EnumerateArray().Any(choice => choice.ValueEquals(value.GetString())) ? null : $"{at} is {value}.",
        "allOf" => keyword.Value.EnumerateArray().Select(part => Objection(part, value, at)).FirstOrDefault(objection => objection is not null),
        "anyOf" => keyword.Value.EnumerateArray().Any(part => Objection(part, value, at) is null) ? null : $"{at} is none of what it may be.",
        "items" => value.EnumerateArray().Select((item, i) => Objection(keyword.Value, item, $"{at}[{i}]")).FirstOrDefault(objection => objection is not null),
        "properties" => keyword.Value.EnumerateObject().Where(member => value.TryGetProperty(member.Name, out _))
            .Select(member => Objection(member.Value, value.GetProperty(member.Name), $"{at}.{member.Name}")).FirstOrDefault(objection => objection is not null),
        "required" => keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}.{name} is missing.").FirstOrDefault(),
        "additionalProperties" when keyword.Value.ValueKind is JsonValueKind.False =>
            value.EnumerateObject().Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{at}.{member.Name} is not announced.").FirstOrDefault(),
        "additionalProperties" when keyword.Value.ValueKind is JsonValueKind.Object =>
            value.EnumerateObject().Select(member => Objection(keyword.Value, member.Value, $"{at}.{member.Name}")).FirstOrDefault(objection => objection is not null),
        _ => $"The document says {keyword.Name} of {at}, which nobody here understands.",
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        _ => false,
    };

    private static bool HasForm(string form, JsonElement value) => form switch
    {
        "uuid" => value.TryGetGuid(out _),
        "uri" => Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
        "date-time" => Regex.IsMatch(value.GetString()!, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$"),
        "int32" => value.TryGetInt32(out _),
        "double" => value.TryGetDouble(out _),
        _ => false,
    };
}
