using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Walks;

/// <summary>An application that knows re.alto Connect and nothing of Busbar but its address and credentials.</summary>
internal sealed class Application(HttpClient http, Func<Task<string>> token)
{
    /// <summary>The demo client, with what the first start wrote into the data folder.</summary>
    public static async Task<Application> Demo(House house)
    {
        await house.Get<FirstStart>().Run();
        var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(house.Get<FirstStart>().CredentialsFile)).RootElement;
        return new Application(house.Http, () => SignIn(house.Http, credentials.Text("tokenUrl")!, credentials.Text("clientId")!, credentials.Text("clientSecret")!));
    }

    public static Application Of(House house, NewClient client) => new(house.Http, () => SignIn(house.Http, "/oauth2/token", client.Client.ClientId, client.Secret));

    public Task<JsonElement> Get(string path) => Send(HttpMethod.Get, path, null, 200);

    public Task<JsonElement> Post(string path, string body, int status = 201) => Send(HttpMethod.Post, path, body, status);

    public Task<JsonElement> Patch(string path, string body) => Send(HttpMethod.Patch, path, body, 200);

    public Task<JsonElement> Refused(HttpMethod method, string path, string? body, int status) => Send(method, path, body, status);

    /// <summary>The items of a list's first page.</summary>
    public async Task<IReadOnlyList<JsonElement>> List(string path) => [.. (await Get(path)).GetProperty("data").EnumerateArray()];

    private async Task<JsonElement> Send(HttpMethod method, string path, string? body, int status)
    {
        using var request = new HttpRequestMessage(method, path);
        // Hours pass in a test: a token is asked for anew each time.
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token());
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement;
    }

    private static async Task<string> SignIn(HttpClient http, string url, string id, string secret)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret };
        var answer = await http.PostAsync(url, new FormUrlEncodedContent(form));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
    }
}

internal static class JsonWords
{
    public static string? Text(this JsonElement json, params string[] path) => json.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static double Number(this JsonElement json, params string[] path) => json.At(path)?.GetDouble() ?? throw new InvalidOperationException($"{string.Join('.', path)} is not in {json}");

    public static JsonElement? At(this JsonElement json, params string[] path)
    {
        foreach (var name in path)
            if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        return json;
    }
}
