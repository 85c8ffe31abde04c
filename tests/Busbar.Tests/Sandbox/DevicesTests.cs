using System.Net;
using Busbar.Core.Devices;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>The REST API of a sandbox brand.</summary>
public sealed class DevicesTests
{
    private const string Car = "/sandbox/acme/api/devices/ev-1", Control = "/sandbox/api/homes/home-029015/devices/ev-1";

    private static async Task<(SandboxHost Host, string Token)> WithCar(Engine engine = Engine.Sqlite)
    {
        var host = await SandboxHost.Start(engine);
        return (host, (await host.Link(DeviceKind.EV, SandboxHost.Vin)).AccessToken());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_starts_charging_at_once_fills_up_and_stops_when_told(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        var before = (await host.Get(Car, token)).Body;
        Assert.Equal("idle", before.Value("charge_state").GetString());

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(Car + "/commands", token, """{"command":"start_charging","value":null}""")).Status);
        var started = (await host.Get(Car, token)).Body;
        Assert.True(started.Value("charging").GetBoolean());
        Assert.Equal(host.Clock.Now, started.GetProperty("measuredAt").GetDateTimeOffset());

        host.Clock.Advance(TimeSpan.FromMinutes(14));
        var later = (await host.Get(Car, token)).Body;
        Assert.True(later.Value("soc").GetDouble() > before.Value("soc").GetDouble());
        Assert.Equal(HttpStatusCode.Accepted, (await host.Post(Car + "/commands", token, """{"command":"stop_charging"}""")).Status);
        Assert.Equal("idle", (await host.Get(Car, token)).Body.Value("charge_state").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_look_in_the_same_minute_sees_the_same_and_stores_nothing(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        host.Clock.Advance(TimeSpan.FromSeconds(60));
        var (first, writes) = ((await host.Get(Car, token)).Body.GetRawText(), host.Database.Writes);
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(first, (await host.Get(Car, token)).Body.GetRawText());
        Assert.Equal(writes, host.Database.Writes);

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(first, (await host.Get(Car, token)).Body.GetRawText());
        Assert.Equal(writes + 1, host.Database.Writes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_plugged_car_and_its_charge_point_are_one(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        await host.Post("/sandbox/api/homes/home-029015/devices", "developer", """{"brand":"acme","kind":"ChargePoint"}""");
        await host.Post("/sandbox/acme/api/devices/chargepoint-2/commands", token, """{"command":"start_charging"}""");
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        var (car, point) = ((await host.Get(Car, token)).Body, (await host.Get("/sandbox/acme/api/devices/chargepoint-2", token)).Body);

        Assert.Equal(11040, car.Value("power").GetDouble(), 1);
        Assert.Equal(car.Value("power").GetDouble(), point.Value("power").GetDouble());
        Assert.Equal("charging", point.Value("charge_state").GetString());
        Assert.InRange(point.Value("current_l1").GetDouble(), 15, 16);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_is_refused(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        await host.Post(Control + "/unplug", "developer");
        Assert.Equal((HttpStatusCode.Conflict, "not_plugged_in"), await Command("start_charging"));
        await host.Post(Control + "/plug", "developer");
        await host.Patch(Control, "developer", """{"soc":90}""");
        Assert.Equal((HttpStatusCode.Conflict, "charge_limit_reached"), await Command("start_charging"));
        Assert.Equal((HttpStatusCode.Conflict, "not_supported"), await Command("reset"));
        Assert.Equal((HttpStatusCode.Conflict, "out_of_range"), await Command("set_max_current", 33));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Post("/sandbox/acme/api/devices/ev-9/commands", token, """{"command":"reset"}""")).Status);

        async Task<(HttpStatusCode, string)> Command(string command, double? value = null)
        {
            var (status, body) = await host.Post(Car + "/commands", token, value is null ? $$"""{"command":"{{command}}"}""" : $$"""{"command":"{{command}}","value":{{value}}}""");
            return (status, body.Text("error"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"command":"fly"}""")]
    [InlineData("""{"command":7}""")]
    [InlineData("""{"command":"\ud800"}""")]
    [InlineData("""{"command":"start_charging","value":1}""")]
    [InlineData("""{"command":"set_max_current"}""")]
    [InlineData("""{"command":"set_max_current","value":"10"}""")]
    [InlineData("""{"command":"set_max_current","value":1e999}""")]
    [InlineData("""{"command":"start_charging","command":"stop_charging"}""")]
    [InlineData("""{"command":"start_charging","when":"now"}""")]
    public async Task What_is_no_command_is_a_400(string json)
    {
        var (host, token) = await WithCar();
        await using var _ = host;
        var (status, body) = await host.Post(Car + "/commands", token, json);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_command"), (status, body.Text("error")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Trouble_comes_when_it_is_told_to(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        async Task<(HttpStatusCode, string)> Read() { var (status, body) = await host.Get(Car, token); return (status, status == HttpStatusCode.OK ? "" : body.Text("error")); }
        async Task<HttpStatusCode> Start() => (await host.Post(Car + "/commands", token, """{"command":"start_charging"}""")).Status;

        await host.Patch(Control, "developer", """{"online":false}""");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "device_offline"), await Read());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Start());

        await host.Patch(Control, "developer", """{"online":true,"asleep":true}""");
        Assert.Equal((HttpStatusCode.RequestTimeout, "asleep"), await Read());

        await host.Post(Control + "/fail-next-command", "developer");
        Assert.Equal(HttpStatusCode.InternalServerError, await Start());
        Assert.Equal((HttpStatusCode.RequestTimeout, "asleep"), await Read());
        Assert.Equal(HttpStatusCode.Accepted, await Start());
        Assert.Equal((HttpStatusCode.OK, ""), await Read());

        await host.Post(Control + "/fail-next-read", "developer");
        Assert.Equal((HttpStatusCode.InternalServerError, "failed_on_purpose"), await Read());
        Assert.Equal((HttpStatusCode.OK, ""), await Read());

        await host.Patch(Control, "developer", """{"busyFor":90}""");
        var busy = new HttpRequestMessage(HttpMethod.Get, Car) { Headers = { Authorization = new("Bearer", token) } };
        using var response = await host.Http.SendAsync(busy);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(90)), (response.StatusCode, response.Headers.RetryAfter!.Delta));
        host.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal((HttpStatusCode.OK, ""), await Read());

        await host.Post(Control + "/forget", "developer");
        Assert.Equal((HttpStatusCode.NotFound, "no_such_device"), await Read());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_account_sees_its_own_brand_in_its_own_home_alone(Engine engine)
    {
        var (host, token) = await WithCar(engine);
        await using var _ = host;
        await host.Post("/sandbox/api/homes/home-029015/devices", "developer", """{"brand":"sunny","kind":"SolarPlant","identifier":"4711"}""");
        Assert.Equal(["EV"], (await host.Get("/sandbox/acme/api/devices", token)).Body.GetProperty("devices").EnumerateArray().Select(d => d.Text("kind")));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get("/sandbox/acme/api/devices/solarplant-2", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/sunny/api/devices", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/nobody/api/devices", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("/sandbox/acme/api/devices", null)).Status);

        var other = await host.Link(DeviceKind.EV, SandboxHost.Vin, tenant: SandboxHost.OtherTenant);
        await host.Patch(Control, "developer", """{"soc":11}""");
        Assert.Equal(11, (await host.Get(Car, token)).Body.Value("soc").GetDouble());
        Assert.NotEqual(11, (await host.Get(Car, other.AccessToken())).Body.Value("soc").GetDouble());
    }
}
