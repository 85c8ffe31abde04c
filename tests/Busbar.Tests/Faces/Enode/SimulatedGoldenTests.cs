using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Work;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>Devices of the sandbox, made and set by API, and read by the road that all devices are read by.</summary>
public sealed class SimulatedGoldenTests
{
    /// <summary>What lives in a sandbox home follows from whose it is.</summary>
    private static readonly Guid tenantId = new("0199f3a2-0000-7000-8000-00000000acce");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_device_of_each_type_is_made_changed_and_taken_away(Engine engine)
    {
        await using var house = await House.Open(engine);
        var walk = await Walk(house);
        foreach (var (path, vendor, more, change) in new[]
        {
            ("vehicles", "TESLA", ""","year":2025""", """{"name":"Anna's car","isReachable":false,"chargeState":{"batteryLevel":40,"batteryCapacity":75,"chargeLimit":90,"powerDeliveryState":"PLUGGED_IN:CHARGING"}}"""),
            ("chargers", "EASEE", "", """{"chargeState":{"maxCurrent":10,"powerDeliveryState":"PLUGGED_IN:STOPPED"}}"""),
            ("hvacs", "NIBE", "", """{"temperatureState":{"currentTemperature":19.5},"thermostatState":{"mode":"AUTO","heatSetpoint":20,"coolSetpoint":24}}"""),
            ("inverters", "HUAWEI", "", """{"productionState":{"peakProductionRate":8.5,"isConnected":false}}"""),
            ("batteries", "TESLA", "", """{"chargeState":{"batteryLevel":55,"batteryCapacity":13.5,"dischargeLimit":20},"config":{"operationMode":"IMPORT_FOCUS"}}"""),
            ("meters", "TIBBER", "", """{"isReachable":false}"""),
        })
        {
            await walk.Step($"simulated.{path}.list.none", "GET", $"simulated/{path}");
            var made = (await walk.Step($"simulated.{path}.create", "POST", $"simulated/{path}", $$"""{"vendor":"{{vendor}}","username":"anna","password":"secret","name":"A name","model":"A model"{{more}}}""")).GetProperty("id").GetString();
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await walk.Step($"simulated.{path}.update", "PATCH", $"simulated/{path}/{made}", change);
            await walk.Step($"simulated.{path}.update.nothing", "PATCH", $"simulated/{path}/{made}", "{}");
            await walk.Step($"simulated.{path}.list", "GET", $"simulated/{path}");
            await walk.Step($"simulated.{path}.get", "GET", $"simulated/{path}/{made}");
            await walk.Step($"simulated.{path}.delete", "DELETE", $"simulated/{path}/{made}");
            await walk.Step($"refused.simulated.{path}.get", "GET", $"simulated/{path}/{made}");
        }
        foreach (var (name, path, body) in new[]
        {
            ("vendor", "vehicles", """{"vendor":"TRABANT","username":"anna","password":"secret","name":"n","model":"m","year":1989}"""),
            ("vendor-type", "hvacs", """{"vendor":"EASEE","username":"anna","password":"secret"}"""),
            ("username", "chargers", """{"vendor":"EASEE","username":"…","password":"secret"}"""),
            ("username-missing", "chargers", """{"vendor":"EASEE","password":"secret"}"""),
            ("password", "chargers", """{"vendor":"EASEE","username":"anna","password":""}"""),
            ("year", "vehicles", """{"vendor":"TESLA","username":"anna","password":"secret","name":"n","model":"m","year":1}"""),
            ("user", "chargers", """{"vendor":"EASEE","username":"anna","password":"secret","userId":""}"""),
            ("user-more", "meters", """{"vendor":"FLUVIUS","username":"anna","password":"secret","userId":"user-1"}"""),
        })
            await walk.Step($"refused.simulated.create.{name}", "POST", $"simulated/{path}", body);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_made_for_a_user_is_linked_read_and_told_of(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var receiver = await Receiver.Start();
        var app = await SignIn(house);
        Assert.Equal(200, (await Call(app, "POST", "webhooks", $$"""{"url":"{{receiver.Url}}","secret":"0123456789abcdef"}""")).Status);
        foreach (var (path, one, vendor, more) in new[]
        {
            ("vehicles", "Vehicle", "TESLA", ""","year":2025"""), ("chargers", "Charger", "EASEE", ""), ("hvacs", "Hvac", "NIBE", ""), ("inverters", "Inverter", "HUAWEI", ""),
            ("batteries", "Battery", "TESLA", ""), ("meters", "Meter", "TIBBER", ""),
        })
        {
            var (status, made) = await Call(app, "POST", $"simulated/{path}", $$"""{"vendor":"{{vendor}}","username":"anna","password":"secret","name":"A {{one}}","model":"A model"{{more}},"userId":"user-1"}""");
            Assert.True(status == 200, made.ToString());
            Assert.Equal("user-1", made.GetProperty("userId").GetString());
            var linked = made.GetProperty($"linked{one}Id").GetString();
            await Told(house);
            var asset = (await Call(app, "GET", $"{path}/{linked}")).Body;
            Assert.Equal("user-1", asset.GetProperty("userId").GetString());
            Assert.All(asset.GetProperty("scopes").EnumerateArray(), scope => Assert.StartsWith(one.ToLowerInvariant(), scope.GetString()));
            Assert.Equal(linked, Assert.Single((await Call(app, "GET", $"users/user-1/{path}")).Body.GetProperty("data").EnumerateArray()).GetProperty("id").GetString());
        }

        var car = (await Call(app, "GET", "simulated/vehicles")).Body.GetProperty("data")[0];
        var (id, vehicle) = (car.GetProperty("id").GetString(), car.GetProperty("linkedVehicleId").GetString());
        await Change(house, app, id!, vehicle!, """{"chargeState":{"batteryLevel":33,"powerDeliveryState":"PLUGGED_IN:CHARGING"}}""");
        var shown = (await Call(app, "GET", $"vehicles/{vehicle}")).Body;
        Assert.Equal((33, "PLUGGED_IN:CHARGING"), ((int)shown.GetProperty("chargeState").GetProperty("batteryLevel").GetDouble(), shown.GetProperty("chargeState").GetProperty("powerDeliveryState").GetString()));
        Assert.Contains(receiver.Events, one => one.GetProperty("event").GetString() == "user:vehicle:updated" && one.GetProperty("vehicle").GetProperty("chargeState").GetProperty("isCharging").GetBoolean());

        await Change(house, app, id!, vehicle!, """{"isReachable":false}""");
        Assert.False((await Call(app, "GET", $"vehicles/{vehicle}")).Body.GetProperty("isReachable").GetBoolean());
        await Change(house, app, id!, vehicle!, """{"isReachable":true,"location":{"latitude":48.2,"longitude":16.37}}""");
        shown = (await Call(app, "GET", $"vehicles/{vehicle}")).Body;
        Assert.Equal((48.2, "UNPLUGGED"), (shown.GetProperty("location").GetProperty("latitude").GetDouble(), shown.GetProperty("chargeState").GetProperty("powerDeliveryState").GetString()));

        // Its brand does not know it any more.
        Assert.Equal(200, (await Call(app, "DELETE", $"simulated/vehicles/{id}")).Status);
        await Refresh(house, app, vehicle!);
        Assert.False((await Call(app, "GET", $"vehicles/{vehicle}")).Body.GetProperty("isReachable").GetBoolean());
    }

    [Fact]
    public async Task There_is_no_sandbox_for_production()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await house.SignIn("real", Realm.Production);
        Assert.Equal(404, (await Call(app, "GET", "simulated/vehicles")).Status);
        Assert.Equal(404, (await Call(app, "POST", "simulated/chargers", """{"vendor":"EASEE","username":"anna","password":"secret"}""")).Status);
    }

