using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Busbar.Core.Basics;

namespace Busbar.Tests.Ground;

/// <summary>The brand's sign-in of tests/peers does what the tests of linking rely on.</summary>
public sealed class OidcPeerTests : IAsyncLifetime
{
    private const string Back = "http://127.0.0.1:8480/callback/peer", Vin = "YV1PEER0000000001";

    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly string verifier = Secrets.Base64Url(RandomNumberGenerator.GetBytes(32));
    private Peer? peer;

    [PeerFact]
    public async Task It_tells_its_addresses_and_wants_a_challenge()
    {
        var discovery = await http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        Assert.Equal(http.BaseAddress!.GetLeftPart(UriPartial.Authority), discovery.GetProperty("issuer").GetString());
        Assert.EndsWith("/token", discovery.GetProperty("token_endpoint").GetString());

        var refused = await Follow($"/auth?response_type=code&client_id=busbar&redirect_uri={Uri.EscapeDataString(Back)}&scope=openid&state=s");
        Assert.Equal("invalid_request", refused["error"]);
    }

    [PeerFact]
    public async Task An_owner_signs_in_agrees_and_the_code_becomes_tokens_that_open_the_api()
    {
        var back = await Follow(Authorize);
        Assert.Equal(("s", http.BaseAddress!.GetLeftPart(UriPartial.Authority)), (back["state"], back["iss"]));
        var tokens = await Ok(Exchange(back["code"]!));
        Assert.Equal(60, tokens.GetProperty("expires_in").GetInt32());
        var vehicles = await Api("/api/vehicles", tokens);
        Assert.Equal(Vin, (await vehicles.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data")[0].GetProperty("vin").GetString());
        var state = await (await Api($"/api/vehicles/{Vin}/state", tokens)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(FakeClock.DefaultStart.DateTime, state.GetProperty("batteryChargeLevel").GetProperty("updatedAt").GetDateTime(), TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(back["code"]!)).StatusCode);
        var counts = await http.GetFromJsonAsync<JsonElement>("/_counts");
        Assert.Equal(2, counts.GetProperty("token").GetProperty("authorization_code").GetInt32());
        Assert.Equal(2, counts.GetProperty("api").GetProperty("200").GetInt32());
    }

    [PeerFact]
    public async Task An_owner_may_say_no() => Assert.Equal("access_denied", (await Follow(Authorize, answer: "deny"))["error"]);

    [PeerFact]
    public async Task The_clock_ends_an_access_token_and_the_refresh_token_gives_another()
    {
        var first = await Link();
        await Post("/_clock", new { advanceSeconds = 61 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Api("/api/vehicles", first)).StatusCode);
        var second = await Ok(Refresh(first));
        Assert.Equal(HttpStatusCode.OK, (await Api("/api/vehicles", second)).StatusCode);
        Assert.NotEqual(Token(first, "refresh_token"), Token(second, "refresh_token"));
    }

    [PeerFact]
    public async Task A_refresh_token_used_twice_ends_the_whole_grant()
    {
        var first = await Link();
        var second = await Ok(Refresh(first));
        Assert.Equal("invalid_grant", await Error(Refresh(first)));
        Assert.Equal("invalid_grant", await Error(Refresh(second)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Api("/api/vehicles", second)).StatusCode);
    }

    [PeerFact]
    public async Task The_token_endpoint_fails_waits_and_swallows_its_answer_when_told_to()
    {
        var tokens = await Link();
        await Post("/_control", new { token = "fail", times = 1 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Refresh(tokens)).StatusCode);

        await Post("/_control", new { token = "hold" });
        var held = Refresh(tokens);
        while (await Waiting() == 0) Assert.False(held.IsCompleted);
        await Post("/_control", new { token = "ok" });
        tokens = await Ok(held);

        await Post("/_control", new { token = "drop", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => Refresh(tokens));
        Assert.Equal("invalid_grant", await Error(Refresh(tokens)));
    }

    public async Task InitializeAsync()
    {
        if (Peer.Missing is not null) return;
        peer = Peer.Start("oidc.mjs", new
        {
            clientId = "busbar",
            clientSecret = "a secret of the brand's",
            redirectUris = new[] { Back },
            vehicles = new Dictionary<string, string[]> { ["anna"] = [Vin] },
            now = FakeClock.DefaultStart,
        });
        http.BaseAddress = new Uri((await peer.Next("ready")).GetProperty("issuer").GetString()!);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        if (peer is not null) await peer.DisposeAsync();
    }

    private string Authorize =>
        $"/auth?response_type=code&client_id=busbar&redirect_uri={Uri.EscapeDataString(Back)}&scope=openid&state=s&code_challenge_method=S256"
        + $"&code_challenge={Secrets.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))}";

    /// <summary>Walks like a browser without script, to the query that comes back to us.</summary>
    private async Task<System.Collections.Specialized.NameValueCollection> Follow(string address, string answer = "yes")
    {
        var next = new Uri(http.BaseAddress!, address);
        while (!next.AbsoluteUri.StartsWith(Back, StringComparison.Ordinal))
        {
            using var page = await http.GetAsync(next);
            if (page.Headers.Location is { } location) next = new Uri(next, location);
            else
            {
                var html = await page.Content.ReadAsStringAsync();
                var action = Regex.Match(html, "action=\"([^\"]+)\"").Groups[1].Value;
                Assert.True(action != "", html);
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = "anna", ["answer"] = answer });
                using var posted = await http.PostAsync(action, form);
                next = new Uri(next, posted.Headers.Location!);
            }
        }
        return HttpUtility.ParseQueryString(next.Query);
    }

    private async Task<JsonElement> Link() => await Ok(Exchange((await Follow(Authorize))["code"]!));

    private Task<HttpResponseMessage> Exchange(string code) => Ask(new()
    {
        ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Back, ["code_verifier"] = verifier,
    });

    private Task<HttpResponseMessage> Refresh(JsonElement tokens) => Ask(new()
    {
        ["grant_type"] = "refresh_token", ["refresh_token"] = Token(tokens, "refresh_token"),
    });

    private async Task<HttpResponseMessage> Ask(Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent(form) };
        var credentials = $"busbar:{Uri.EscapeDataString("a secret of the brand's")}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        return await http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> Api(string path, JsonElement tokens)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(tokens, "access_token"));
        return await http.SendAsync(request);
    }

    private async Task<int> Waiting() => (await http.GetFromJsonAsync<JsonElement>("/_counts")).GetProperty("waiting").GetInt32();

    private async Task Post(string path, object body) => (await http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();

    private static async Task<JsonElement> Ok(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private static async Task<string?> Error(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();
    }

    private static string Token(JsonElement tokens, string name) => tokens.GetProperty(name).GetString()!;
}
