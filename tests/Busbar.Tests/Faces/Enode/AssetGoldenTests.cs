using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class AssetGoldenTests
{
    private const string Vin = "5YJ3E7EA7KF317000";

    [Theory, OnSqlite, OnPostgres]
    public async Task Vehicles_are_listed_and_shown(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        await walk.Step("vehicles.list.none", "GET", "vehicles");
        var car = await Link(house, tesla, FakeBrands.Car(Vin, "car-1", "Bluebird"));
        await walk.Step("vehicles.get.unheard", "GET", $"vehicles/{car}");

        tesla.Measure(
            "car-1", (Signal.StateOfCharge, 66), (Signal.Range, 228), (Signal.BatteryCapacity, 48.1), (Signal.TargetStateOfCharge, 80), (Signal.IsPluggedIn, true), (Signal.IsCharging, true),
            (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 2_300), (Signal.ChargeTimeRemaining, 285), (Signal.MaxCurrent, 16), (Signal.Odometer, 12_345.6),
            (Signal.Latitude, 50.8471), (Signal.Longitude, 4.3667));
        await house.House.RunDue();
        await walk.Step("vehicles.get.charging", "GET", $"vehicles/{car}");
        var user = (await walk.Step("users.list", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString();
        await walk.Step("locations.create", "POST", $"users/{user}/locations", """{"name":"Home","latitude":50.8466,"longitude":4.3667,"timezoneName":"Europe/Brussels"}""");
        await walk.Step("vehicles.get.at-home", "GET", $"vehicles/{car}");

        house.Clock.Advance(TimeSpan.FromMinutes(20));
        tesla.Measure("car-1", (Signal.StateOfCharge, 80), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Complete), (Signal.Power, 0));
        await house.House.RunDue();
        await walk.Step("vehicles.get.complete", "GET", $"vehicles/{car}");
        tesla.ReadTrouble = new(VendorFaultKind.GrantLost, false, "The owner has withdrawn the consent.");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await house.House.RunDue();
        await walk.Step("vehicles.get.lost", "GET", $"vehicles/{car}");
        var asked = (await walk.Step("vehicles.list.lost", "GET", "vehicles")).GetProperty("data")[0].GetProperty("capabilities").GetProperty("startCharging").GetProperty("interventionIds")[0].GetString();
        await walk.Step("interventions.get", "GET", $"interventions/{asked}");
        await walk.Step("interventions.get.de", "GET", $"interventions/{asked}?language=de-DE");
        await walk.Step("interventions.get.other-language", "GET", $"interventions/{asked}?language=lv-LV&vendor=TESLA&vendorType=vehicle");
        await walk.Step("interventions.list", "GET", "interventions?language=nb-NO");
        await walk.Step("refused.interventions.get", "GET", "interventions/0199f3a2-0000-7000-8000-000000000001");
        await walk.Step("refused.interventions.type", "GET", "interventions?vendorType=car");
        await walk.Step("users.get.lost", "GET", $"users/{user}");
        await walk.Step("vehicles.refresh", "POST", $"vehicles/{car}/refresh-hint");
        await walk.Step("refused.vehicles.refresh", "POST", "vehicles/0199f3a2-0000-7000-8000-000000000001/refresh-hint");
        await walk.Step("refused.vehicles.charger", "GET", $"chargers/{car}");
        await walk.Step("refused.vehicles.id", "GET", "vehicles/42");
        await walk.Step("refused.vehicles.unsigned", "GET", $"vehicles/{car}", anonymous: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lists_are_leafed_through_both_ways(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        for (var n = 1; n <= 5; n++)
        {
            await Link(house, house.Brands.Tesla, FakeBrands.Car($"5YJ3E7EA7KF31700{n}", $"car-{n}"));
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = await walk.Step("page.first", "GET", "vehicles?pageSize=2");
        var second = await walk.Step("page.second", "GET", $"vehicles?pageSize=2&after={After(first)}");
        var last = await walk.Step("page.last", "GET", $"vehicles?pageSize=2&after={After(second)}");
        var back = await walk.Step("page.back", "GET", $"vehicles?pageSize=2&before={Before(last)}");
        var start = await walk.Step("page.back-to-first", "GET", $"vehicles?pageSize=2&before={Before(back)}");

        Assert.Equal(["5", "4"], Vins(first));
        Assert.Equal(["3", "2"], Vins(second));
        Assert.Equal(["1"], Vins(last));
        Assert.Equal(Vins(second), Vins(back));
        Assert.Equal(Vins(first), Vins(start));
        Assert.Null(After(last));
        Assert.Null(Before(start));
        await walk.Step("refused.page.both", "GET", $"vehicles?after={After(first)}&before={After(first)}");
        await walk.Step("refused.page.other-list", "GET", $"chargers?after={After(first)}");
        await walk.Step("refused.page.size", "GET", "vehicles?pageSize=0");
        Assert.Equal(5, Vins(await walk.Step("page.large", "GET", "vehicles?pageSize=100000")).Count);

        static string? After(JsonElement page) => page.GetProperty("pagination").GetProperty("after").GetString();
        static string? Before(JsonElement page) => page.GetProperty("pagination").GetProperty("before").GetString();
        static IReadOnlyList<string> Vins(JsonElement page) => [.. page.GetProperty("data").EnumerateArray().Select(vehicle => vehicle.GetProperty("information").GetProperty("vin").GetString()![^1..])];
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Chargers_stand_where_they_are_said_to(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, easee) = (await house.EnodeWalk(), house.Brands.Easee);
        var charger = await Link(house, easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH123456", "Home", commands: [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent]));
        easee.Measure("charger-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 7_400), (Signal.MaxCurrent, 32));
        await house.House.RunDue();
        await walk.Step("chargers.get", "GET", $"chargers/{charger}");
        await walk.Step("chargers.list", "GET", "chargers");

        var user = (await walk.Step("users.list.charger", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString();
        await walk.Step("users.get", "GET", $"users/{user}");
        await walk.Step("chargers.list-of-user", "GET", $"users/{user}/chargers");
        await walk.Step("refused.users.get", "GET", "users/nobody");
        await walk.Step("refused.chargers.list-of-user", "GET", "users/nobody/chargers");

        var home = (await walk.Step("locations.create.body", "POST", "locations", $$"""{"name":"Home","latitude":59.91,"longitude":10.75,"timezoneName":"Europe/Oslo","userId":"{{user}}"}""")).GetProperty("id").GetString();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var cabin = (await walk.Step("locations.create.utc", "POST", $"users/{user}/locations", """{"name":"Cabin","latitude":60.5,"longitude":8.2}""")).GetProperty("id").GetString();
        await walk.Step("chargers.update", "PUT", $"chargers/{charger}", $$"""{"locationId":"{{home}}"}""");
        await walk.Step("chargers.update.again", "PUT", $"chargers/{charger}", $$"""{"locationId":"{{cabin}}"}""");
        await walk.Step("locations.get.left", "GET", $"locations/{home}");
        await walk.Step("locations.list", "GET", "locations");
        await walk.Step("locations.list-of-user", "GET", $"users/{user}/locations");
        await walk.Step("locations.update", "PUT", $"locations/{cabin}", """{"name":"Cabin by the lake","timezoneName":"Europe/Oslo"}""");
        await walk.Step("chargers.update.none", "PUT", $"chargers/{charger}", """{"locationId":null}""");
        await walk.Step("refused.chargers.update.unknown", "PUT", $"chargers/{charger}", """{"locationId":"0199f3a2-0000-7000-8000-000000000001"}""");
        await walk.Step("refused.chargers.update.missing", "PUT", $"chargers/{charger}", "{}");
        await walk.Step("refused.chargers.update.more", "PUT", $"chargers/{charger}", """{"locationId":null,"name":"Garage"}""");
        await walk.Step("refused.locations.create", "POST", "locations", """{"name":"Home","latitude":59.91,"longitude":10.75}""");
        await walk.Step("refused.locations.zone", "POST", $"users/{user}/locations", """{"name":"Home","latitude":59.91,"longitude":10.75,"timezoneName":"Nowhere"}""");
        await walk.Step("locations.delete", "DELETE", $"locations/{home}");
        await walk.Step("refused.locations.delete", "DELETE", $"locations/{home}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_makes_stores_and_uses_power_is_shown(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, huawei) = (await house.EnodeWalk(), house.Brands.Huawei);
        var plant = await Link(house, huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "NE=123", "SUN2000"));
        huawei.Measure("plant-1", (Signal.Power, -4_200), (Signal.EnergyOut, 10_234.5));
        var battery = await Link(house, house.Brands.Tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW-1", "Powerwall"));
        house.Brands.Tesla.Measure("wall-1", (Signal.Power, -1_500), (Signal.StateOfCharge, 77), (Signal.BatteryCapacity, 13.5));
        var pump = await Link(house, house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "pump-1", "N-1", "S1155"));
        house.Brands.Nibe.Measure("pump-1", (Signal.Power, 900), (Signal.IndoorTemperature, 21.3), (Signal.TargetTemperature, 21), (Signal.HeatMode, HeatModes.Heating));
        var meter = await Link(house, house.Brands.Fluvius, FakeBrands.Thing(DeviceKind.Meter, "meter-1", "541448800000000001"));
        house.Brands.Fluvius.Measure("meter-1", (Signal.Power, -2_750), (Signal.EnergyIn, 1_000), (Signal.EnergyOut, 2_000));
        await house.House.RunDue();

        foreach (var (path, id) in new[] { ("inverters", plant), ("batteries", battery), ("hvacs", pump), ("meters", meter) })
        {
            var shown = await walk.Step($"{path}.get", "GET", $"{path}/{id}");
            await walk.Step($"{path}.list", "GET", path);
            await walk.Step($"{path}.list-of-user", "GET", $"users/{shown.GetProperty("userId").GetString()}/{path}");
            await walk.Step($"{path}.refresh", "POST", $"{path}/{id}/refresh-hint", "{}");
            await walk.Step($"refused.{path}.get", "GET", $"{path}/0199f3a2-0000-7000-8000-000000000001");
        }
        await walk.Step("hvacs.update", "PUT", $"hvacs/{pump}", """{"locationId":null}""");
        await walk.Step("chargers.refresh", "POST", $"chargers/{await Link(house, house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"))}/refresh-hint");
        await walk.Step("refused.address", "GET", "nothing");
    }

    private static Task<Guid> Link(ConnectHouse house, FakeVendor vendor, FoundDevice device) => house.Link(vendor, device, request: JsonSerializer.Serialize(new
    {
        type = device.Kind.ToString(), brand = vendor.Brand.Name, identifier = device.Identifier, properties = new { flow = "B2C" },
    }));
}
