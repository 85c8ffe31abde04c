using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;
using Busbar.Tests.LinkPages;

namespace Busbar.Tests.UserSignIns;

/// <summary>A server and an application of it whose users sign in.</summary>
public sealed class SignInHouse : IAsyncDisposable
{
    public const string Back = "http://localhost/back", Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// <summary>What the verifier gives, as RFC 7636 has it in appendix B.</summary>
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private SignInHouse(House house, NewClient client, HttpClient http) => (House, App, Http) = (house, client, http);

    public House House { get; }

    public NewClient App { get; }

    /// <summary>Calls with a token of the application's own.</summary>
    public HttpClient Http { get; }

    public FakeClock Clock => House.Clock;

    public static async Task<SignInHouse> Open(Engine engine = Engine.Sqlite, string name = "Green Power", string[]? returnAddresses = null)
    {
        var house = await House.Open(engine);
        var client = await house.NewClient(name: name, returnAddresses: returnAddresses);
        return new SignInHouse(house, client, (await house.SignIn(client)).Http);
    }

    /// <summary>The application's own token lasts an hour.</summary>
    public async Task SignInAnew()
    {
        using var http = (await House.SignIn(App)).Http;
        Http.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
    }

    public async Task<string> NewUser(string? email = "anna@example.org")
    {
        using var answer = await Http.PostAsJsonAsync("/evenergy/v2/users", new { email });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>The path of a login link.</summary>
    public async Task<string> Link(string user, string? redirectUri = null)
    {
        using var answer = await Http.PostAsJsonAsync($"/evenergy/v2/users/{user}/login_link", redirectUri is null ? new { } : (object)new { redirect_uri = redirectUri });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new Uri((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!).AbsolutePath;
    }

    /// <summary>A browser in which the user is signed in.</summary>
    public async Task<Visitor> Visitor(string? user = null)
    {
        var visitor = new Visitor(House);
        if (user is not null) Assert.Equal(303, (await visitor.Post(await Link(user))).Code);
        return visitor;
    }

    /// <summary>The address at which a user agrees; a value that is null leaves a parameter out.</summary>
    public string Authorize(params (string Name, string? Value)[] changed)
    {
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = App.Client.ClientId, ["redirect_uri"] = Back, ["scope"] = "user:read", ["state"] = "s t&ä",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changed) query[name] = value;
        return "/evenergy/o/authorize/?" + string.Join('&', query.Where(one => one.Value is not null).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}"));
    }

    /// <summary>Agrees, and tells the code.</summary>
    public async Task<string> Code(Visitor visitor, params (string Name, string? Value)[] changed)
    {
        var answer = await visitor.Choose(Authorize(changed), "agree");
        Assert.Equal(303, answer.Code);
        return UserSignIns.Visitor.Query(answer)["code"] ?? throw new InvalidOperationException(answer.Location);
    }

    public Task<Told> Redeem(string code, params (string Name, string? Value)[] changed) =>
        Token([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Back), ("code_verifier", Verifier), .. changed]);

    public Task<Told> Refresh(string token, params (string Name, string? Value)[] changed) => Token([("grant_type", "refresh_token"), ("refresh_token", token), .. changed]);

    public Task<Told> Token(params (string Name, string? Value)[] fields) => Post("/evenergy/o/token/", fields);

    public Task<Told> Revoke(string token, params (string Name, string? Value)[] fields) => Post("/evenergy/o/revoke_token/", [("token", token), .. fields]);

    /// <summary>With the application's credentials, where nothing else is said; a value that is null leaves a field out.</summary>
    public async Task<Told> Post(string path, params (string Name, string? Value)[] fields)
    {
        var form = new Dictionary<string, string?> { ["client_id"] = App.Client.ClientId, ["client_secret"] = App.Secret };
        foreach (var (name, value) in fields) form[name] = value;
        return await Told.By(await House.Http.PostAsync(path, new FormUrlEncodedContent(form.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Key, one.Value!)))));
    }

    /// <summary>The tokens of a user who agreed to this.</summary>
    public async Task<Told> SignIn(string user, string scope = "user:read user:write")
    {
        var told = await Redeem(await Code(await Visitor(user), ("scope", scope)));
        Assert.Equal(200, told.Status);
        return told;
    }

    public Task<Told> Me(string token) => Call(token, HttpMethod.Get, "/evenergy/v2/users/me");

    public async Task<Told> Call(string token, HttpMethod method, string path, object? body = null, string? actsAs = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (actsAs is not null) request.Headers.Add("EvEnergy-User", actsAs);
        return await Told.By(await House.Http.SendAsync(request));
    }

    public Task<IReadOnlyList<string>> Holding(string text) => EveryTable.Holding(House.Get<Database>(), text);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await House.DisposeAsync();
    }
}

/// <summary>An answer in JSON.</summary>
public sealed record Told(int Status, JsonElement Body, HttpResponseMessage Answer)
{
    public string? this[string member] => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value.ToString() : null;

    public string Access => this["access_token"]!;

    public string Refresh => this["refresh_token"]!;

    public static async Task<Told> By(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new Told((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text), answer);
    }
}

/// <summary>A user with a browser: it keeps the cookie, and follows nothing by itself.</summary>
public sealed partial class Visitor(House house)
{
    public string? Cookie { get; set; }

    public Task<Seen> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Seen> Post(string path, params (string Name, string Value)[] fields) => Send(HttpMethod.Post, path, fields);

    /// <summary>Opens the page, and presses one of its buttons.</summary>
    public async Task<Seen> Choose(string path, string choice)
    {
        var page = await Get(path);
        Assert.True(page.Code == 200, page.Text);
        return await Post(path, ("form", Secret(page)), ("choice", choice));
    }

    public static string Secret(Seen page) => Hidden().Match(page.Text).Groups[1].Value;

    public static System.Collections.Specialized.NameValueCollection Query(Seen answer) => HttpUtility.ParseQueryString(new Uri(answer.Location!).Query);

    public async Task<Seen> Send(HttpMethod method, string path, (string Name, string Value)[]? fields = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Cookie is not null) request.Headers.Add("Cookie", $"{UserCookie.Name}={Cookie}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent((fields ?? []).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await house.Http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set)) Cookie = set.Single().Split(';')[0].Split('=', 2)[1];
        return new Seen(answer.StatusCode, answer, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
