using System.Net.WebSockets;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>The second proof: an independent OCPP 1.6J charge point, in strict mode, from its onboarding to its charge session.</summary>
public sealed class ChargerWalk
{
    [BrowserAndPeerTheory, OnSqlite, OnPostgres]
    public async Task A_charger_is_onboarded_dials_in_charges_and_obeys(Engine engine)
    {
        await using var house = await House.Open(engine);
        var app = await Application.Demo(house);
        var request = await app.Post("/connect/v1/onboarding/entities", """{ "type": "ChargePoint", "brand": "OCPP", "identifier": "GARAGE-1" }""");
        Assert.Equal(("Pending", "Consent"), (request.Text("status"), request.Text("action", "type")));
        var told = await OwnerReads(request.Text("action", "documentationLink")!);
        Assert.Equal(($"{house.Url.ToString().Replace("http", "ws").TrimEnd('/')}/ocpp/GARAGE-1", "GARAGE-1"), (told.Address, told.Identity));
        Assert.True(told.Password.Length >= 27);

        // Dials in, boots, reports.
        await using var charger = Peer.Start("charge-point.mjs", new { endpoint = told.Address[..told.Address.LastIndexOf('/')], identity = told.Identity, password = told.Password, connectors = 1, meterWh = 5_000, auto = true });
        await charger.Send(new { @do = "connect" });
        await charger.Next("connected");
        await charger.Send(new { @do = "boot" });
        await charger.Next("booted");
        request = await app.Get($"/connect/v1/onboarding/entities/{request.Text("id")}");
        Assert.Equal("Succeeded", request.Text("status"));
        var entity = request.Text("data", "entity", "id")!;
        Assert.True((await app.Get($"/connect/v1/entities/{entity}")).GetProperty("isOnline").GetBoolean());
        await app.Patch($"/connect/v1/entities/{entity}/features", """{ "feature": "CaptureChargeSessions", "active": true }""");
        var start = Uri.EscapeDataString(house.Clock.Now.AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ"));

        // A remote start, readings, a remote stop.
        await charger.Send(new { @do = "plug", connector = 1 });
        await charger.Next("plugged");
        Assert.True(await Reading(app, entity, "isPluggedIn"));
        var starting = await app.Post($"/connect/v1/entities/{entity}/commands", """{ "type": "StartCharging" }""");
        await house.RunDue();
        await charger.Next("obeyed", call => call.Text("action") == "RemoteStartTransaction");
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        await charger.Send(new { @do = "advance", seconds = 1800, wh = 5_500 });
        await charger.Next("advanced");
        starting = await app.Get($"/connect/v1/entities/{entity}/commands/{starting.Text("id")}");
        Assert.Equal(("Succeeded", "Succeeded"), (starting.Text("status"), starting.Text("verification", "status")));
        var last = await app.Get($"/connect/v1/entities/{entity}/readings/last");
        Assert.True(last.GetProperty("data").GetProperty("isCharging").GetBoolean());
        Assert.Equal(10.5, last.Number("data", "positiveActiveEnergy", "total"), 3);
        Assert.Equal(11_000, last.Number("data", "positiveActiveInstantaneousPower", "total"), 0);

        var stopping = await app.Post($"/connect/v1/entities/{entity}/commands?ignoreCooldown=true", """{ "type": "StopCharging" }""");
        await house.RunDue();
        await charger.Next("obeyed", call => call.Text("action") == "SetChargingProfile");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await charger.Send(new { @do = "advance", seconds = 30, wh = 0 });
        await charger.Next("advanced");
        stopping = await app.Get($"/connect/v1/entities/{entity}/commands/{stopping.Text("id")}");
        Assert.Equal(("Succeeded", "Succeeded"), (stopping.Text("status"), stopping.Text("verification", "status")));

        // The plug is pulled: the session is there, with what the register grew by.
        await charger.Send(new { @do = "unplug", connector = 1 });
        await charger.Next("unplugged");
        var session = Assert.Single(await app.List($"/connect/v1/entities/{entity}/charge-sessions?start={start}"));
        Assert.Equal(5.5, session.Number("data", "charge", "total", "total"), 3);
        Assert.Equal("Metered", session.Text("data", "method"));
        Assert.DoesNotContain(charger.Lines, line => line.Text("event") is "invalid" or "bad" or "failed");
    }

    [BrowserAndPeerFact]
    public async Task A_charger_that_knows_no_profiles_obeys_remote_start_and_stop()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        var request = await app.Post("/connect/v1/onboarding/entities", """{ "type": "ChargePoint", "brand": "OCPP" }""");
        var told = await OwnerReads(request.Text("action", "documentationLink")!);
        await using var charger = Peer.Start("charge-point.mjs", new { endpoint = told.Address[..told.Address.LastIndexOf('/')], identity = told.Identity, password = told.Password, connectors = 1, auto = true });
        await charger.Send(new { @do = "answer", action = "SetChargingProfile", error = "NotSupported" });
        await charger.Next("answering");
        foreach (var step in new object[] { new { @do = "connect" }, new { @do = "boot" }, new { @do = "plug", connector = 1 } }) await charger.Send(step);
        await charger.Next("plugged");
        var entity = (await app.Get($"/connect/v1/onboarding/entities/{request.Text("id")}")).Text("data", "entity", "id")!;

        await app.Post($"/connect/v1/entities/{entity}/commands", """{ "type": "StartCharging" }""");
        await house.RunDue();
        await charger.Next("obeyed", call => call.Text("action") == "RemoteStartTransaction");
        var stopping = await app.Post($"/connect/v1/entities/{entity}/commands?ignoreCooldown=true", """{ "type": "StopCharging" }""");
        await house.RunDue();
        await charger.Next("obeyed", call => call.Text("action") == "RemoteStopTransaction");
        Assert.Equal("Succeeded", (await app.Get($"/connect/v1/entities/{entity}/commands/{stopping.Text("id")}")).Text("status"));
    }

