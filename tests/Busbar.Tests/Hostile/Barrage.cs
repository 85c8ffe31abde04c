using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Hostile;

/// <summary>
/// Sends what it is given and judges every answer: none is our own fault, each is one that the document announces, a refusal names the
/// field and writes nothing.
/// </summary>
public sealed class Barrage(Stage stage)
{
    private const int LongestLine = 8_000;

    /// <summary>What no refusal tells: names of our types, of the store, of where we stand.</summary>
    private static readonly string[] inner = ["System.", "Busbar.", "Microsoft.", "Npgsql", "SQLite", "Exception", "   at "];
    private readonly List<string> objections = [];

    public IReadOnlyList<string> Objections => objections;

    /// <summary>How often an operation answered with a status.</summary>
    public Dictionary<(string Operation, int Status), int> Answers { get; } = [];

    public Dictionary<Lane, int> Sent { get; } = [];

    /// <summary>Sends a request; where it is refused, nothing may have been written.</summary>
    public async Task<(int Status, JsonElement Body)> Fire(Shot shot)
    {
        if (shot.Operation.Reads) return await Send(shot);
        var before = await Print();
        var answer = await Send(shot);
        if (answer.Status >= 400) ExpectUnwritten(before, await Print(), shot);
        return answer;
    }

    /// <summary>Sends requests that must all be refused, and looks for what they wrote only after the last.</summary>
    public async Task FireRefused(IReadOnlyList<Shot> shots)
    {
        var before = await Print();
        foreach (var shot in shots) await Send(shot);
        if (EveryTable.Changed(before, await Print()).Count == 0) return;
        // Once more, one by one, to find which it was.
        objections.Add($"{shots[0].Operation}: a refused request wrote {string.Join(", ", EveryTable.Changed(before, await Print()))}.");
        foreach (var shot in shots) await Fire(shot);
    }

    private void ExpectUnwritten(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, Shot shot)
    {
        if (EveryTable.Changed(before, after) is { Count: > 0 } changed) Object(shot, $"was refused and wrote {string.Join(", ", changed)}");
    }

    private Task<IReadOnlyDictionary<string, string>> Print() => EveryTable.Fingerprint(stage.House.Get<Database>());

    private async Task<(int Status, JsonElement Body)> Send(Shot shot)
    {
        // What is wrong in an address is to arrive as it is.
        using var request = new HttpRequestMessage(
            new HttpMethod(shot.Operation.Method), new Uri(stage.House.Url.GetLeftPart(UriPartial.Authority) + shot.Address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (shot.Body is { } bytes)
        {
            request.Content = new ByteArrayContent(bytes);
            if (shot.ContentType is { } type) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        Sent[shot.Lane] = Sent.GetValueOrDefault(shot.Lane) + 1;
        using var answer = await stage.Caller(shot.Operation).SendAsync(request);
        var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        Answers[(shot.Operation.Id, status)] = Answers.GetValueOrDefault((shot.Operation.Id, status)) + 1;
        return (status, Judge(shot, status, text, answer.Content.Headers.ContentType));
    }

    private JsonElement Judge(Shot shot, int status, string text, MediaTypeHeaderValue? type)
    {
        JsonElement body = default;
        // A request line that the server does not take was seen by no face.
        if (status == 414 && shot.Address.Length > LongestLine) return body;
        try
        {
            if (text.Length > 0) body = JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            Object(shot, $"{status}, and no JSON: {text}");
            return default;
        }
        if (status >= 500) Object(shot, $"{status} {text}");
        else if (shot.Status is { } expected && status != expected) Object(shot, $"{status} instead of {expected}: {text}");
        else if (stage.Document.Contract.Objection(shot.Operation.Method, shot.Operation.Path[stage.Document.Server.Length..], status, body) is { } objection) Object(shot, objection);
        else if (text.Length > 0 && !(type is { CharSet: "utf-8" } && type.MediaType == stage.Document.Contract.MediaTypeOf(shot.Operation.Method, shot.Operation.Path[stage.Document.Server.Length..], status))) Object(shot, $"{status} as {type}");
        else if (status >= 400)
        {
            var message = stage.Face.MessageOf(body);
            if (shot.Field is { } field && !message.StartsWith(field + ": ", StringComparison.Ordinal)) Object(shot, $"names another field than {field}: {message}");
            if (inner.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal)) is { } word && !Encoding.UTF8.GetString(shot.Body ?? []).Contains(word)) Object(shot, $"tells of the inside: {text}");
        }
        return body;
    }

    private void Object(Shot shot, string what) => objections.Add($"{shot.Operation.Id}: {shot}: {(what.Length <= 600 ? what : what[..600])}");
}
