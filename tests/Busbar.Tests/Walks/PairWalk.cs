using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Server.Work;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>
/// The guide to pairing cars and chargers, from its first step to its last: a car of the sandbox that takes no commands and tells
/// neither its power nor where it is, and an independent OCPP 1.6J charge point.
/// </summary>
public sealed class PairWalk
{
    private const string User = "bb28471e-cde6-4eff-ace4-9a7f4f50882a", Back = "http://localhost:5173/back", Secret = "a secret of sixteen or more";

    [BrowserAndPeerTheory, OnSqlite, OnPostgres]
    public async Task A_car_and_its_charger_are_one_to_the_application(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var receiver = await Receiver.Start();
        var app = await Application.Demo(house);
        await app.Post("/enode/webhooks", JsonSerializer.Serialize(new { url = receiver.Url, secret = Secret, events = new[] { "user:vehicle:updated" } }), 200);
        await app.Patch("/sandbox/api/homes/home", """{ "speed": 1 }""");
        await app.Post("/sandbox/api/homes/home/devices", """{ "brand": "tesla", "kind": "EV", "identifier": "2HGFB2F5XEH542858" }""", 200);
        await app.Patch("/sandbox/api/homes/home/devices/ev-1", """{ "takesCommands": false, "tellsLocation": false, "tellsPower": false, "limit": 90 }""");
        await Car(app, "unplug");

        // Step 1: both are linked, one after the other.
        await Link(app, """["vehicle:read:data","vehicle:read:location","vehicle:control:charging"]""", AgreeToCar);
        await house.RunDue();
        var car = Assert.Single(await app.List("/enode/vehicles")).Text("id")!;
        foreach (var (capability, _) in new[] { ("startCharging", 0), ("stopCharging", 0), ("location", 0) }) Assert.False(await Can(app, car, capability), capability);
        var told = ("", "", "");
        await Link(app, """["charger:read:data","charger:control:charging"]""", async browser => told = await SetUpCharger(browser));
        await using var charger = Peer.Start("charge-point.mjs", new { endpoint = told.Item1[..told.Item1.LastIndexOf('/')], identity = told.Item2, password = told.Item3, connectors = 1, meterWh = 5_000, auto = true });
        foreach (var step in new[] { "connect", "boot" }) await charger.Send(new { @do = step });
        await charger.Next("booted");
        var chargerId = Assert.Single(await app.List("/enode/chargers")).Text("id")!;
        Assert.Equal("OCPP", (await app.Get($"/enode/chargers/{chargerId}")).Text("vendor"));

        // Step 2: the charger stands at a place.
        var place = (await app.Post("/enode/locations", JsonSerializer.Serialize(new { name = "Home", latitude = 52.52, longitude = 13.405, timezoneName = "Europe/Berlin", userId = User }), 200)).Text("id")!;
        await app.Refused(HttpMethod.Put, $"/enode/chargers/{chargerId}", JsonSerializer.Serialize(new { locationId = place }), 200);

        // Step 3: what the charger can do, the car can; nobody is plugged in yet.
        foreach (var capability in new[] { "startCharging", "stopCharging", "location" }) Assert.True(await Can(app, car, capability), capability);
        Assert.Equal((null, null), (await Charger(app, car), (await app.Get($"/enode/vehicles/{car}")).Text("location", "id")));
        await PlugIn(house, app, car, charger);
        var vehicle = await app.Get($"/enode/vehicles/{car}");
        Assert.Equal((chargerId, "PLUGGED_IN:CHARGING", place), (vehicle.Text("chargeState", "pluggedInChargerId"), vehicle.Text("chargeState", "powerDeliveryState"), vehicle.Text("location", "id")));
        Assert.Equal(7.4, vehicle.Number("chargeState", "chargeRate"), 1);
        Assert.Equal(car, (await app.Get($"/enode/chargers/{chargerId}")).Text("chargeState", "pluggedInVehicleId"));
        HoldsSeed(vehicle, await app.Get($"/enode/chargers/{chargerId}"));

        // Commands go to the car, and to the charger that can do them.
        var stopping = await app.Post($"/enode/vehicles/{car}/charging", """{ "action": "STOP" }""", 200);
        Assert.Equal(("PENDING", car), (stopping.Text("state"), stopping.Text("targetId")));
        await house.RunDue();
        await charger.Next("obeyed", call => call.Text("action") == "SetChargingProfile");
        await Set(app, """{ "fault": true }""");
        await Pass(house, charger, seconds: 60, wh: 123);
        Assert.Equal("CONFIRMED", (await app.Get($"/enode/vehicles/actions/{stopping.Text("id")}")).Text("state"));
        var starting = await app.Post($"/enode/vehicles/{car}/charging", """{ "action": "START" }""", 200);
        await house.RunDue();
        await Set(app, """{ "fault": false }""");
        await charger.Next("obeyed");
        await Pass(house, charger, seconds: 60, wh: 123);
        Assert.Equal("CONFIRMED", (await app.Get($"/enode/vehicles/actions/{starting.Text("id")}")).Text("state"));

        // The application was told, in words that nobody else could have sent.
        await house.Get<DeliverWork>().RunDue(default);
        Assert.All(receiver.All, one => Assert.Equal("sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), one.Body)), one.Headers["x-enode-signature"]));
        Assert.Contains(receiver.Events, one => Changed(one, "chargeState.pluggedInChargerId") && one.Text("vehicle", "chargeState", "pluggedInChargerId") == chargerId && one.Text("vehicle", "location", "id") == place);

        // Unplugged, commands come to nothing; after three the pair is no longer counted on.
        await Unplug(house, app, charger);
        Assert.Null(await Charger(app, car));
        for (var failures = 1; failures <= 3; failures++)
        {
            Assert.True(await Can(app, car, "startCharging"));
            var vain = await app.Post($"/enode/vehicles/{car}/charging", """{ "action": "START" }""", 200);
            await house.RunDue();
            vain = await app.Get($"/enode/vehicles/actions/{vain.Text("id")}");
            Assert.Equal(("CANCELLED", "FAILED_PRECONDITION"), (vain.Text("state"), vain.Text("failureReason", "type")));
            Assert.Contains("not plugged into a charger", vain.Text("failureReason", "detail"));
        }
        foreach (var capability in new[] { "startCharging", "stopCharging", "location" }) Assert.False(await Can(app, car, capability), capability);
        await app.Refused(HttpMethod.Post, $"/enode/vehicles/{car}/charging", """{ "action": "START" }""", 400);

        // Plugged in again, it is back by itself.
        await PlugIn(house, app, car, charger);
        Assert.Equal(chargerId, await Charger(app, car));
        foreach (var capability in new[] { "startCharging", "stopCharging", "location" }) Assert.True(await Can(app, car, capability), capability);
        Assert.DoesNotContain(charger.Lines, line => line.Text("event") is "invalid" or "bad" or "failed");
    }

    private static async Task Link(Application app, string scopes, Func<Browser, Task> walk)
    {
        var session = await app.Post($"/enode/users/{User}/link", $$"""{ "scopes": {{scopes}}, "language": "en-US", "redirectUri": "{{Back}}" }""", 200);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await browser.Page.GotoAsync(session.Text("linkUrl")!);
        await walk(browser);
    }

    private static async Task AgreeToCar(Browser browser)
    {
        var page = browser.Page;
        await Follow(page, "Start");
        await Follow(page, "Tesla");
        await Press(page, "Agree and continue to Tesla");
        await Press(page, "Continue as home");
        await Press(page, "Agree");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Complete" })).ToHaveAttributeAsync("href", Back);
    }

    private static async Task<(string Address, string Identity, string Password)> SetUpCharger(Browser browser)
    {
        var page = browser.Page;
        await Follow(page, "Start");
        await Follow(page, "OCPP");
        await Press(page, "Agree and continue");
        await Press(page, "Show password");
        var codes = await page.Locator("dd.code").AllInnerTextsAsync();
        return (codes[0], codes[1], codes[2]);
    }

    private static async Task PlugIn(House house, Application app, string car, Peer charger)
    {
        await house.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1));
        await charger.Send(new { @do = "call", id = "now", action = "Heartbeat" });
        await charger.Next("result");
        // Somebody is on the way home, and the application wants to know soon.
        await app.Refused(HttpMethod.Post, $"/enode/vehicles/{car}/refresh-hint", null, 204);
        await house.RunDue();
        await Car(app, "plug");
        await charger.Send(new { @do = "plug", connector = 1 });
        await charger.Next("plugged");
        await charger.Send(new { @do = "start", connector = 1 });
        await charger.Next("started");
        // Two plug-ins at one time may be chance; that they also rest and go on at one time is none.
        for (var minute = 0; minute < 30; minute++)
        {
            if (minute is 10 or 20) await Set(app, minute is 10 ? """{ "fault": true }""" : """{ "fault": false }""");
            await Pass(house, charger, seconds: 60, wh: minute is >= 10 and < 20 ? 0 : 123);
        }
    }