    [PeerFact]
    public async Task Without_the_right_password_there_is_no_socket()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        await app.Post("/connect/v1/onboarding/entities", """{ "type": "ChargePoint", "brand": "OCPP", "identifier": "GARAGE-1" }""");
        foreach (var (identity, password) in new[] { ("GARAGE-1", "wrong"), ("GARAGE-2", "wrong") })
        {
            await using var charger = Peer.Start("charge-point.mjs", new { endpoint = house.Url.ToString().Replace("http", "ws") + "ocpp", identity, password });
            await charger.Send(new { @do = "connect" });
            Assert.Equal(401, (await charger.Next("rejected")).GetProperty("status").GetInt32());
        }
        using var nobody = new ClientWebSocket();
        nobody.Options.AddSubProtocol("ocpp1.6");
        await Assert.ThrowsAsync<WebSocketException>(() => nobody.ConnectAsync(new Uri(house.Url.ToString().Replace("http", "ws") + "ocpp/GARAGE-1"), CancellationToken.None));
    }

    private static async Task<bool> Reading(Application app, string entity, string metric) =>
        (await app.Get($"/connect/v1/entities/{entity}/readings/last")).GetProperty("data").GetProperty(metric).GetBoolean();

    /// <summary>What the page shows to whom sets the charger up; the password by its button, once.</summary>
    private static async Task<(string Address, string Identity, string Password)> OwnerReads(string link)
    {
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await browser.Page.GotoAsync(link);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Show password" }).ClickAsync();
        var codes = await browser.Page.Locator("dd.code").AllInnerTextsAsync();
        await browser.Page.GotoAsync(link);
        Assert.DoesNotContain(codes[2], await browser.Page.ContentAsync());
        Assert.Equal(0, await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Show password" }).CountAsync());
        return (codes[0], codes[1], codes[2]);
    }
}
