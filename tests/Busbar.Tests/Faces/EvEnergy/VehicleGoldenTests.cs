using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class VehicleGoldenTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_is_read_changed_disconnected_and_reconnected(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("vehicles.none", "GET", "vehicles");
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (id, car) = await EvEnergyFixture.Car(house, user);
        house.Brands.Tesla.Measure("car-1", (Signal.StateOfCharge, 50), (Signal.TargetStateOfCharge, 90), (Signal.BatteryCapacity, 57.5), (Signal.IsPluggedIn, true), (Signal.IsCharging, false));
        await house.House.RunDue();
        await walk.Step("vehicles.list", "GET", "vehicles");
        await walk.Step("vehicles.get", "GET", $"vehicles/{car}");
        await walk.Step("vehicles.get.expanded", "GET", $"vehicles/{car}?expand=user&expand=trim.model.make");
        await walk.Step("vehicles.get.expanded.shorthand", "GET", $"vehicles/{car}?expand=trim,trim.model");
        await walk.Step("users.get.with-car", "GET", $"users/{EvEnergyFixture.Id("user", user)}");
        await walk.Step("vehicles.patch", "PATCH", $"vehicles/{car}", """{"maximum_charge_limit_percentage":80,"vehicle_class":"COMMERCIAL"}""");
        await walk.Step("refused.vehicle.smart-charging.no-prices", "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "flat", [new("all", "0.30")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "flat", [new("all", null, 0, 24 * 60)]));
        await walk.Step("vehicles.patch.smart-charging", "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        await walk.Step("vehicles.patch.cleared", "PATCH", $"vehicles/{car}", """{"maximum_charge_limit_percentage":null,"vehicle_class":null,"smart_charging_enabled":false}""");

        await walk.Step("vehicles.disconnect", "POST", $"vehicles/{car}/disconnect");
        await walk.Step("vehicles.disconnect.again", "POST", $"vehicles/{car}/disconnect", "{}");
        await walk.Step("vehicles.reconnect", "POST", $"vehicles/{car}/reconnect");
        var errors = await walk.Step("vehicles.error_logs.list", "GET", $"vehicles/{car}/error_logs");
        await walk.Step("vehicles.error_logs.get", "GET", $"vehicles/{car}/error_logs/{errors[0].GetProperty("logged_at").GetString()}?expand=vehicle.trim");
        await walk.Step("vehicles.command_logs.none", "GET", $"vehicles/{car}/command_logs");
        await walk.Step("vehicles.delete.sandbox", "DELETE", $"vehicles/{car}");
        await walk.Step("vehicles.get.after", "GET", $"vehicles/{car}");
        Assert.NotNull(await house.House.Get<Database>().Read(db => DeviceTable.Find(db, id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_car_told_is_in_its_logs(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        await Tell((Signal.StateOfCharge, 50), (Signal.BatteryCapacity, 60), (Signal.TargetStateOfCharge, 90), (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 7_400), (Signal.ChargeTimeRemaining, 194), (Signal.Latitude, 50.9413), (Signal.Longitude, 6.9583));
        await Tell((Signal.ChargeState, ChargeStates.Complete), (Signal.Odometer, 12_345.6));
        await Tell((Signal.ChargeState, ChargeStates.Unplugged), (Signal.Latitude, 50.95), (Signal.Longitude, 6.9583));
        var logs = await walk.Step("vehicles.status_logs.list", "GET", $"vehicles/{car}/status_logs");
        await walk.Step("vehicles.status_logs.page", "GET", $"vehicles/{car}/status_logs?page_size=1");
        var middle = logs[1].GetProperty("sampled_at").GetString();
        await walk.Step("vehicles.status_logs.page.next", "GET", $"vehicles/{car}/status_logs?page_size=1&page_after={logs[0].GetProperty("sampled_at").GetString()}");
        await walk.Step("vehicles.status_logs.page.back", "GET", $"vehicles/{car}/status_logs?page_size=1&page_before={middle}");
        await walk.Step("vehicles.status_logs.span", "GET", $"vehicles/{car}/status_logs?sampled_at__gte={middle}&sampled_at__lte={middle}&expand=vehicle.trim");
        await walk.Step("vehicles.status_logs.get", "GET", $"vehicles/{car}/status_logs/{middle}/"[..^1]);
        await walk.Step("vehicles.location_logs.list", "GET", $"vehicles/{car}/location_logs");
        await walk.Step("vehicles.location_logs.get", "GET", $"vehicles/{car}/location_logs/{logs[0].GetProperty("sampled_at").GetString()}");
        await walk.Step("refused.location_log.not-told", "GET", $"vehicles/{car}/location_logs/{middle}");
        await walk.Step("refused.status_log.moment", "GET", $"vehicles/{car}/status_logs/yesterday");
        await walk.Step("refused.status_logs.page", "GET", $"vehicles/{car}/status_logs?page_after=yesterday");
        await walk.Step("refused.status_logs.span", "GET", $"vehicles/{car}/status_logs?sampled_at__gte=yesterday");

        async Task Tell(params (Signal, Value)[] values)
        {
            house.Brands.Tesla.Measure("car-1", values);
            await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_production_a_removed_car_is_gone_at_once(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        using var http = await house.House.SignIn(realm: Realm.Production, tenant: "factory");
        var client = (await house.House.Get<Database>().Read(ClientTable.List)).Single(one => one.Realm is Realm.Production);
        var user = new User(house.House.Get<Ids>().New(), client.TenantId, "anna", house.Clock.Now);
        await house.House.Get<Database>().Write(db => UserTable.Add(db, user, client.Id));
        var request = $$"""{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317001","owner":"{{user.Id}}"}""";
        var car = await house.Link(house.Brands.Tesla, Fakes.FakeBrands.Car("5YJ3E7EA7KF317001", "car-2"), "ben", http, request);
        var removed = await http.DeleteAsync($"/evenergy/v2/vehicles/{EvEnergyFixture.Id("vhcl", car)}");
        Assert.Equal((200, """{"remaining_car_count":0}"""), ((int)removed.StatusCode, await removed.Content.ReadAsStringAsync()));
        Assert.Equal(404, (int)(await http.GetAsync($"/evenergy/v2/vehicles/{EvEnergyFixture.Id("vhcl", car)}")).StatusCode);
        await house.House.RunDue();
        Assert.Equal(1, house.Brands.Tesla.Revoked);
    }

    [Fact]
    public async Task What_is_not_sound_is_refused()
    {
        await using var house = await ConnectHouse.Open();
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        var walk = await house.EvEnergyWalk();
        await walk.Step("refused.vehicle.prefix", "GET", $"vehicles/user{car[4..]}");
        await walk.Step("refused.vehicle.unknown", "GET", "vehicles/vhcl01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.vehicle.expand", "GET", $"vehicles/{car}?expand=trim.model.maker");
        await walk.Step("refused.vehicle.limit", "PATCH", $"vehicles/{car}", """{"maximum_charge_limit_percentage":40}""");
        await walk.Step("refused.vehicle.battery", "PATCH", $"vehicles/{car}", """{"battery_size_watt_hours":60000}""");
        await walk.Step("refused.vehicle.reconnect.unknown", "POST", "vehicles/vhcl01HRFF3SEVSCRAV9B3CHVDFN0H/reconnect");
        await walk.Step("refused.vehicle.disconnect.unknown", "POST", "vehicles/vhcl01HRFF3SEVSCRAV9B3CHVDFN0H/disconnect");
        await walk.Step("refused.vehicle.delete.unknown", "DELETE", "vehicles/vhcl01HRFF3SEVSCRAV9B3CHVDFN0H");
    }
}
