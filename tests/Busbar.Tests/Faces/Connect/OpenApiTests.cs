using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>The document says all that is known of the API's own: facts in <c>*-facts.json</c>.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_holds_every_known_fact()
    {
        var document = await Document();
        List<string> found = [.. Objections(document, Facts()), .. Objections(document, Facts("command-facts.json")), .. Objections(document, Facts("offboarding-facts.json"))];
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("schemas.Command.properties.triggerTime.format")]
    [InlineData("schemas.CommandBatch.properties.commands.items")]
    [InlineData("schemas.ScheduleCommandRequest.properties.triggerTime.nullable")]
    [InlineData("schemas.CommandType.enum")]
    [InlineData("operations.ScheduleCommands.path")]
    [InlineData("operations.ScheduleCommands.contentTypes")]
    [InlineData("operations.ScheduleCollectiveCommands.query.ignoreCooldown")]
    [InlineData("operations.ListCommands.query.start.required")]
    [InlineData("operations.CreateCollectiveCommand.responses")]
    public async Task A_fact_about_commands_that_is_not_so_is_found(string place) => Assert.NotEmpty(Objections(await Document(), Spoiled(Facts("command-facts.json"), place)));

    [Theory]
    [InlineData("schemas.EntityOnboardingRequest.properties.owner.format")]
    [InlineData("schemas.EntityOnboardingRequest.properties.properties.nullable")]
    [InlineData("schemas.OnboardingEntity.properties.id")]
    [InlineData("schemas.OnboardingRequest.properties.errors.items")]
    [InlineData("schemas.OnboardingStatus.enum")]
    [InlineData("schemas.EntityInformation.additionalProperties")]
    [InlineData("schemas.GuidedOnboardingSession.properties.onboardingRequest")]
    [InlineData("schemas.EntityOnboardingRequest.required")]
    [InlineData("security.bearerAuth.scheme")]
    [InlineData("operation.responses")]
    public async Task A_fact_that_is_not_so_is_found(string place) => Assert.NotEmpty(Objections(await Document(), Spoiled(Facts(), place)));

    [Theory]
    [InlineData("/v1/entities/{entityId}/readings", "start,end?,pageSize?=25,continuationToken?")]
    [InlineData("/v1/entities/{entityId}/aggregations", "start,end?,resolution?=PT1H,pageSize?=25,continuationToken?")]
    [InlineData("/v1/entities/{entityId}/aggregations/total", "start,end")]
    [InlineData("/v1/entities/{entityId}/charge-sessions", "start,end?,pageSize?=25,continuationToken?")]
    [InlineData("/v1/entities/{entityId}/locations", "pageSize?=25,continuationToken?")]
    public async Task Known_queries_are_read_as_known(string path, string known)
    {
        var told = (await Document()).GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString() + (parameter.TryGetProperty("required", out var required) && required.GetBoolean() ? "" : "?")
                + (parameter.GetProperty("schema").TryGetProperty("default", out var value) ? $"={value}" : ""));
        Assert.Equal(known.Split(','), told);
    }

    /// <summary>What is known of the operations on permissions, collectives and tenants: parameters, body, and what success looks like.</summary>
    [Theory]
    [InlineData("get", "/v1/entities/{entityId}/permissions", "entityId pageSize continuationToken", null, "200 PermissionPage")]
    [InlineData("post", "/v1/entities/{entityId}/permissions", "entityId", "AddPermissionRequest", "200")]
    [InlineData("delete", "/v1/entities/{entityId}/permissions/principals/{principalId}", "entityId principalId permissionLevel", null, "200")]
    [InlineData("patch", "/v1/collectives/{collectiveId}", "collectiveId", "CollectiveUpdateRequest", "200 Collective")]
    [InlineData("post", "/v1/tenants/{tenantId}/administrators", "tenantId", "MemberRequest", "200 Tenant")]
    [InlineData("post", "/v1/onboarding/collectives", "", "CollectiveOnboardingRequest", "201 OnboardingRequest")]
    [InlineData("patch", "/v1/onboarding/collectives/{onboardingRequestId}/cancel", "onboardingRequestId", null, "200 OnboardingRequest")]
    public async Task An_operation_is_as_it_is_known(string method, string path, string parameters, string? body, string success)
    {
        var operation = (await Document()).GetProperty("paths").GetProperty(path).GetProperty(method);
        var told = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Select(one => one.GetProperty("name").GetString()!) : [];
        Assert.Equal(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries), told);
        Assert.Equal(body, operation.TryGetProperty("requestBody", out var content) ? SchemaIn(content) : null);
        var answer = operation.GetProperty("responses").EnumerateObject().Single(response => response.Name.StartsWith('2'));
        Assert.Equal(success, $"{answer.Name} {SchemaIn(answer.Value)}".TrimEnd());

        static string? SchemaIn(JsonElement holder) =>
            holder.TryGetProperty("content", out var content) ? NameIn(content.GetProperty("application/json").GetProperty("schema")) : null;
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_refusals()
    {
        var document = await Document();
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Method: operation.Name, operation.Value))).ToList();
        Assert.Equal(70, operations.Count);
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
        if (facts.TryGetProperty("operation", out var alone)) Operation(alone);
        if (facts.TryGetProperty("operations", out var operations))
            foreach (var operation in operations.EnumerateObject()) Operation(operation.Value, operation.Name);
        if (facts.TryGetProperty("security", out var security))
            Same("security", security.GetProperty("bearerAuth"), Without(document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearerAuth"), "description"));

        var schemas = document.GetProperty("components").GetProperty("schemas");
        foreach (var fact in facts.GetProperty("schemas").EnumerateObject()) Same(fact.Name, Ordered(fact.Value), Ordered(Schema(schemas.GetProperty(fact.Name))));
        return found;

        void Operation(JsonElement operation, string? name = null)
        {
            if (!document.GetProperty("paths").TryGetProperty(operation.GetProperty("path").GetString()!, out var path) || !path.TryGetProperty(operation.GetProperty("method").GetString()!, out var told))
            {
                found.Add($"There is no {operation.GetProperty("method")} {operation.GetProperty("path")}.");
                return;
            }
            if (name is not null && told.GetProperty("operationId").GetString() != name) found.Add($"{name} is called {told.GetProperty("operationId")}.");
            if (operation.TryGetProperty("contentTypes", out var contentTypes))
            {
                Same("the body's being required", operation.GetProperty("bodyRequired"), told.GetProperty("requestBody").GetProperty("required"));
                Same("content types", contentTypes, Names(told.GetProperty("requestBody").GetProperty("content"), content => content));
            }
            if (operation.TryGetProperty("query", out var query)) Same("query", query, Query(told));
            foreach (var response in operation.GetProperty("responses") is { ValueKind: JsonValueKind.Object } responses ? responses.EnumerateObject().ToList() : Wrong<JsonProperty>("responses"))
                Same("response " + response.Name, response.Value, Known(told.GetProperty("responses").GetProperty(response.Name).GetProperty("content").GetProperty("application/json").GetProperty("schema")).GetProperty("schema"));
        }

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

    private static JsonElement Spoiled(JsonElement facts, string place)
    {
        var (node, parts) = (JsonNode.Parse(facts.GetRawText())!, place.Split('.'));
        parts[..^1].Aggregate(node, (inner, part) => inner[part]!)[parts[^1]] = "something else";
        return JsonSerializer.SerializeToElement(node);
    }

    private static JsonElement Query(JsonElement operation) => JsonSerializer.SerializeToElement(
        operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").ToDictionary(
            parameter => parameter.GetProperty("name").GetString()!,
            parameter => new { required = parameter.TryGetProperty("required", out var required) && required.GetBoolean(), schema = Without(parameter.GetProperty("schema"), "maximum") }));

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
        contents.EnumerateObject().ToDictionary(content => content.Name, content => NameOrNames(schemaOf(content.Value).GetProperty("schema"))));

    private static string? NameOrNames(JsonElement schema) => schema.TryGetProperty("items", out var items) ? NameIn(items) + "[]" : NameIn(schema);

    private static string? NameIn(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) ? reference.GetString()!.Split('/')[^1] : null;

    private static JsonElement Without(JsonElement json, string name) => JsonSerializer.SerializeToElement(json.EnumerateObject().Where(member => member.Name != name).ToDictionary(member => member.Name, member => member.Value));

    // The order of required fields says nothing.
    private static JsonElement Ordered(JsonElement schema)
    {
        var node = JsonNode.Parse(schema.GetRawText())!.AsObject();
        if (node["required"] is JsonArray required) node["required"] = new JsonArray([.. required.Select(name => name!.GetValue<string>()).Order().Select(name => (JsonNode)name)]);
        return JsonSerializer.SerializeToElement(node);
    }

    /// <summary>Read once for all.</summary>
    private static readonly Lazy<Task<JsonElement>> served = new(Serve);

    private static Task<JsonElement> Document() => served.Value;

    private static async Task<JsonElement> Serve()
    {
        await using var house = await ConnectHouse.Open(Engine.Sqlite);
        return JsonSerializer.Deserialize<JsonElement>(await house.House.Http.GetStringAsync("/openapi/connect.json"));
    }

    private static JsonElement Facts(string file = "seed001-facts.json") =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Path("tests", "Busbar.Tests", "Faces", "Connect", file)));
}
