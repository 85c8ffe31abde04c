using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class SettingGoldenTests
{
    private const string Home = """{"label":" Home ","address":"Rue de la Loi 16, Brussels","latitude":50.8466,"longitude":4.3667}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task Locations_are_set_and_found_again_in_readings(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.Walk(), house.Brands.Tesla);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        tesla.Measure("car-1", (Signal.Latitude, 50.847), (Signal.Longitude, 4.3667), (Signal.StateOfCharge, 50));
        await house.House.RunDue();
        var start = house.Clock.Now.AddHours(-1);

        await walk.Step("locations.list.none", "GET", $"entities/{car}/locations");
        var home = (await walk.Step("locations.create", "POST", $"entities/{car}/locations", Home)).GetProperty("id").GetGuid();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await walk.Step("locations.create.no-address", "POST", $"entities/{car}/locations", """{"label":"Office","latitude":50.8480,"longitude":4.3667}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await walk.Step("locations.create.far", "POST", $"entities/{car}/locations", """{"label":"Coast","latitude":51.23,"longitude":2.91}""");
        var first = await walk.Step("locations.list.first", "GET", $"entities/{car}/locations?pageSize=2");
        await walk.Step("locations.list.last", "GET", $"entities/{car}/locations?pageSize=2&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("locations.get", "GET", $"entities/{car}/locations/{home}");

        await walk.Step("readings.last.located", "GET", $"entities/{car}/readings/last");
        await walk.Step("readings.list.located", "GET", $"entities/{car}/readings?start={start:yyyy-MM-dd HH:mm:ss}Z");
        await walk.Step("locations.change", "PATCH", $"entities/{car}/locations/{home}", """{"label":"At home","latitude":50.8471,"address":""}""");
        await walk.Step("readings.last.relocated", "GET", $"entities/{car}/readings/last");

        await walk.Step("locations.remove", "DELETE", $"entities/{car}/locations/{home}");
        await walk.Step("locations.remove.again", "DELETE", $"entities/{car}/locations/{home}");
        await walk.Step("refused.location.label", "POST", $"entities/{car}/locations", """{"label":"  ","latitude":1,"longitude":2}""");
        await walk.Step("refused.location.latitude", "POST", $"entities/{car}/locations", """{"label":"Pole","latitude":90.01,"longitude":2}""");
        await walk.Step("refused.location.number", "POST", $"entities/{car}/locations", """{"label":"Nowhere","latitude":1e999,"longitude":2}""");
        await walk.Step("refused.location.missing", "POST", $"entities/{car}/locations", """{"label":"Half a place","latitude":1}""");
        await house.Restrict(car, PermissionLevel.Viewer, PermissionLevel.Contributor);
        await walk.Step("refused.permission.location", "POST", $"entities/{car}/locations", Home);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Capacity_and_nominal_power_are_set_read_and_taken_back(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));

        await walk.Step("battery-capacity.get.none", "GET", $"entities/{car}/battery-capacity");
        await walk.Step("battery-capacity.set", "PUT", $"entities/{car}/battery-capacity", """{"value":57.5,"unit":"kWh"}""");
        await walk.Step("battery-capacity.get", "GET", $"entities/{car}/battery-capacity");
        await walk.Step("battery-capacity.set.again", "PUT", $"entities/{car}/battery-capacity", """{"value":60}""");
        await walk.Step("battery-capacity.remove", "DELETE", $"entities/{car}/battery-capacity");
        await walk.Step("battery-capacity.remove.again", "DELETE", $"entities/{car}/battery-capacity");
        await walk.Step("nominal-power.set", "PUT", $"entities/{car}/nominal-power", """{"value":11000,"unit":"W"}""");
        await walk.Step("nominal-power.get", "GET", $"entities/{car}/nominal-power");
        await walk.Step("nominal-power.remove", "DELETE", $"entities/{car}/nominal-power");

        await walk.Step("refused.setting.unit", "PUT", $"entities/{car}/nominal-power", """{"value":11,"unit":"kW"}""");
        await walk.Step("refused.setting.range", "PUT", $"entities/{car}/battery-capacity", """{"value":0}""");
        await house.Restrict(car, PermissionLevel.Viewer, PermissionLevel.Contributor);
        await walk.Step("refused.permission.setting", "PUT", $"entities/{car}/battery-capacity", """{"value":60}""");
        Assert.Equal(403, (await house.Call("DELETE", $"entities/{car}/battery-capacity")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_that_tells_only_its_level_needs_its_capacity_set(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await Charge(house, unplug: true);
        await walk.Step("features.capacity-not-set", "PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":true}""");

        // Set in the middle of the second charge: it counts for that one, and the first stays as it ended.
        await Charge(house, unplug: false);
        await house.Call("PUT", $"entities/{car}/battery-capacity", """{"value":60}""");
        await Charge(house, unplug: true);
        await walk.Step("features.capacity-set", "PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        await house.Call("POST", $"entities/{car}/locations", """{"label":"Home","latitude":50.85,"longitude":4.35}""");
        await walk.Step("charge-sessions.list.from-level", "GET", $"entities/{car}/charge-sessions?start=2026-03-01&end=2026-03-05");
    }

    [Fact]
    public async Task There_are_at_most_a_hundred_locations_and_they_are_the_entitys_own()
    {
        await using var house = await ConnectHouse.Open();
        var cars = new[] { await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1")), await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-2")) };
        var ids = new List<Guid>();
        for (var i = 0; i < 100; i++)
        {
            var (status, body) = await house.Call("POST", $"entities/{cars[0]}/locations", $$"""{"label":"Place {{i}}","latitude":{{i / 2}},"longitude":4}""");
            Assert.Equal(201, status);
            ids.Add(body.GetProperty("id").GetGuid());
        }
        var (refused, why) = await house.Call("POST", $"entities/{cars[0]}/locations", Home);
        Assert.Equal((400, "FieldInvalid"), (refused, ConnectHouse.CodeOf(why)));
        Assert.Equal(404, (await house.Call("GET", $"entities/{cars[1]}/locations/{ids[0]}")).Status);
        Assert.Equal(404, (await house.Call("DELETE", $"entities/{cars[1]}/locations/{ids[0]}")).Status);
        Assert.Equal(200, (await house.Call("DELETE", $"entities/{cars[0]}/locations/{ids[0]}")).Status);
        Assert.Equal(201, (await house.Call("POST", $"entities/{cars[0]}/locations", Home)).Status);
        Assert.Equal(JsonValueKind.Null, (await house.Get($"entities/{cars[1]}/locations")).GetProperty("links").GetProperty("next").ValueKind);
    }

    private static async Task Charge(ConnectHouse house, bool unplug)
    {
        for (var step = 0; step <= 4; step++)
        {
            house.Brands.Tesla.Measure("car-1",
                (Signal.IsPluggedIn, !unplug || step < 4), (Signal.IsCharging, step is 1 or 2), (Signal.StateOfCharge, 50 + (10 * Math.Clamp(step - 1, 0, 2))), (Signal.Latitude, 50.85), (Signal.Longitude, 4.3505));
            await house.House.Pass(TimeSpan.FromMinutes(15));
        }
    }
}
