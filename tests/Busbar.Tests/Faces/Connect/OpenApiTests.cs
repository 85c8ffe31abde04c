using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>The document says all that is known of the API's own: facts in <c>seed001-facts.json</c>.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_holds_every_known_fact()
    {
        var (document, facts) = (await Document(), Facts());
        Assert.Equal([], Objections(document, facts));
    }

    [Fact]
    public async Task The_document_holds_every_known_fact_of_offboarding() => Assert.Equal([], Objections(await Document(), Facts("offboarding-facts.json")));

    [Theory]
    [InlineData("schemas.EntityOnboardingRequest.properties.owner.format")]
    [InlineData("schemas.EntityOnboardingRequest.properties.properties.nullable")]
    [InlineData("schemas.OnboardingEntity.properties.id")]
    [InlineData("schemas.OnboardingRequest.properties.errors.items")]
    [InlineData("schemas.OnboardingStatus.enum")]
    [InlineData("schemas.EntityInformation.additionalProperties")]
    [InlineData("schemas.EntityOnboardingRequest.required")]
    [InlineData("security.bearerAuth.scheme")]
    [InlineData("operation.responses")]
    public async Task A_fact_that_is_not_so_is_found(string place)
    {
        var facts = JsonNode.Parse(Facts().GetRawText())!;
        var parts = place.Split('.');
        parts[..^1].Aggregate(facts, (node, part) => node[part]!)[parts[^1]] = "something else";
        Assert.NotEmpty(Objections(await Document(), JsonSerializer.SerializeToElement(facts)));
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_refusals()
    {
        var document = await Document();
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Method: operation.Name, operation.Value))).ToList();
        Assert.Equal(22, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.StartsWith("/v1/", operation.Path);
            Assert.NotEqual("", operation.Value.GetProperty("summary").GetString());
            var responses = operation.Value.GetProperty("responses");
            Assert.Single(responses.EnumerateObject(), response => response.Name.StartsWith('2'));
            string[] due = [.. Due(operation.Path, operation.Method, operation.Value)];
            Assert.All(due, status => Assert.True(responses.TryGetProperty(status, out _), $"{operation.Method} {operation.Path}: {status}"));
            Assert.All(responses.EnumerateObject().Where(response => !response.Name.StartsWith('2')), response =>
                Assert.Equal("ConnectApiErrorResult", NameIn(response.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema"))));
        });
        Assert.Equal(operations.Count, operations.Select(operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.Equal("/connect", document.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Contains(document.GetProperty("security").EnumerateArray(), scheme => scheme.TryGetProperty("bearerAuth", out _));
    }

    private static IEnumerable<string> Due(string path, string method, JsonElement operation)
    {
        yield return "401";
        if (path.Contains('{')) yield return "404";
        if (operation.TryGetProperty("requestBody", out _))
        {
            yield return "400";
            yield return "413";
            yield return "415";
        }
        if (operation.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(parameter => parameter.GetProperty("in").GetString() == "query")) yield return "400";
        if (path.Contains("{entityId}") && method != "get") yield return "403";
        if (path.EndsWith("/cancel")) yield return "409";
    }

    private static List<string> Objections(JsonElement document, JsonElement facts)
    {
        var found = new List<string>();
        var operation = facts.GetProperty("operation");
        var told = document.GetProperty("paths").GetProperty(operation.GetProperty("path").GetString()!).GetProperty(operation.GetProperty("method").GetString()!);
        var body = told.GetProperty("requestBody");
        Same("the body's being required", operation.GetProperty("bodyRequired"), body.GetProperty("required"));
        Same("content types", operation.GetProperty("contentTypes"), Names(body.GetProperty("content"), content => content));
        foreach (var response in operation.GetProperty("responses") is { ValueKind: JsonValueKind.Object } responses ? responses.EnumerateObject().ToList() : Wrong<JsonProperty>("responses"))
            Same("response " + response.Name, response.Value, Known(told.GetProperty("responses").GetProperty(response.Name).GetProperty("content").GetProperty("application/json").GetProperty("schema")).GetProperty("schema"));
        Same("security", facts.GetProperty("security").GetProperty("bearerAuth"), Without(document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearerAuth"), "description"));

        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var fact in facts.GetProperty("schemas").EnumerateObject()) Same(fact.Name, Ordered(fact.Value), Ordered(Schema(schemas.GetProperty(fact.Name))));
        return found;

        void Same(string what, JsonElement fact, JsonElement told)
        {
            if (!JsonElement.DeepEquals(fact, told)) found.Add($"{what}: {fact} in fact, {told} in the document.");
        }

        List<T> Wrong<T>(string what)
        {
            found.Add(what);
            return [];
        }
    }

    // A schema of the document in the form of the facts: without words, its members by name.
    private static JsonElement Schema(JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var properties)) return Known(schema);
        return JsonSerializer.SerializeToElement(new
        {
            type = schema.GetProperty("type"),
            required = schema.TryGetProperty("required", out var required) ? required : JsonSerializer.SerializeToElement(Array.Empty<string>()),
            additionalProperties = schema.GetProperty("additionalProperties"),
            properties = properties.EnumerateObject().ToDictionary(property => property.Name, property => Known(property.Value)),
        });
    }

    private static JsonElement Known(JsonElement schema)
    {
        if (NameIn(schema) is { } name) return JsonSerializer.SerializeToElement(new { schema = name });
        var known = JsonNode.Parse(Without(schema, "description").GetRawText())!.AsObject();
        if (schema.TryGetProperty("items", out var items)) known["items"] = JsonNode.Parse(Known(items).GetRawText());
        return JsonSerializer.SerializeToElement(known);
    }

    private static JsonElement Names(JsonElement contents, Func<JsonElement, JsonElement> schemaOf) => JsonSerializer.SerializeToElement(
        contents.EnumerateObject().ToDictionary(content => content.Name, content => NameIn(schemaOf(content.Value).GetProperty("schema"))));

    private static string? NameIn(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1] : null;

    private static JsonElement Without(JsonElement json, string name) => JsonSerializer.SerializeToElement(json.EnumerateObject().Where(member => member.Name != name).ToDictionary(member => member.Name, member => member.Value));

    // The order of required fields says nothing.
    private static JsonElement Ordered(JsonElement schema)
    {
        var node = JsonNode.Parse(schema.GetRawText())!.AsObject();
        if (node["required"] is JsonArray required) node["required"] = new JsonArray([.. required.Select(name => name!.GetValue<string>()).Order().Select(name => (JsonNode)name)]);
        return JsonSerializer.SerializeToElement(node);
    }

    private static async Task<JsonElement> Document()
    {
        await using var house = await ConnectHouse.Open(Engine.Sqlite);
        return JsonSerializer.Deserialize<JsonElement>(await house.House.Http.GetStringAsync("/openapi/connect.json"));
    }

    private static JsonElement Facts(string file = "seed001-facts.json") =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Path("tests", "Busbar.Tests", "Faces", "Connect", file)));
}
