using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Busbar.Tests.Faces;

/// <summary>
/// A walk through an API, each step held against a file: request, status, headers that matter, body. Ids and tokens, which differ
/// from run to run, stand as numbered names in the order in which the walk meets them. With <c>BUSBAR_GOLDEN=write</c> the files
/// are written instead: look at what changed before it is committed.
/// </summary>
public sealed partial class GoldenWalk(HttpClient caller, string prefix, Contract contract, string server, [CallerFilePath] string source = "")
{
    private static readonly bool writes = Environment.GetEnvironmentVariable("BUSBAR_GOLDEN") == "write";
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] told = ["Allow", "Content-Type", "EvEnergy-Version", "Link", "Location", "WWW-Authenticate", "X-RateLimit-Limit", "X-RateLimit-Remaining"];
    private readonly Dictionary<string, string> names = [];

    /// <param name="name">The file, without its ending.</param>
    /// <param name="path">Below the prefix, with its query.</param>
    /// <param name="anonymous">Whether the call carries no token.</param>
    public async Task<JsonElement> Step(string name, string method, string path, string? body = null, string contentType = "application/json", bool anonymous = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), prefix + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        using var stranger = anonymous ? new HttpClient { BaseAddress = caller.BaseAddress } : null;
        using var answer = await (stranger ?? caller).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        Announced(method, path, (int)answer.StatusCode, json);

        var scene = new JsonObject { ["request"] = new JsonObject { ["method"] = method, ["path"] = prefix + path } };
        if (body is not null) scene["request"]!["body"] = body.Length > 2_000 ? $"{body.Length} characters" : AsJson(body);
        if (contentType != "application/json") scene["request"]!["contentType"] = contentType;
        scene["response"] = new JsonObject { ["status"] = (int)answer.StatusCode, ["headers"] = Headers(answer) };
        if (text.Length > 0) scene["response"]!["body"] = JsonNode.Parse(text);
        Hold(name, Named(scene.ToJsonString(indented)) + "\n");
        return json;
    }

    /// <summary>What the application was told without asking.</summary>
    public void Told(string name, JsonElement json) => Hold(name, Named(JsonNode.Parse(json.GetRawText())!.ToJsonString(indented)) + "\n");

    private void Announced(string method, string path, int status, JsonElement body)
    {
        // Addresses and methods that are not in the document have no answer there.
        if (status is 405 || (status is 404 && ($"{body}".Contains("AddressUnknown", StringComparison.Ordinal) || $"{body}".Contains("nothing at this address", StringComparison.Ordinal)))) return;
        Assert.Null(contract.Objection(method, (prefix + path.Split('?')[0])[contract.Server.Length..], status, body));
    }

    private static JsonNode? AsJson(string body)
    {
        try { return JsonNode.Parse(body); }
        catch (JsonException) { return body; }
    }

    private static JsonObject Headers(HttpResponseMessage answer)
    {
        var all = answer.Headers.Concat(answer.Content.Headers).Where(header => told.Contains(header.Key)).OrderBy(header => header.Key);
        return new JsonObject(all.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, string.Join(", ", header.Value))));
    }

    private string Named(string text)
    {
        text = text.Replace(server, "http://busbar.test");
        foreach (Match match in PageToken().Matches(text)) Name("page", match.Groups[1].Value);
        foreach (var (value, name) in names.Where(name => name.Value.StartsWith("{page", StringComparison.Ordinal))) text = text.Replace(value, name);
        text = SdkToken().Replace(text, match => $"\"linkToken\": \"{Name("token", match.Groups[1].Value)}\"");
        text = LinkToken().Replace(text, match => "/link/" + match.Groups[1].Value + Name("link", match.Groups[2].Value));
        text = SignInToken().Replace(text, match => "/sign-in/" + Name("link", match.Groups[1].Value));
        text = ClientId().Replace(text, match => "client_id=" + Name("client", match.Groups[1].Value));
        text = Prefixed().Replace(text, match => Name(match.Groups[1].Value, match.Value));
        text = Made().Replace(text, match => Name(match.Groups[1].Value, match.Value));
        return Uuid().Replace(text, match => Name("id", match.Value));
    }

    private string Name(string sort, string value)
    {
        if (!names.TryGetValue(value, out var name)) names[value] = name = $"{{{sort}{names.Values.Count(known => known.StartsWith("{" + sort, StringComparison.Ordinal)) + 1}}}";
        return name;
    }

    private void Hold(string name, string scene)
    {
        var file = Path.Combine(Path.GetDirectoryName(source)!, "golden", name + ".json");
        if (writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, scene);
            return;
        }
        Assert.True(File.Exists(file), $"There is no {file}. Run with BUSBAR_GOLDEN=write, and look at what it writes.");
        Assert.Equal(File.ReadAllText(file), scene);
    }

    [GeneratedRegex("\"(?:continuationToken|after|before)\": \"([A-Za-z0-9_-]+)\"")]
    private static partial Regex PageToken();

    [GeneratedRegex("\"linkToken\": \"([A-Za-z0-9+/=]+)\"")]
    private static partial Regex SdkToken();

    [GeneratedRegex("/link/(guide/)?([A-Za-z0-9_-]{48})")]
    private static partial Regex LinkToken();

    [GeneratedRegex("/sign-in/([A-Za-z0-9_.-]{40,})")]
    private static partial Regex SignInToken();

    [GeneratedRegex("\\b(user|vhcl|evse|ctcl|cses|csub|scpl|tari|supl|solr|invt|hoba|hems|bmet|vwlt|ewlt)[0-7][0-9A-HJKMNP-TV-Z]{25}\\b")]
    private static partial Regex Prefixed();

    // The catalogue's own are the same in every run; these were made at the time by the tests' clock.
    [GeneratedRegex("\\b(trim|vmod)01KJM[0-9A-HJKMNP-TV-Z]{21}\\b")]
    private static partial Regex Made();

    [GeneratedRegex("client_id=(bb-[A-Za-z0-9_-]{16})")]
    private static partial Regex ClientId();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
