using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class HomeBatteryGoldenTests
{
    private const string Tesla = "bmak577GFGK2NMGJ9BET9X22S1CK2X", Nothing = "01HRFF3SEVSCRAV9B3CHVDFN0H";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_battery_is_read_with_all_that_it_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("home_batteries.none", "GET", "home_batteries");
        await walk.Step("home_battery_models.none", "GET", "home_battery_models");
        var (user, written) = await EvEnergyFixture.MadeUser(house);
        var battery = EvEnergyFixture.Id("hoba", await EvEnergyFixture.Link(house, house.Brands.Tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW-1", "Powerwall 3"), user));
        await walk.Step("home_batteries.unheard", "GET", $"home_batteries/{battery}?expand=latest_status_log");

        await walk.Step("home_battery_makes.list", "GET", "home_battery_makes");
        await walk.Step("home_battery_makes.get", "GET", $"home_battery_makes/{Tesla}");
        await EvEnergyFixture.As(house, written, () => walk.Step("home_battery_makes.get.user", "GET", $"home_battery_makes/{Tesla}"));
        var model = (await walk.Step("home_battery_models.list", "GET", $"home_battery_models?make_id={Tesla}"))[0].GetProperty("id").GetString();
        await walk.Step("home_battery_models.get", "GET", $"home_battery_models/{model}?expand=make");
        await walk.Step("home_battery_models.list.other", "GET", $"home_battery_models?make_id=bmak{Nothing}");

        await Tell((Signal.Power, 1_500), (Signal.StateOfCharge, 50.4), (Signal.BatteryCapacity, 13.5), (Signal.ReserveStateOfCharge, 20), (Signal.OperationMode, OperationModes.Self));
        await Tell((Signal.Power, -2_000), (Signal.OperationMode, OperationModes.Tariff));
        await Tell((Signal.Power, 4), (Signal.OperationMode, OperationModes.Rest));
        await Tell((Signal.StateOfCharge, 49));
        await walk.Step("home_batteries.list", "GET", "home_batteries");
        await walk.Step("home_batteries.get", "GET", $"home_batteries/{battery}");
        await walk.Step("home_batteries.get.expanded", "GET", $"home_batteries/{battery}?expand=model.make&expand=latest_status_log");
        var logs = await walk.Step("home_batteries.status_logs.list", "GET", $"home_batteries/{battery}/status_logs");
        await walk.Step("home_batteries.status_logs.page", "GET", $"home_batteries/{battery}/status_logs?page_size=1&page_after={logs[0].GetProperty("sampled_at").GetString()}&expand=home_battery.model.make");
        await walk.Step("home_batteries.status_logs.get", "GET", $"home_batteries/{battery}/status_logs/{logs[1].GetProperty("sampled_at").GetString()}");

        await walk.Step("refused.home_battery.unknown", "GET", $"home_batteries/hoba{Nothing}");
        await walk.Step("refused.home_battery.prefix", "GET", $"home_batteries/vhcl{battery[4..]}");
        await walk.Step("refused.home_battery.expand", "GET", $"home_batteries/{battery}?expand=user");
        await walk.Step("refused.home_battery.make", "GET", $"home_battery_makes/bmak{Nothing}");
        await walk.Step("refused.home_battery.model", "GET", $"home_battery_models/bmod{Nothing}");
        await walk.Step("refused.home_battery.models.make", "GET", "home_battery_models?make_id=tesla");
        await walk.Step("refused.home_battery.page", "GET", "home_battery_makes?page_after=bmak01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.home_battery.log", "GET", $"home_batteries/{battery}/status_logs/yesterday");
        await walk.Step("refused.home_battery.logs.unknown", "GET", $"home_batteries/hoba{Nothing}/status_logs");

        async Task Tell(params (Signal, Value)[] values)
        {
            house.Brands.Tesla.Measure("wall-1", values);
            await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        }
    }

    /// <summary>What a brand calls a device is known to whoever has one.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_model_is_nobody_else_s(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var (_, other) = await EvEnergyFixture.MadeUser(house);
        await EvEnergyFixture.Link(house, house.Brands.Tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW-1", "A prototype"), user);
        var model = (await house.Http.GetStringAsync("/evenergy/v2/home_battery_models")).Split('"').First(word => word.StartsWith("bmod", StringComparison.Ordinal));
        foreach (var caller in new[] { await house.Other(), await house.Other("umbrella") })
        {
            Assert.Equal("[]", await caller.GetStringAsync("/evenergy/v2/home_battery_models"));
            Assert.Equal(404, (int)(await caller.GetAsync($"/evenergy/v2/home_battery_models/{model}")).StatusCode);
        }
        Assert.Equal("[]", await EvEnergyFixture.As(house, other, () => house.Http.GetStringAsync("/evenergy/v2/home_battery_models")));
        Assert.Equal("[]", await EvEnergyFixture.As(house, other, () => house.Http.GetStringAsync("/evenergy/v2/home_batteries")));
        Assert.Equal(200, (int)(await house.Http.GetAsync($"/evenergy/v2/home_battery_models/{model}")).StatusCode);
    }
}
