using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>The document says all that is known of the API's own operations: facts in <c>enode-facts.json</c>.</summary>
public sealed class OpenApiTests
{
    /// <summary>Served and not described: it is the one that needs no token.</summary>
    private const string Undescribed = "getHealthReady";

    /// <summary>Statuses that this server never answers, with the reason.</summary>
    private static readonly Dictionary<string, string> never = new()
    {
        ["postUsersUseridLink 403"] = "no application has a limit of connections",
        ["getHemsStatistics 503"] = "statistics come from what is stored, and no vendor is asked",
    };

    [Fact]
    public async Task The_document_holds_every_known_fact()
    {
        var found = Objections(await Document(), Facts());
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("operations.getVehicle.is", "GET /vehicle/{vehicleId}")]
    [InlineData("operations.getVehicle.is", "POST /vehicles/{vehicleId}")]
    [InlineData("operations.getVehicle.statuses", "204")]
    [InlineData("operations.cancelVehicleAction.statuses", "200 404 410")]
    [InlineData("operations.getInverterStatistics.query", "year* month day")]
    [InlineData("operations.getInverterStatistics.query", "year* month* day hour")]
    [InlineData("operations.getVehicle.tells", "id")]
    [InlineData("operations.getUser.tells", "id linkedVendors{vendor vendorType isValid}")]
    [InlineData("operations.getUser.tells", "id linkedVendors[]{vendor vendorType isValid since}")]
    [InlineData("operations.postUsersUseridLink.takes", "scopes[]* language* redirectUri* vendor* vendorType colorScheme")]
    [InlineData("operations.getUser.takes", "id")]
    [InlineData("enums.ActionState", "PENDING CONFIRMED FAILED")]
    [InlineData("enums.WebhookEvent", "*")]
    public async Task A_fact_that_is_not_so_is_found(string place, string fact)
    {
        var (facts, parts) = (JsonNode.Parse(Facts().GetRawText())!, place.Split('.'));
        parts[..^1].Aggregate(facts, (inner, part) => inner[part]!)[parts[^1]] = fact;
        Assert.NotEmpty(Objections(await Document(), JsonSerializer.SerializeToElement(facts)));
    }

    [Fact]
    public async Task Readiness_is_told_without_a_token()
    {
        await using var house = await House.Open(Engine.Sqlite);
        using var answer = await house.Http.GetAsync("/enode" + Facts().GetProperty("operations").GetProperty(Undescribed).GetProperty("is").GetString()!.Split(' ')[1]);
        Assert.Equal(204, (int)answer.StatusCode);
    }

    private static List<string> Objections(JsonElement document, JsonElement facts)
    {
        var found = new List<string>();
        foreach (var operation in facts.GetProperty("operations").EnumerateObject().Where(operation => operation.Name != Undescribed))
        {
            var (method, path) = operation.Value.GetProperty("is").GetString()!.Split(' ') is [var verb, var address] ? (verb.ToLowerInvariant(), address) : throw new JsonException(operation.Name);
            if (document.GetProperty("paths").TryGetProperty(path, out var item) && item.TryGetProperty(method, out var told)) found.AddRange(Objections(document, operation.Name, operation.Value, told).Select(what => $"{operation.Name}: {what}"));
            else found.Add($"There is no {operation.Name}, {operation.Value.GetProperty("is")}.");
        }
        foreach (var known in facts.GetProperty("enums").EnumerateObject())
        {
            var words = known.Value.GetString()!.Split(' ');
            var told = document.GetProperty("components").GetProperty("schemas").GetProperty(known.Name).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).ToList();
            found.AddRange(words.Where(word => !word.StartsWith('?') && !told.Contains(word)).Select(word => $"{known.Name} has no {word}."));
            found.AddRange(told.Where(word => !words.Contains(word) && !words.Contains("?" + word)).Select(word => $"{known.Name} has {word}, which is not known."));
        }
        return found;
    }

    private static IEnumerable<string> Objections(JsonElement document, string name, JsonElement fact, JsonElement told)
    {
        if (told.GetProperty("operationId").GetString() is var called && called != name) yield return $"it is called {called}.";

        var query = (told.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []).Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString() + (parameter.TryGetProperty("required", out var required) && required.GetBoolean() ? "*" : "")).Order();
        if (!query.SequenceEqual(fact.GetProperty("query").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order())) yield return $"its query is {string.Join(' ', query)}.";

        var (known, announced) = (fact.GetProperty("statuses").GetString()!.Split(' '), told.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList());
        foreach (var status in known.Where(status => !announced.Contains(status) && !never.ContainsKey($"{name} {status}"))) yield return $"{status} is not announced.";
        foreach (var status in announced.Where(status => status[0] == '2' && !known.Contains(status))) yield return $"{status} is announced.";
        foreach (var status in announced.Where(status => never.ContainsKey($"{name} {status}"))) yield return $"{status} is announced, so it is not never: {never[$"{name} {status}"]}.";

        var takes = fact.TryGetProperty("takes", out var body) ? body.GetString() : null;
        if (told.TryGetProperty("requestBody", out var request) != takes is not null) yield return takes is null ? "it takes a body." : "it takes no body.";
        else if (takes is not null && request.ValueKind is JsonValueKind.Object)
            foreach (var objection in Shape.Parse(takes).Objections(document, Schema(request), isRequest: true)) yield return "body: " + objection;

        if (!fact.TryGetProperty("tells", out var tells)) yield break;
        foreach (var status in announced.Where(status => status[0] == '2'))
            foreach (var objection in Shape.Parse(tells.GetString()!).Objections(document, Schema(told.GetProperty("responses").GetProperty(status)), isRequest: false)) yield return $"{status}: {objection}";
    }

    private static JsonElement Schema(JsonElement holder) => holder.GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>Read once for all.</summary>
    private static readonly Lazy<Task<JsonElement>> served = new(Serve);

    private static Task<JsonElement> Document() => served.Value;

    private static async Task<JsonElement> Serve()
    {
        await using var house = await ConnectHouse.Open(Engine.Sqlite);
        return JsonSerializer.Deserialize<JsonElement>(await house.House.Http.GetStringAsync("/openapi/enode.json"));
    }

    private static JsonElement Facts() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Path("tests", "Busbar.Tests", "Faces", "Enode", "enode-facts.json")));
}
