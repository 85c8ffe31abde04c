using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>Inverters, how they are onboarded, and solar arrays.</summary>
public sealed class InverterGoldenTests
{
    private const string Huawei = "imak7XAE2DVNE4H2QVJ3JX57B5MC8B", Nothing = "01HRFF3SEVSCRAV9B3CHVDFN0H";
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE"}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_inverter_is_read_with_its_newest_values(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, written) = await EvEnergyFixture.MadeUser(house);
        var inverter = EvEnergyFixture.Id("invt", await EvEnergyFixture.Link(house, house.Brands.Huawei, FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K"), user));
        await walk.Step("inverter_makes.list", "GET", $"inverter_makes?available_for_user_id={written}");
        await walk.Step("inverter_makes.page", "GET", "inverter_makes?page_size=1");
        await walk.Step("inverter_makes.get", "GET", $"inverter_makes/{Huawei}");
        var model = (await walk.Step("inverter_models.list", "GET", $"inverter_models?make_id={Huawei}"))[0].GetProperty("id").GetString();
        await walk.Step("inverter_models.get", "GET", $"inverter_models/{model}?expand=make");
        await walk.Step("inverters.list.unheard", "GET", "inverters");
        foreach (var (name, watts) in new[] { ("producing", -4_200.4), ("consuming", 25), ("idle", -3) })
        {
            house.Brands.Huawei.Measure("inverter-1", (Signal.Power, watts), (Signal.EnergyOut, 1_000));
            await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
            await walk.Step($"inverters.get.{name}", "GET", $"inverters/{inverter}?expand=latest_status_log");
        }
        await walk.Step("inverters.get.expanded", "GET", $"inverters/{inverter}?expand=model.make");
        await walk.Step("refused.inverters.create", "POST", "inverters", $$"""{"model":"https://api.ev.energy/v2/inverter_models/{{model}}","user":"https://api.ev.energy/v2/users/{{written}}"}""");
        await walk.Step("refused.inverter.unknown", "GET", $"inverters/invt{Nothing}");
        await walk.Step("refused.inverter.expand", "GET", $"inverters/{inverter}?expand=model.maker");
        await walk.Step("refused.inverter.make", "GET", $"inverter_makes/imak{Nothing}");
        await walk.Step("refused.inverter.makes.user", "GET", "inverter_makes?available_for_user_id=anna");
        await walk.Step("refused.inverter.model", "GET", $"inverter_models/imod{Nothing}");
        await walk.Step("refused.inverter.models.make", "GET", "inverter_models?make_id=huawei");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Onboarding_leads_to_the_guide(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (user, written) = await EvEnergyFixture.MadeUser(house);
        var (_, ben) = await EvEnergyFixture.MadeUser(house);
        var foreign = await house.House.NewClient("umbrella");
        var inverter = EvEnergyFixture.Id("invt", await EvEnergyFixture.Link(house, house.Brands.Huawei, FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K"), user));
        var (sessions, own) = (await Sessions(), $"user_id={written}&client_id={house.Client.ClientId}");
        foreach (var (path, status) in new[]
        {
            ($"inverter_onboarding?{own}", 302), ($"inverter_onboarding?{own}&make_id={Huawei}", 302), ($"inverter_onboarding?{own}&inverter_id={inverter}", 302),
            ($"home_battery_onboarding?{own}", 302), ($"home_battery_onboarding?{own}&make_id=bmak577GFGK2NMGJ9BET9X22S1CK2X", 302),
            ($"inverter_onboarding?user_id={written}", 400), ($"inverter_onboarding?client_id={house.Client.ClientId}", 400), ($"inverter_onboarding?{own}&make_id=huawei", 400), ($"inverter_onboarding?{own}&inverter_id=1", 400),
            ($"inverter_onboarding?{own}&make_id=imak{Nothing}", 404), ($"inverter_onboarding?{own}&make_id=bmak577GFGK2NMGJ9BET9X22S1CK2X", 400), ($"inverter_onboarding?{own}&inverter_id=invt{Nothing}", 404),
            ($"inverter_onboarding?user_id={ben}&client_id={house.Client.ClientId}&inverter_id={inverter}", 404), ($"inverter_onboarding?user_id={written}&client_id={foreign.Client.ClientId}", 404),
        })
        {
            using var answer = await house.House.Http.GetAsync("/evenergy/v2/" + path);
            Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            if (status != 302) continue;
            Assert.Contains("/link/guide/", answer.Headers.Location!.AbsoluteUri);
            using var page = await house.House.Http.GetAsync(answer.Headers.Location);
            // The first page, or the way to the only step that there is.
            Assert.True((int)page.StatusCode is 200 or 303, $"{path}: {(int)page.StatusCode}");
        }
        Assert.Equal(sessions + 5, await Sessions());

        Task<long> Sessions() => house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select count(*) from guided_sessions"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Solar_arrays_are_told_or_linked(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("solar_arrays.none", "GET", "solar_arrays");
        var (anna, annaWritten) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, benWritten) = await EvEnergyFixture.MadeUser(house);
        await walk.Step("refused.solar_array.nobody", "POST", "solar_arrays", """{"capacity_watts":5000}""");
        await EvEnergyFixture.As(house, benWritten, () => walk.Step("refused.solar_array.no-home", "POST", "solar_arrays", """{"capacity_watts":5000}"""));
        await EvEnergyFixture.As(house, annaWritten, () => walk.Step("refused.solar_array.capacity", "POST", "solar_arrays", """{"capacity_watts":-1}"""));
        var array = (await EvEnergyFixture.As(house, annaWritten, () => walk.Step("solar_arrays.create", "POST", "solar_arrays", """{"capacity_watts":5000}"""))).GetProperty("id").GetString()!;
        await EvEnergyFixture.As(house, annaWritten, () => walk.Step("refused.solar_array.again", "POST", "solar_arrays", "{}"));
        await walk.Step("solar_arrays.get", "GET", $"solar_arrays/{array}?vehicle_id=vhcl{Nothing}");

        var (carla, carlaWritten) = await EvEnergyFixture.MadeUser(house, Home);
        var plant = await EvEnergyFixture.Link(house, house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "NE=1", "SUN2000"), carla);
        var linked = EvEnergyFixture.Id("solr", carla);
        await walk.Step("solar_arrays.list", "GET", "solar_arrays");
        await walk.Step("solar_arrays.list.page", "GET", "solar_arrays?page_size=1");
        await walk.Step("solar_arrays.list.page.next", "GET", $"solar_arrays?page_size=1&page_after={linked}");
        await EvEnergyFixture.As(house, carlaWritten, () => walk.Step("refused.solar_array.linked", "POST", "solar_arrays", "{}"));
        Assert.Equal(200, (await house.Call("PUT", $"entities/{plant}/nominal-power", """{"value":8200}""")).Status);
        await walk.Step("solar_arrays.get.linked", "GET", $"solar_arrays/{linked}?expand=user&expand=inverter");
        await walk.Step("solar_arrays.patch", "PATCH", $"solar_arrays/{linked}", """{"capacity_watts":9000}""");
        await walk.Step("solar_arrays.patch.nothing", "PATCH", $"solar_arrays/{linked}", "{}");
        await EvEnergyFixture.As(house, annaWritten, () => walk.Step("solar_arrays.list.user", "GET", "solar_arrays"));
        await EvEnergyFixture.As(house, annaWritten, () => walk.Step("refused.solar_array.another-user", "GET", $"solar_arrays/{linked}"));

        await walk.Step("refused.solar_array.unknown", "GET", $"solar_arrays/solr{Nothing}");
        await walk.Step("refused.solar_array.patch.unknown", "PATCH", $"solar_arrays/{EvEnergyFixture.Id("solr", Ulid.Read(benWritten[4..])!.Value)}", """{"capacity_watts":1}""");
        await walk.Step("refused.solar_array.vehicle", "GET", "solar_arrays?vehicle_id=car");
        // Nobody is left behind, and no word of the roof.
        Assert.Null(await house.House.Get<Core.Linking.EraseUser>().Erase(house.Client, $"{anna}"));
        Assert.Empty(await EveryTable.Holding(house.House.Get<Database>(), $"{anna}"));
    }
}
