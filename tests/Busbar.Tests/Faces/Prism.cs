using System.Text.Json.Nodes;
using Busbar.Tests.Ground;
using Busbar.Tests.Hostile;

namespace Busbar.Tests.Faces;

/// <summary>
/// An independent proxy before a server, which holds every request and every answer against the document that the server serves. One
/// process for each face, for as long as the tests of a class run.
/// </summary>
public sealed class Prism : IAsyncDisposable
{
    /// <summary>What the proxy's own answers are known by.</summary>
    private const string Objections = "stoplight.io/prism/errors";

    private readonly Peer peer;
    private readonly TempFolder folder;
    private readonly HttpClient http;

    private Prism(Stage stage, Peer peer, TempFolder folder, int port) =>
        (Stage, this.peer, this.folder, http) = (stage, peer, folder, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public Stage Stage { get; }

    public static async Task<Prism> Start(TestedFace face)
    {
        var stage = await Stage.Open(Engine.Sqlite, face);
        var folder = new TempFolder();
        var file = Path.Combine(folder.Path, $"{face.Name}.json");
        await File.WriteAllTextAsync(file, Strict(await stage.House.Http.GetStringAsync($"/openapi/{face.Name}.json")).ToJsonString());
        var peer = Peer.Start("prism.mjs", new { document = file, upstream = stage.House.Url.GetLeftPart(UriPartial.Authority) + stage.Document.Server });
        return new Prism(stage, peer, folder, (await peer.Next("ready")).GetProperty("port").GetInt32());
    }

    /// <summary>Sends a request through the proxy. What it objects to; null where it passed both ways.</summary>
    public async Task<(int Status, string? Objection)> Send(Shot shot)
    {
        using var request = new HttpRequestMessage(new HttpMethod(shot.Operation.Method), shot.Address[Stage.Document.Server.Length..]);
        request.Headers.Authorization = Stage.Caller(shot.Operation).DefaultRequestHeaders.Authorization;
        if (shot.Body is { } bytes) request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Contains(Objections, StringComparison.Ordinal) ? text : answer.Headers.TryGetValues("sl-violations", out var warnings) ? string.Join(' ', warnings) : null);
    }

    /// <summary>Something that is in no document of ours: what the answer there should look like is planted.</summary>
    public static string Planted(bool isSo) => isSo ? "/planted/so" : "/planted/not-so";

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await peer.DisposeAsync();
        await Stage.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>
    /// The document as OpenAPI 3.1 has it, which says of null what 3.0 can only hint at: the proxy takes a schema that may be null and
    /// has no type for one that lets everything pass.
    /// </summary>
    private static JsonObject Strict(string document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        json["openapi"] = "3.1.0";
        json.Remove("servers");
        Tell(json);
        foreach (var isSo in new[] { true, false }) json["paths"]![Planted(isSo)] = isSo ? Absent() : Absent("planted");
        return json;
    }

    private static void Tell(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list) Tell(item);
        if (node is not JsonObject schema) return;
        foreach (var (_, value) in schema.ToList()) Tell(value);
        if (schema["nullable"] is not JsonValue said || !said.TryGetValue<bool>(out var mayBeNull)) return;
        schema.Remove("nullable");
        if (!mayBeNull) return;
        if (schema["type"] is { } type) schema["type"] = new JsonArray(type.DeepClone(), "null");
        if (schema["enum"] is JsonArray choices) choices.Add(null);
        if (schema["anyOf"] is JsonArray any) any.Add(new JsonObject { ["type"] = "null" });
        if (schema["allOf"] is not JsonArray all) return;
        schema.Remove("allOf");
        schema["anyOf"] = new JsonArray([.. all.Select(part => part!.DeepClone()), new JsonObject { ["type"] = "null" }]);
    }

    // Every face answers 404 there with an object; that this has a member of such a name is not so.
    private static JsonObject Absent(params string[] members)
    {
        var answer = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray([.. members]) } };
        var content = new JsonObject { ["application/problem+json"] = answer, ["application/json"] = answer.DeepClone() };
        return new JsonObject { ["get"] = new JsonObject { ["responses"] = new JsonObject { ["404"] = new JsonObject { ["description"] = "Not Found", ["content"] = content } } } };
    }
}
