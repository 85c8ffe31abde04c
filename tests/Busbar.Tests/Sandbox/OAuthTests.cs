using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Sandbox;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>Signing in at a sandbox brand, as a browser and a client do it.</summary>
public sealed class OAuthTests
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123";
    private static readonly string Challenge = Secrets.Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private static Dictionary<string, string> Query(string kind = "EV", string? hint = SandboxHost.Vin) => new Dictionary<string, string?>
    {
        ["response_type"] = "code", ["client_id"] = SandboxClients.IdOf(SandboxHost.Tenant), ["redirect_uri"] = "https://busbar.test/callback/acme",
        ["scope"] = "devices", ["state"] = "st&te=1", ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256", ["kind"] = kind, ["login_hint"] = hint,
    }.Where(q => q.Value is not null).ToDictionary(q => q.Key, q => q.Value!);

    private static async Task<SeenPage> Authorize(SandboxHost host, Dictionary<string, string> query) => await SeenPage.Of(await host.Http.GetAsync(
        "/sandbox/acme/oauth/authorize?" + string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"))));

    private static Dictionary<string, string> CodeForm(string code, string verifier = Verifier) => new()
    {
        ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = "https://busbar.test/callback/acme", ["code_verifier"] = verifier,
    };

    private static async Task<string> Code(SandboxHost host, string button = "Continue as home-029015")
    {
        var consent = await (await Authorize(host, Query())).Press(host.Http, button);
        return (await consent.Press(host.Http, "Agree")).Query["code"];
    }

    private static Task<(HttpStatusCode Status, JsonElement Body)> Token(SandboxHost host, Dictionary<string, string> form) => host.Form("/sandbox/acme/oauth/token", form);

    private static Dictionary<string, string> RefreshForm(string token) => new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token };

    [Fact]
    public async Task An_account_with_a_second_factor_agrees_to_nothing_without_it()
    {
        await using var host = await SandboxHost.Start(Engine.Sqlite);
        var query = Query(hint: null);
        query["account"] = "home-2fa";
        async Task<SeenPage> Post(params (string Name, string Value)[] more) => await SeenPage.Of(await host.Http.PostAsync(
            "/sandbox/acme/oauth/authorize", new FormUrlEncodedContent([.. query, .. more.Select(one => KeyValuePair.Create(one.Name, one.Value))])));

        var asked = await Post();
        Assert.Contains("Confirm it is you", asked.Html);
        var code = System.Text.RegularExpressions.Regex.Match(asked.Html, @"The code is <strong>(\d{6})<").Groups[1].Value;
        foreach (var tried in new[] { await Post(("press", "agree")), await Post(("press", "agree"), ("one_time_code", code == "000000" ? "000001" : "000000")) })
        {
            Assert.Null(tried.Location);
            Assert.Contains("Confirm it is you", tried.Html);
        }
        var consent = await Post(("one_time_code", code));
        Assert.Contains("Share your", consent.Html);
        Assert.NotEmpty((await consent.Press(host.Http, "Agree")).Query["code"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_owner_signs_in_agrees_and_shares_the_car(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var signIn = await Authorize(host, Query());
        Assert.Contains("Sign in to Acme &amp; Sons", signIn.Html);
        Assert.Contains("frame-ancestors 'none'", signIn.Response.Headers.GetValues("Content-Security-Policy").Single());

        var consent = await signIn.Press(host.Http, "Continue as home-029015");
        Assert.Contains(SandboxHost.Vin, consent.Html);
        var back = await consent.Press(host.Http, "Agree");
        Assert.Equal(HttpStatusCode.SeeOther, back.Status);
        Assert.StartsWith("https://busbar.test/callback/acme?", back.Location!.AbsoluteUri);
        Assert.Equal(("st&te=1", "https://busbar.test/sandbox/acme"), (back.Query["state"], back.Query["iss"]));

        var (status, tokens) = await Token(host, CodeForm(back.Query["code"]));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["access_token", "token_type", "expires_in", "refresh_token", "scope", "account"], tokens.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("Bearer", 900, "devices", "home-029015@acme"), (tokens.Text("token_type"), tokens.GetProperty("expires_in").GetInt32(), tokens.Text("scope"), tokens.Text("account")));

        var (_, list) = await host.Get("/sandbox/acme/api/devices", tokens.AccessToken());
        Assert.Equal(SandboxHost.Vin, list.GetProperty("devices").EnumerateArray().Single().Text("identifier"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_kept_before_the_owner_agrees(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var consent = await (await Authorize(host, Query())).Press(host.Http, "Continue as home-029015");
        Assert.Equal(0, host.Database.Writes);

        var back = await consent.Press(host.Http, "Deny");
        Assert.Equal(("access_denied", "st&te=1"), (back.Query["error"], back.Query["state"]));
        Assert.Equal(0, host.Database.Writes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stranger_has_another_car(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (_, tokens) = await Token(host, CodeForm(await Code(host, "Continue as stranger")));
        var (_, list) = await host.Get("/sandbox/acme/api/devices", tokens.AccessToken());
        var vin = list.GetProperty("devices").EnumerateArray().Single().Text("identifier");

        Assert.NotEqual(SandboxHost.Vin, vin);
        Assert.Matches("^[A-HJ-NPR-Z0-9]{17}$", vin);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_name_will_do_and_the_owner_stays_the_owner(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var consent = await (await Authorize(host, Query())).Press(host.Http, "Sign in", new() { ["account"] = " Jan's Home " });
        var (_, tokens) = await Token(host, CodeForm((await consent.Press(host.Http, "Agree")).Query["code"]));
        Assert.Equal("jan-s-home@acme", tokens.Text("account"));

        var again = await Authorize(host, Query());
        Assert.Contains("Continue as jan-s-home", again.Html);
        var other = await again.Press(host.Http, "Sign in", new() { ["account"] = "piet" });
        Assert.DoesNotContain($"</strong> {SandboxHost.Vin}", other.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_client_sends_is_shown_and_never_run(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var page = await Authorize(host, Query(hint: "<script>alert(1)</script>\" x=\""));
        Assert.DoesNotContain("<script", page.Html);
        Assert.Contains("&lt;script&gt;", page.Html);
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.test/callback/acme")]
    [InlineData("redirect_uri", "https://busbar.test/callback/acme/")]
    [InlineData("redirect_uri", "https://busbar.test/callback/other")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "tenant-1")]
    [InlineData("client_id", null)]
    public async Task A_wish_that_no_client_can_be_told_of_ends_on_a_page(string field, string? value)
    {
        await using var host = await SandboxHost.Start();
        var query = Query();
        query.Remove(field);
        if (value is not null) query[field] = value;
        var page = await Authorize(host, query);
        Assert.Equal((HttpStatusCode.BadRequest, null), (page.Status, page.Location));
        Assert.Contains("does not work", page.Html);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("kind", "Toaster", "invalid_request")]
    [InlineData("kind", "2", "invalid_request")]
    [InlineData("scope", "a\"b", "invalid_scope")]
    public async Task Other_wrong_wishes_are_told_to_the_client(string field, string? value, string error)
    {
        await using var host = await SandboxHost.Start();
        var query = Query();
        query.Remove(field);
        if (value is not null) query[field] = value;
        var back = await Authorize(host, query);
        Assert.Equal((error, "st&te=1", "https://busbar.test/sandbox/acme"), (back.Query["error"], back.Query["state"], back.Query["iss"]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_works_once_and_its_second_use_ends_what_it_gave(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var code = await Code(host);
        var (_, tokens) = await Token(host, CodeForm(code));
        var (status, second) = await Token(host, CodeForm(code));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, second.Text("error")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", tokens.AccessToken())).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_lives_a_minute_and_needs_its_verifier(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var late = await Code(host);
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("invalid_grant", (await Token(host, CodeForm(late))).Body.Text("error"));

        var stolen = await Code(host);
        Assert.Equal("invalid_grant", (await Token(host, CodeForm(stolen, Verifier + "x"))).Body.Text("error"));
        Assert.Equal("invalid_grant", (await Token(host, CodeForm(stolen))).Body.Text("error"));
        var foreign = await host.Form("/sandbox/acme/oauth/token", CodeForm(await Code(host)), SandboxHost.OtherTenant);
        Assert.Equal("invalid_grant", foreign.Body.Text("error"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wrong_secret_is_no_client(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (status, body) = await host.Form("/sandbox/acme/oauth/token", RefreshForm("x"), secret: host.Clients.SecretOf(SandboxHost.OtherTenant));
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, body.Text("error")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_of_it_stays_in_a_cache(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var token = (await host.Link(DeviceKind.EV)).AccessToken();
        foreach (var path in new[] { "/sandbox/acme/api/devices", "/sandbox/acme/oauth/authorize", "/sandbox", "/sandbox/api/homes" })
        {
            using var response = await host.Http.SendAsync(new(HttpMethod.Get, path) { Headers = { Authorization = new("Bearer", token) } });
            Assert.True(response.Headers.CacheControl!.NoStore, path);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Refresh_tokens_rotate_and_the_second_use_of_one_ends_the_grant(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var first = await host.Link(DeviceKind.EV);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", first.AccessToken())).Status);

        var (_, second) = await Token(host, RefreshForm(first.Text("refresh_token")));
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/sandbox/acme/api/devices", second.AccessToken())).Status);
        Assert.Equal(first.Text("account"), second.Text("account"));

        Assert.Equal("invalid_grant", (await Token(host, RefreshForm(first.Text("refresh_token")))).Body.Text("error"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", second.AccessToken())).Status);
        Assert.Equal("invalid_grant", (await Token(host, RefreshForm(second.Text("refresh_token")))).Body.Text("error"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_refreshes_at_once_one_succeeds(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var form = RefreshForm((await host.Link(DeviceKind.EV)).Text("refresh_token"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Token(host, form)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refresh_token_is_good_for_its_client_and_brand_alone_and_stays_good_when_others_try(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var tokens = await host.Link(DeviceKind.EV);
        var form = RefreshForm(tokens.Text("refresh_token"));
        Assert.Equal("invalid_grant", (await host.Form("/sandbox/acme/oauth/token", form, SandboxHost.OtherTenant)).Body.Text("error"));
        Assert.Equal("invalid_grant", (await host.Form("/sandbox/sunny/oauth/token", form)).Body.Text("error"));
        Assert.Equal(HttpStatusCode.OK, (await Token(host, form)).Status);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task Revoking_either_token_ends_the_grant(string which)
    {
        await using var host = await SandboxHost.Start();
        var tokens = await host.Link(DeviceKind.EV);
        Assert.Equal(HttpStatusCode.OK, (await host.Form("/sandbox/acme/oauth/revoke", new() { ["token"] = tokens.Text(which) }, SandboxHost.OtherTenant)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Get("/sandbox/acme/api/devices", tokens.AccessToken())).Status);

        Assert.Equal(HttpStatusCode.OK, (await host.Form("/sandbox/acme/oauth/revoke", new() { ["token"] = tokens.Text(which) })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", tokens.AccessToken())).Status);
        Assert.Equal("invalid_grant", (await Token(host, RefreshForm(tokens.Text("refresh_token")))).Body.Text("error"));
    }

    [Theory]
    [InlineData("grant_type=", "invalid_request")]
    [InlineData("grant_type=password", "unsupported_grant_type")]
    [InlineData("grant_type=refresh_token", "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=no", "invalid_grant")]
    [InlineData("grant_type=authorization_code&code=no", "invalid_request")]
    [InlineData("grant_type=refresh_token&grant_type=refresh_token&refresh_token=no", "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=a%00b", "invalid_request")]
    public async Task Wrong_token_requests_have_their_own_errors(string body, string error)
    {
        await using var host = await SandboxHost.Start();
        var app = host.Clients.App(SandboxHost.Tenant);
        var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/acme/oauth/token") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{app["clientId"]}:{app["clientSecret"]}")));
        var (status, answer) = await host.Send(request);
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, answer.Text("error")));
    }

    [Theory]
    [InlineData("123456", null)]
    [InlineData("000000", "invalid_grant")]
    [InlineData("12345", "invalid_grant")]
    [InlineData("12345a", "invalid_grant")]
    public async Task A_pairing_code_is_right_or_wrong(string code, string? error)
    {
        await using var host = await SandboxHost.Start();
        var (status, body) = await host.Form("/sandbox/pulse/oauth/token", new()
        {
            ["grant_type"] = "urn:busbar:pairing", ["identifier"] = "P1000000000", ["pairing_code"] = code, ["kind"] = "RetrofitMeter",
        });
        Assert.Equal(error, error is null ? null : body.Text("error"));
        Assert.Equal(error is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
        if (error is null) Assert.Equal("home-000000@pulse", body.Text("account"));
    }
}
