using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class OwnCarGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_that_no_brand_links_is_kept_all_the_same(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (userId, user) = await EvEnergyFixture.MadeUser(house);
        var model = (await walk.Step("own.model.create", "POST", "vehicle_models", """{"make":"https://api.ev.energy/v2/vehicle_makes/vmak01J443798BF893ZHFQVCS0FA23","name":"Model Q"}""")).GetProperty("id").GetString();
        await walk.Step("own.model.get", "GET", $"vehicle_models/{model}");
        await walk.Step("refused.own.model.stranger", "GET", $"vehicle_models/{model}", anonymous: true);
        var trim = (await walk.Step("own.trim.create", "POST", "vehicle_trims", $$"""{"model":"{{model}}","name":"Short range","battery_size_watt_hours":40000}""")).GetProperty("id").GetString();
        await walk.Step("own.trim.get", "GET", $"vehicle_trims/{trim}?expand=model.make");
        await walk.Step("own.model.patch", "PATCH", $"vehicle_models/{model}", """{"default_connector_type":"NACS"}""");
        await walk.Step("own.model.patch.nothing", "PATCH", $"vehicle_models/{model}", "{}");
        await walk.Step("own.model.connectors.create", "POST", $"vehicle_models/{model}/connectors", """{"region":"EUROPE","connector_type":"CCS","source":"USER","confidence":"HIGH","verified_at":"2026-02-01T08:00:00Z"}""");
        await walk.Step("own.model.connectors.create.bare", "POST", $"vehicle_models/{model}/connectors", """{"region":"NORTH_AMERICA","connector_type":"GBT"}""");
        await walk.Step("refused.own.model.connectors.twice", "POST", $"vehicle_models/{model}/connectors", """{"region":"EUROPE","connector_type":"CCS"}""");
        await walk.Step("own.model.connectors.patch", "PATCH", $"vehicle_models/{model}/connectors/EUROPE", """{"connector_type":"CHADEMO","confidence":null}""");
        await walk.Step("own.model.connectors.list", "GET", $"vehicle_models/{model}/connectors");
        await walk.Step("own.model.connectors.get", "GET", $"vehicle_models/{model}/connectors/NORTH_AMERICA");
        await walk.Step("refused.own.model.connectors.region", "PATCH", $"vehicle_models/{model}/connectors/ASIA", "{}");
        await walk.Step("refused.own.model.connectors.stranger", "GET", $"vehicle_models/{model}/connectors", anonymous: true);
        await walk.Step("refused.model.patch", "PATCH", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB", """{"default_connector_type":"NACS"}""");
        await walk.Step("refused.model.connectors.create", "POST", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB/connectors", """{"region":"NORTH_AMERICA","connector_type":"NACS"}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var car = (await walk.Step("own.car.create", "POST", "vehicles", $$"""{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","user":"https://api.ev.energy/v2/users/{{user}}","battery_size_watt_hours":52340,"vehicle_class":"PASSENGER"}""")).GetProperty("id").GetString()!;
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = (await walk.Step("own.car.create.of-own-model", "POST", "vehicles?expand=trim.model", $$"""{"model":"{{model}}","user":"{{user}}","description":"The old one"}""")).GetProperty("id").GetString();
        await EvEnergyFixture.Car(house, userId);
        await walk.Step("own.car.list", "GET", "vehicles");
        await walk.Step("own.car.list.page", "GET", "vehicles?page_size=1");
        await walk.Step("own.car.list.next", "GET", $"vehicles?page_size=1&page_after={other}");
        await walk.Step("own.car.list.back", "GET", $"vehicles?page_size=1&page_before={car}");
        await walk.Step("own.car.get", "GET", $"vehicles/{car}?expand=trim");
        await walk.Step("own.car.trim", "GET", $"vehicle_trims/trim{car[4..]}");
        await walk.Step("own.car.user", "GET", $"users/{user}");
        await walk.Step("own.car.patch", "PATCH", $"vehicles/{car}", """{"battery_size_watt_hours":60004,"maximum_charge_limit_percentage":80,"vehicle_class":null}""");
        await walk.Step("refused.own.car.smart-charging", "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        await walk.Step("refused.own.car.battery", "PATCH", $"vehicles/{car}", """{"battery_size_watt_hours":999}""");
        await walk.Step("own.car.status_logs", "GET", $"vehicles/{car}/status_logs");
        await walk.Step("own.car.disconnect", "POST", $"vehicles/{car}/disconnect");
        await walk.Step("refused.own.car.reconnect", "POST", $"vehicles/{car}/reconnect");
        await walk.Step("own.car.delete.sandbox", "DELETE", $"vehicles/{car}");
        await walk.Step("refused.own.car.user", "POST", "vehicles", """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","user":"user01HN2NJ9NMRZBXT1H6FT9N7735"}""");
        await walk.Step("refused.own.car.nobody", "POST", "vehicles", """{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB"}""");
        await walk.Step("refused.own.car.model", "POST", "vehicles", $$"""{"model":"vmod01HN2NJ9NMRZBXT1H6FT9N7735","user":"{{user}}"}""");

        // Nobody of another tenant knows any of it.
        using var stranger = await house.Other("umbrella");
        foreach (var path in new[] { $"vehicles/{car}", $"vehicle_models/{model}", $"vehicle_models/{model}/connectors", $"vehicle_trims/{trim}", $"vehicles/{car}/connectors" }) Assert.True(404 == (int)(await stranger.GetAsync("/evenergy/v2/" + path)).StatusCode, path);
        Assert.Equal("[]", await stranger.GetStringAsync("/evenergy/v2/vehicles"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Plugs_and_level_are_said_by_hand_where_the_car_does_not_tell(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        await walk.Step("connectors.get", "GET", $"vehicles/{car}/connectors");
        await walk.Step("connectors.patch", "PATCH", $"vehicles/{car}/connectors", """{"native_connector":"NACS","adaptors":["CHADEMO","CCS"]}""");
        await walk.Step("connectors.patch.inherits", "PATCH", $"vehicles/{car}/connectors", """{"native_connector":null,"adaptors":[]}""");
        await walk.Step("refused.connectors.twice", "PATCH", $"vehicles/{car}/connectors", """{"adaptors":["CHADEMO","CHADEMO"]}""");
        await walk.Step("refused.connectors.own", "PATCH", $"vehicles/{car}/connectors", """{"native_connector":"NACS","adaptors":["NACS"]}""");
        await walk.Step("model.connectors", "GET", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB/connectors", anonymous: true);
        await walk.Step("model.connectors.region", "GET", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB/connectors/EUROPE", anonymous: true);
        await walk.Step("refused.model.connectors.region", "GET", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB/connectors/NORTH_AMERICA", anonymous: true);
        await walk.Step("refused.model.connectors.page", "GET", "vehicle_models/vmod01HNARS42AVJN9QWQF6J52B7MB/connectors?page=2", anonymous: true);

        await walk.Step("level.unknown", "GET", $"vehicles/{car}/state_of_charge");
        await walk.Step("level.said", "PATCH", $"vehicles/{car}/state_of_charge", """{"state_of_charge_percentage":55}""");
        await walk.Step("level.kept", "PATCH", $"vehicles/{car}/state_of_charge", "{}");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        house.Brands.Tesla.Measure("car-1", (Signal.StateOfCharge, 61));
        await house.House.RunDue();
        await walk.Step("level.told", "GET", $"vehicles/{car}/state_of_charge");
        await walk.Step("level.cleared", "PATCH", $"vehicles/{car}/state_of_charge", """{"state_of_charge_percentage":null}""");
        await walk.Step("refused.level", "PATCH", $"vehicles/{car}/state_of_charge", """{"state_of_charge_percentage":101}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_production_a_removed_car_is_gone(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        using var http = await house.House.SignIn(realm: Realm.Production, tenant: "factory");
        var client = (await house.House.Get<Database>().Read(ClientTable.List)).Single(one => one.Realm is Realm.Production);
        var user = new User(house.House.Get<Ids>().New(), client.TenantId, "anna", house.Clock.Now);
        await house.House.Get<Database>().Write(db => UserTable.Add(db, user, client.Id));
        var body = new StringContent($$"""{"model":"vmod01HNARS42AVJN9QWQF6J52B7MB","user":"{{EvEnergyFixture.Id("user", user.Id)}}"}""", System.Text.Encoding.UTF8, "application/json");
        var made = System.Text.Json.JsonDocument.Parse(await (await http.PostAsync("/evenergy/v2/vehicles", body)).Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        Assert.Equal("""{"remaining_car_count":0}""", await (await http.DeleteAsync($"/evenergy/v2/vehicles/{made}")).Content.ReadAsStringAsync());
        Assert.Equal(0, await house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select (select count(*) from own_cars) + (select count(*) from vehicle_notes)")));
    }
}
