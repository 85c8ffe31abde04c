using System.Text.Json;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>The document says what is known of the API's own operations: facts in <c>evenergy-facts.json</c>.</summary>
public sealed class OpenApiTests
{
    /// <summary>Statuses that are not answered, with the reason.</summary>
    private static readonly Dictionary<string, string> never = new()
    {
        ["POST /evse_onboarding/import 201"] = "no brand looks a charger up by its serial number",
        ["POST /users 404"] = "a new user's home names no tariff here, so nothing can be absent",
        ["POST /charging_sessions/{charging_session_id}/boost_end 503"] = "the end of a boost is no command: the plan tells the device what it wants of it from then on",
        ["406"] = "whatever is accepted, the answer is JSON",
        ["405"] = "an operation that is there is there with its method",
        ["403"] = "an open operation, or one on which nothing depends on a permission, forbids nobody",
    };

    /// <summary>What is open to strangers although the API's own document wants a token, with the reason.</summary>
    private static readonly Dictionary<string, string> opened = new()
    {
        ["GET /inverter_onboarding"] = "owners open it in a browser, which shows no token; nor is 401 among its answers",
    };

    [Fact]
    public async Task The_document_holds_every_known_fact()
    {
        var (found, document) = (new List<string>(), await Document());
        foreach (var fact in Facts().EnumerateObject())
        {
            var (method, path) = fact.Name.Split(' ') is [var verb, var address] ? (verb.ToLowerInvariant(), address) : throw new JsonException(fact.Name);
            var isServed = document.GetProperty("paths").TryGetProperty(path, out var item) && item.TryGetProperty(method, out _);
            if (isServed) found.AddRange(Objections(fact.Name, fact.Value, item.GetProperty(method)).Select(what => $"{fact.Name}: {what}"));
            else found.Add($"There is no {fact.Name}.");
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Objections(string name, JsonElement fact, JsonElement told)
    {
        var query = (told.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []).Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString() + (parameter.TryGetProperty("required", out var required) && required.GetBoolean() ? "*" : "")).Order(StringComparer.Ordinal).ToList();
        if (!query.SequenceEqual(Words(fact, "query").Order(StringComparer.Ordinal))) yield return $"its query is {string.Join(' ', query)}.";

        var announced = told.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
        foreach (var status in Words(fact, "statuses").Where(status => !announced.Contains(status) && !never.ContainsKey(status) && !never.ContainsKey($"{name} {status}"))) yield return $"{status} is not announced.";
        foreach (var status in announced.Where(status => status[0] is '2' or '3' && !Words(fact, "statuses").Contains(status))) yield return $"{status} is announced.";
        var isOpen = told.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
        if (isOpen != (fact.GetProperty("auth").GetString() == "PUBLIC" || opened.ContainsKey(name))) yield return isOpen ? "it is open to strangers." : "it is not open to strangers.";
    }

    private static string[] Words(JsonElement fact, string name) => fact.GetProperty(name).GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<JsonElement> Document()
    {
        await using var house = await House.Open(Engine.Sqlite);
        return JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync("/openapi/evenergy.json"));
    }

    private static JsonElement Facts() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Path("tests", "Busbar.Tests", "Faces", "EvEnergy", "evenergy-facts.json")));
}