    private static async Task Change(House house, HttpClient app, string id, string vehicle, string change)
    {
        var (status, body) = await Call(app, "PATCH", $"simulated/vehicles/{id}", change);
        Assert.True(status == 200, body.ToString());
        await Refresh(house, app, vehicle);
    }

    private static async Task Refresh(House house, HttpClient app, string vehicle)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(204, (await Call(app, "POST", $"vehicles/{vehicle}/refresh-hint")).Status);
        await Told(house);
    }

    private static async Task Told(House house)
    {
        await house.RunDue();
        await house.Get<DeliverWork>().RunDue(default);
    }

    private static async Task<GoldenWalk> Walk(House house, [System.Runtime.CompilerServices.CallerFilePath] string source = "") => new(
        await SignIn(house), "/enode/", new(JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync("/openapi/enode.json"))), house.Url.GetLeftPart(UriPartial.Authority), source);

    private static async Task<HttpClient> SignIn(House house)
    {
        await house.Get<Database>().Write(db => TenantTable.Add(db, new Tenant(tenantId, "acme", Realm.Sandbox, house.Get<Vault>().NewTenantKey(tenantId), house.Clock.Now)));
        return await house.SignIn();
    }

    private static async Task<(int Status, JsonElement Body)> Call(HttpClient app, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/enode/" + path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