    private static async Task Unplug(House house, Application app, Peer charger)
    {
        await Car(app, "unplug");
        await charger.Send(new { @do = "unplug", connector = 1 });
        await charger.Next("unplugged");
        await house.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1));
    }

    private static async Task Pass(House house, Peer charger, int seconds, int wh)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await charger.Send(new { @do = "advance", seconds, wh });
        await charger.Next("advanced");
        await house.RunDue();
    }

    /// <summary>Every key of the two examples that the guide shows.</summary>
    private static void HoldsSeed(JsonElement vehicle, JsonElement charger)
    {
        foreach (var path in """
            id userId vendor lastSeen isReachable information.vin information.model information.year
            chargeState.batteryLevel chargeState.range chargeState.batteryCapacity chargeState.chargeRate chargeState.chargeTimeRemaining chargeState.lastUpdated
            chargeState.maxCurrent chargeState.powerDeliveryState chargeState.pluggedInChargerId
            capabilities.information capabilities.chargeState capabilities.odometer capabilities.setMaxCurrent capabilities.startCharging capabilities.stopCharging capabilities.location
            """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)) Assert.True(vehicle.At(path.Split('.')) is not null, path);
        foreach (var key in "isPluggedIn isCharging chargeRate lastUpdated maxCurrent powerDeliveryState pluggedInVehicleId".Split(' ')) Assert.True(charger.At("chargeState", key) is not null, key);
        foreach (var capability in vehicle.GetProperty("capabilities").EnumerateObject())
            Assert.Equal(["interventionIds", "isCapable"], capability.Value.EnumerateObject().Select(key => key.Name).Order());
    }

    private static bool Changed(JsonElement one, string field) => one.GetProperty("updatedFields").EnumerateArray().Any(name => name.GetString() == field);

    private static async Task<bool> Can(Application app, string car, string capability) =>
        (await app.Get($"/enode/vehicles/{car}")).GetProperty("capabilities").GetProperty(capability).GetProperty("isCapable").GetBoolean();

    private static async Task<string?> Charger(Application app, string car) => (await app.Get($"/enode/vehicles/{car}")).Text("chargeState", "pluggedInChargerId");

    private static Task Car(Application app, string action) => app.Post($"/sandbox/api/homes/home/devices/ev-1/{action}", "{}", 200);

    private static Task Set(Application app, string settings) => app.Patch("/sandbox/api/homes/home/devices/ev-1", settings);

    private static Task Follow(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();
}
