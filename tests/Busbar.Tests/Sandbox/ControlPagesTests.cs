using System.Net;
using Busbar.Core.Devices;
using Busbar.Server.Sandbox.Control;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>The developers' control pages, without script.</summary>
public sealed class ControlPagesTests
{
    private const string Cookie = $"{ControlLogin.Cookie}=developer";

    private static async Task<SeenPage> Open(SandboxHost host, string path, string? cookie = Cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await SeenPage.Of(await host.Http.SendAsync(request));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_developer_pastes_a_token_once(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var door = await Open(host, "/sandbox", cookie: null);
        var wrong = await door.Press(host.Http, "Open", new() { ["token"] = "guess" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.False(wrong.Response.Headers.Contains("Set-Cookie"));

        var right = await door.Press(host.Http, "Open", new() { ["token"] = "developer" });
        var cookie = right.Response.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        Assert.Equal((HttpStatusCode.SeeOther, "/sandbox"), (right.Status, right.Location!.OriginalString));
        foreach (var guard in new[] { "__host-busbar-sandbox=", "httponly", "secure", "samesite=strict", "path=/", "max-age=3600" }) Assert.Contains(guard, cookie);
        Assert.Contains("Homes in your sandbox", (await Open(host, "/sandbox")).Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Buttons_do_what_the_api_does(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        await (await Open(host, "/sandbox")).Press(host.Http, "Make", new() { ["home"] = "house", ["speed"] = "60", ["startedAgo"] = "2" }, Cookie);
        await (await Open(host, "/sandbox/homes/house")).Press(host.Http, "Add", new() { ["brand"] = "acme", ["kind"] = "EV", ["identifier"] = SandboxHost.Vin }, Cookie);
        var token = (await host.Link(DeviceKind.EV, SandboxHost.Vin)).AccessToken();
        var page = await Open(host, "/sandbox/homes/house");
        Assert.Contains("Account house@acme", page.Html);
        Assert.Contains("speed 60", page.Html);

        await page.Press(host.Http, "Unplug", cookie: Cookie);
        Assert.Equal("unplugged", (await host.Get("/sandbox/acme/api/devices/ev-1", token)).Body.Value("charge_state").GetString());
        await page.Press(host.Http, "Set", new() { ["soc"] = "33", ["location"] = "51.2, 4.4", ["online"] = "no" }, Cookie);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.Get("/sandbox/acme/api/devices/ev-1", token)).Status);
        Assert.Contains("<td>33 percent</td>", (await Open(host, "/sandbox/homes/house")).Html);
        await page.Press(host.Http, "End its consent", cookie: Cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", token)).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wrong_value_is_named_on_a_page(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        await host.Link(DeviceKind.EV, SandboxHost.Vin);
        var page = await (await Open(host, "/sandbox/homes/home-029015")).Press(host.Http, "Set", new() { ["soc"] = "full" }, Cookie);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("soc must be a number from 0 to 100", page.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Buttons_pressed_on_another_site_or_by_nobody_do_nothing(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var token = (await host.Link(DeviceKind.EV, SandboxHost.Vin)).AccessToken();
        var page = await Open(host, "/sandbox/homes/home-029015");
        Assert.Equal(HttpStatusCode.Forbidden, (await page.Press(host.Http, "Unplug", cookie: Cookie, from: "cross-site")).Status);
        Assert.Equal("/sandbox", (await page.Press(host.Http, "Unplug")).Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await page.Press(host.Http, "Unplug", cookie: Cookie.Replace("developer", "stranger"))).Status);
        Assert.True((await host.Get("/sandbox/acme/api/devices/ev-1", token)).Body.Value("plugged").GetBoolean());
        Assert.Equal("/sandbox", (await Open(host, "/sandbox/homes/home-029015", cookie: null)).Location!.OriginalString);
    }
}
