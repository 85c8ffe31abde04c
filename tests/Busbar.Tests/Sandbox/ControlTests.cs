using System.Net;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>The developers' control API.</summary>
public sealed class ControlTests
{
    private const string Home = "/sandbox/api/homes/house";

    private static async Task<SandboxHost> Start(Engine engine = Engine.Sqlite)
    {
        var host = await SandboxHost.Start(engine);
        foreach (var kind in Enum.GetNames<DeviceKind>())
            Assert.Equal(HttpStatusCode.OK, (await host.Post(Home + "/devices", "developer", $$"""{"brand":"acme","kind":"{{kind}}"}""")).Status);
        return host;
    }

    private static async Task<JsonElement> Device(SandboxHost host, string kind) =>
        (await host.Get(Home, "developer")).Body.GetProperty("devices").EnumerateArray().First(d => d.Text("kind") == kind);

    [Theory]
    [InlineData("GET", "/sandbox/api/homes")]
    [InlineData("GET", Home)]
    [InlineData("PATCH", Home)]
    [InlineData("POST", Home + "/devices")]
    [InlineData("POST", Home + "/devices/ev-1/plug")]
    [InlineData("POST", Home + "/accounts/acme/revoke")]
    [InlineData("GET", "/sandbox/api/devices?identifier=x")]
    public async Task Nobody_gets_in_without_a_token_of_the_sandbox(string method, string path)
    {
        await using var host = await SandboxHost.Start();
        var (status, body) = await host.Send(new(new(method), path));
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (status, body.Text("error")));
        Assert.Equal(0, host.Database.Writes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_tenant_sees_and_moves_nothing(Engine engine)
    {
        await using var host = await Start(engine);
        Assert.Empty((await host.Get("/sandbox/api/homes", "stranger")).Body.GetProperty("homes").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(Home, "stranger")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(Home + "/devices/ev-1/plug", "stranger")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Patch(Home + "/devices/ev-1", "stranger", """{"soc":1}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(Home + "/accounts/acme/revoke", "stranger")).Status);
        var vin = (await Device(host, "EV")).Text("identifier");
        Assert.Empty((await host.Get($"/sandbox/api/devices?identifier={vin}", "stranger")).Body.GetProperty("devices").EnumerateArray());
        Assert.Single((await host.Get($"/sandbox/api/devices?identifier={vin.ToLowerInvariant()}", "developer")).Body.GetProperty("devices").EnumerateArray());
    }

    [Theory]
    [InlineData("EV", """{"soc":55.5,"limit":90,"capacity":75,"odometer":90000,"maxAmps":10}""")]
    [InlineData("EV", """{"location":{"latitude":51.2,"longitude":4.4}}""")]
    [InlineData("EV", """{"onboardAmps":32,"threePhase":false,"maxAmps":32,"fault":true,"asleep":true,"online":false}""")]
    [InlineData("ChargePoint", """{"ratedAmps":32,"maxAmps":0,"threePhase":false,"fault":true}""")]
    [InlineData("SolarPlant", """{"peak":9.9,"feedInLimit":1000,"connected":false}""")]
    [InlineData("SolarPlant", """{"feedInLimit":null}""")]
    [InlineData("Battery", """{"capacity":20,"soc":33,"maxPower":3.3,"reserve":10}""")]
    [InlineData("HeatPump", """{"on":false,"target":19.5,"indoor":18,"hotWater":60}""")]
    [InlineData("Meter", """{"energyInT1":100000,"energyInT2":100001,"energyOutT1":100002,"energyOutT2":100003}""")]
    [InlineData("RetrofitMeter", """{"medium":"electricity","gas":50000,"energyIn":50001}""")]
    public async Task Any_state_can_be_set(string kind, string json)
    {
        await using var host = await Start();
        var id = (await Device(host, kind)).Text("id");
        var (status, _) = await host.Patch($"{Home}/devices/{id}", "developer", json);
        Assert.Equal(HttpStatusCode.OK, status);
        var settings = (await Device(host, kind)).GetProperty("settings");
        foreach (var wished in JsonSerializer.Deserialize<JsonElement>(json).EnumerateObject())
        {
            if (wished.Value.ValueKind == JsonValueKind.Number) Assert.Equal(wished.Value.GetDouble(), settings.GetProperty(wished.Name).GetDouble(), 9);
            else Assert.Equal(wished.Value.GetRawText(), settings.GetProperty(wished.Name).GetRawText());
        }
    }

    [Theory]
    [InlineData("EV", """{"soc":50,"soc":60}""", "body")]
    [InlineData("EV", "7", "body")]
    [InlineData("EV", "{", "body")]
    [InlineData("EV", "{}", "body")]
    [InlineData("EV", """{"soc":NaN}""", "body")]
    [InlineData("EV", """{"soc":1e400}""", "soc")]
    [InlineData("EV", """{"soc":"50"}""", "soc")]
    [InlineData("EV", """{"soc":null}""", "soc")]
    [InlineData("EV", """{"soc":-0.1}""", "soc")]
    [InlineData("EV", """{"limit":100.1}""", "limit")]
    [InlineData("EV", """{"odometer":0}""", "odometer")]
    [InlineData("EV", """{"online":1}""", "online")]
    [InlineData("EV", """{"maxAmps":17}""", "maxAmps")]
    [InlineData("EV", """{"location":{"latitude":91,"longitude":0}}""", "location.latitude")]
    [InlineData("EV", """{"location":{"latitude":1}}""", "location")]
    [InlineData("EV", """{"limit":50,"colour":"red"}""", "colour")]
    [InlineData("EV", """{"limit":50,"maxAmps":2}""", "maxAmps")]
    [InlineData("ChargePoint", """{"soc":50}""", "soc")]
    [InlineData("SolarPlant", """{"feedInLimit":-1}""", "feedInLimit")]
    [InlineData("Meter", """{"energyInT1":0}""", "energyInT1")]
    [InlineData("RetrofitMeter", """{"medium":"water"}""", "medium")]
    [InlineData("Battery", """{"busyFor":-1}""", "busyFor")]
    public async Task What_is_wrong_is_named_and_nothing_is_half_done(string kind, string json, string field)
    {
        await using var host = await Start();
        var before = await Device(host, kind);
        var (status, body) = await host.Patch($"{Home}/devices/{before.Text("id")}", "developer", json);
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, body.Text("field")));
        Assert.Equal(before.GetRawText(), (await Device(host, kind)).GetRawText());
    }

    [Theory]
    [InlineData("""{"speed":0.5}""", "speed")]
    [InlineData("""{"speed":3601}""", "speed")]
    [InlineData("""{"startedAgo":-1}""", "startedAgo")]
    [InlineData("""{"speed":2,"startedAgo":"6"}""", "startedAgo")]
    [InlineData("""{"speed":2,"color":1}""", "color")]
    public async Task A_clock_that_cannot_be_is_refused_and_makes_no_home(string json, string field)
    {
        await using var host = await SandboxHost.Start();
        var (status, body) = await host.Patch(Home, "developer", json);
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, body.Text("field")));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get(Home, "developer")).Status);
        Assert.Equal("home", (await host.Patch("/sandbox/api/homes/No%20Home", "developer", """{"speed":2}""")).Body.Text("field"));
    }

    [Theory]
    [InlineData("""{"brand":"nobody","kind":"EV"}""", "brand")]
    [InlineData("""{"brand":"sunny","kind":"EV"}""", "kind")]
    [InlineData("""{"brand":"acme"}""", "kind")]
    [InlineData("""{"brand":"acme","kind":"EV","identifier":""}""", "identifier")]
    [InlineData("""{"brand":"acme","kind":"EV","identifier":"\u0000"}""", "identifier")]
    [InlineData("""{"brand":"acme","kind":"EV","identifier":"\ud800"}""", "identifier")]
    [InlineData("""{"brand":"pulse","kind":"RetrofitMeter","identifier":"owned"}""", "identifier")]
    public async Task A_device_that_cannot_be_is_refused(string json, string field)
    {
        await using var host = await SandboxHost.Start();
        await host.Link(DeviceKind.RetrofitMeter, "OWNED", "pulse");
        var (status, body) = await host.Post(Home + "/devices", "developer", json);
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, body.Text("field")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sped_up_home_starts_in_the_past_and_lives_fast_until_it_meets_now(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var now = host.Clock.Now;
        await host.Patch(Home, "developer", """{"speed":600,"startedAgo":10}""");
        await host.Post(Home + "/devices", "developer", $$"""{"brand":"acme","kind":"EV","identifier":"{{SandboxHost.Vin}}"}""");
        var token = (await host.Link(DeviceKind.EV, SandboxHost.Vin)).AccessToken();
        await host.Post("/sandbox/acme/api/devices/ev-1/commands", token, """{"command":"start_charging"}""");
        var times = new List<DateTimeOffset>();
        var levels = new List<double>();
        for (var i = 0; i < 14; i++)
        {
            var device = (await host.Get("/sandbox/acme/api/devices/ev-1", token)).Body;
            times.Add(device.GetProperty("measuredAt").GetDateTimeOffset());
            levels.Add(device.Value("soc").GetDouble());
            Assert.True(times[^1] <= host.Clock.Now);
            host.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(now.AddHours(-10), times[0]);
        Assert.InRange(times[3] - times[2], TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        Assert.InRange(now.AddSeconds(13 * 6) - times[13], TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(levels.Order(), levels);
        Assert.Equal(80, levels[^1]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tokens_expire_and_consent_ends_on_demand(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        var tokens = await host.Link(DeviceKind.EV, SandboxHost.Vin);
        const string account = "/sandbox/api/homes/home-029015/accounts/acme";
        Task<(HttpStatusCode Status, JsonElement Body)> Refresh(JsonElement from) =>
            host.Form("/sandbox/acme/oauth/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = from.Text("refresh_token") });

        Assert.Equal(1, (await host.Post(account + "/expire", "developer")).Body.GetProperty("changed").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", tokens.AccessToken())).Status);
        var (status, fresh) = await Refresh(tokens);
        Assert.Equal(HttpStatusCode.OK, status);

        Assert.Equal(1, (await host.Post(account + "/revoke", "developer")).Body.GetProperty("changed").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", fresh.AccessToken())).Status);
        Assert.Equal("invalid_grant", (await Refresh(fresh)).Body.Text("error"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post("/sandbox/api/homes/nobody/accounts/acme/revoke", "developer")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post(account + "/praise", "developer")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_forgotten_device_comes_back_as_itself_and_its_home_goes_on(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        await host.Link(DeviceKind.EV, SandboxHost.Vin);
        await host.Patch("/sandbox/api/homes/home-029015/devices/ev-1", "developer", """{"soc":12}""");
        await host.Post("/sandbox/api/homes/home-029015/devices/ev-1/forget", "developer");
        Assert.Empty((await host.Get($"/sandbox/api/devices?identifier={SandboxHost.Vin}", "developer")).Body.GetProperty("devices").EnumerateArray());

        var token = (await host.Link(DeviceKind.EV, SandboxHost.Vin)).AccessToken();
        Assert.Equal(12, (await host.Get("/sandbox/acme/api/devices/ev-1", token)).Body.Value("soc").GetDouble());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sixteen_changes_at_once_are_all_kept(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => host.Post(Home + "/devices", "developer", $$"""{"brand":"acme","kind":"EV","identifier":"CAR{{i}}"}""")));
        var devices = (await host.Get(Home, "developer")).Body.GetProperty("devices").EnumerateArray().ToList();
        Assert.Equal(16, devices.Select(d => d.Text("identifier")).Distinct().Count());
        Assert.Equal(16, devices.Select(d => d.Text("id")).Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_home_has_an_end(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        for (var i = 0; i < 55; i++) await host.Post(Home + "/devices", "developer", $$"""{"brand":"acme","kind":"EV","identifier":"CAR{{i}}"}""");
        Assert.Equal("home", (await host.Post(Home + "/devices", "developer", """{"brand":"acme","kind":"EV"}""")).Body.Text("field"));
        Assert.Equal(50, (await host.Get(Home, "developer")).Body.GetProperty("devices").GetArrayLength());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_meter_cannot_be_plugged_in_and_a_busy_charge_point_takes_no_second_car(Engine engine)
    {
        await using var host = await Start(engine);
        var (status, body) = await host.Post($"{Home}/devices/{(await Device(host, "Meter")).Text("id")}/plug", "developer");
        Assert.Equal((HttpStatusCode.Conflict, "not_supported"), (status, body.Text("error")));
        var point = (await Device(host, "ChargePoint")).Text("id");
        await host.Post($"{Home}/devices/{point}/unplug", "developer");
        Assert.Equal("unplugged", (await Device(host, "ChargePoint")).Value("charge_state").GetString());
        await host.Post($"{Home}/devices/{point}/plug", "developer");
        Assert.Equal(point, (await Device(host, "EV")).Text("chargePointId"));
    }
}
