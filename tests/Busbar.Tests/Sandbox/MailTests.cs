using System.Net;
using System.Text.Json;
using Busbar.Server.Sandbox;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>Consent by mail: the owner confirms elsewhere, the client polls.</summary>
public sealed class MailTests
{
    private static Task<(HttpStatusCode Status, JsonElement Body)> Ask(SandboxHost host, string email = "jan@example.com") =>
        host.Form("/sandbox/sunny/oauth/bc-authorize", new() { ["login_hint"] = email, ["identifier"] = "4711", ["kind"] = "SolarPlant" });

    private static Task<(HttpStatusCode Status, JsonElement Body)> Poll(SandboxHost host, JsonElement asked) =>
        host.Form("/sandbox/sunny/oauth/token", new() { ["grant_type"] = "urn:openid:params:grant-type:ciba", ["auth_req_id"] = asked.Text("auth_req_id") });

    private static async Task<SeenPage> Open(SandboxHost host, JsonElement asked) =>
        await SeenPage.Of(await host.Http.GetAsync(new Uri(asked.Text("mail_url")).PathAndQuery));

    [Theory, OnSqlite, OnPostgres]
    public async Task An_owner_confirms_and_the_client_gets_its_tokens_once(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (status, asked) = await Ask(host);
        Assert.Equal((HttpStatusCode.OK, 86400, 5), (status, asked.GetProperty("expires_in").GetInt32(), asked.GetProperty("interval").GetInt32()));
        Assert.Equal("authorization_pending", (await Poll(host, asked)).Body.Text("error"));

        var inbox = await SeenPage.Of(await host.Http.GetAsync($"/sandbox/sunny/mail?client_id={SandboxClients.IdOf(SandboxHost.Tenant)}&to=Jan@example.com"));
        Assert.Contains("share 4711?", inbox.Html);
        var mail = await Open(host, asked);
        Assert.DoesNotContain(asked.Text("auth_req_id"), mail.Html);
        await mail.Press(host.Http, "Confirm");
        Assert.Contains("You confirmed", (await Open(host, asked)).Html);

        var (_, tokens) = await Poll(host, asked);
        Assert.Equal("jan@sunny", tokens.Text("account"));
        var (_, list) = await host.Get("/sandbox/sunny/api/devices", tokens.AccessToken());
        Assert.Equal(["SolarPlant"], list.GetProperty("devices").EnumerateArray().Select(d => d.Text("kind")));
        Assert.Equal("invalid_grant", (await Poll(host, asked)).Body.Text("error"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_owner_declines_for_good(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (_, asked) = await Ask(host);
        var mail = await Open(host, asked);
        await mail.Press(host.Http, "Decline");
        await mail.Press(host.Http, "Confirm");
        Assert.Equal("access_denied", (await Poll(host, asked)).Body.Text("error"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_comes_too_late_after_a_day(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (_, asked) = await Ask(host);
        var mail = await Open(host, asked);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await mail.Press(host.Http, "Confirm");
        Assert.Equal("expired_token", (await Poll(host, asked)).Body.Text("error"));
        Assert.Contains("run out", (await Open(host, asked)).Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stranger_confirms_for_another_plant(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var (_, asked) = await Ask(host, "stranger@example.com");
        await (await Open(host, asked)).Press(host.Http, "Confirm");
        var (_, tokens) = await Poll(host, asked);
        var (_, list) = await host.Get("/sandbox/sunny/api/devices", tokens.AccessToken());
        Assert.NotEqual("4711", list.GetProperty("devices").EnumerateArray().Single().Text("identifier"));
    }

    [Theory]
    [InlineData("no address", "SolarPlant", "unknown_user_id")]
    [InlineData("jan@example.com", "EV", "invalid_request")]
    public async Task A_wrong_wish_sends_no_mail(string email, string kind, string error)
    {
        await using var host = await SandboxHost.Start();
        var (status, body) = await host.Form("/sandbox/sunny/oauth/bc-authorize", new() { ["login_hint"] = email, ["identifier"] = "4711", ["kind"] = kind });
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, body.Text("error")));
        Assert.Equal(0, host.Database.Writes);
    }
}
