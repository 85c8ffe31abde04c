using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Busbar.Vendors.Recipes.Language;
using YamlDotNet.RepresentationModel;

namespace Busbar.Tests.Recipes;

/// <summary>As much of JSON Schema 2020-12 as recipe.schema.json uses; a keyword that it does not know is an error.</summary>
internal sealed class TinySchema(JsonObject root)
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    public JsonObject Definitions => root["$defs"]!.AsObject();

    /// <summary>The first thing that is wrong; null where the value is fine.</summary>
    public string? Wrong(JsonNode? value) => Wrong(root, value, "");

    public static JsonNode? FromYaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Json(stream.Documents[0].RootNode);
    }

    private string? Wrong(JsonObject schema, JsonNode? value, string at) =>
        schema.Where(keyword => !Silent.Contains(keyword.Key)).Select(keyword => Wrong(keyword.Key, keyword.Value!, schema, value, at)).FirstOrDefault(wrong => wrong is not null);

    private string? Wrong(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at) => keyword switch
    {
        "$ref" => Wrong(Definitions[rule.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, at),
        "type" => (rule is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [rule.GetValue<string>()]).Any(type => Is(type, value)) ? null : $"{at} is no {rule.ToJsonString()}",
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)) ? null : $"{at} is none of {rule.ToJsonString()}",
        "const" => JsonNode.DeepEquals(rule, value) ? null : $"{at} is not {rule.ToJsonString()}",
        "pattern" => value?.GetValueKind() != JsonValueKind.String || Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()) ? null : $"{at} does not match",
        "minLength" => value?.GetValueKind() != JsonValueKind.String || value.GetValue<string>().Length >= rule.GetValue<int>() ? null : $"{at} is too short",
        "minimum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() >= rule.GetValue<double>() ? null : $"{at} is too small",
        "maximum" => value?.GetValueKind() != JsonValueKind.Number || value.GetValue<double>() <= rule.GetValue<double>() ? null : $"{at} is too large",
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>() ? null : $"{at} has too few entries",
        "maxItems" => value is not JsonArray list || list.Count <= rule.GetValue<int>() ? null : $"{at} has too many entries",
        "required" => value is not JsonObject o ? null : rule.AsArray().Select(name => name!.GetValue<string>()).FirstOrDefault(name => !o.ContainsKey(name)) is { } missing ? $"{at}.{missing} is missing" : null,
        "items" => value is not JsonArray entries ? null : entries.Select((entry, i) => Wrong(rule.AsObject(), entry, $"{at}[{i}]")).FirstOrDefault(wrong => wrong is not null),
        "properties" => value is not JsonObject o ? null : o.Where(field => rule.AsObject().ContainsKey(field.Key))
            .Select(field => Wrong(rule[field.Key]!.AsObject(), field.Value, $"{at}.{field.Key}")).FirstOrDefault(wrong => wrong is not null),
        "additionalProperties" => value is not JsonObject o ? null : o.Where(field => schema["properties"]?.AsObject().ContainsKey(field.Key) != true)
            .Select(field => rule.GetValueKind() == JsonValueKind.False ? $"{at}.{field.Key} is not known" : Wrong(rule.AsObject(), field.Value, $"{at}.{field.Key}")).FirstOrDefault(wrong => wrong is not null),
        "propertyNames" => value is not JsonObject o ? null : o.Select(field => Wrong(rule.AsObject(), JsonValue.Create(field.Key), $"{at}.{field.Key}")).FirstOrDefault(wrong => wrong is not null),
        "anyOf" => rule.AsArray().Select(one => Wrong(one!.AsObject(), value, at)).ToList() is var all && all.Contains(null) ? null : all[0],
        _ => throw new InvalidOperationException($"The schema uses `{keyword}`, which is not known here."),
    };

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.GetValue<double>() % 1 == 0,
        _ => false,
    };

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), Json(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode scalar => Literal.Of(scalar) switch
        {
            { Kind: LiteralKind.Null } => null,
            { Kind: LiteralKind.Flag } flag => flag.Text == "true",
            { Kind: LiteralKind.Number } number => Literal.Number(number.Text),
            var text => text.Text,
        },
        _ => throw new InvalidOperationException(),
    };
}
