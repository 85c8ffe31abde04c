using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class HemGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_house_makes_uses_and_stores(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, huawei, tesla, fluvius) = (await house.EvEnergyWalk(), house.Brands.Huawei, house.Brands.Tesla, house.Brands.Fluvius);
        await walk.Step("hem_systems.none", "GET", "hem_systems");
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var plant = await EvEnergyFixture.Link(house, huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "NE=123", "SUN2000"), user);
        var inverter = await EvEnergyFixture.Link(house, huawei, FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K"), user);
        var battery = await EvEnergyFixture.Link(house, tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW-1", "Powerwall"), user);
        var meter = await EvEnergyFixture.Link(house, fluvius, FakeBrands.Thing(DeviceKind.Meter, "meter-1", "541448800000000001"), user);
        await house.House.Get<Database>().Write(db => db.ExecuteAsync("update devices set parent_id = @plant where id = @inverter or id = @battery or id = @meter", new { plant, inverter, battery, meter }));
        var (site, day) = (EvEnergyFixture.Id("hems", plant), house.Clock.Now.Date);
        await walk.Step("hem_systems.live_power.unheard", "GET", $"hem_systems/{site}/live_power");

        await Until(11, 0);
        for (var ten = 0; ten <= 6; ten++)
        {
            huawei.Measure("plant-1", (Signal.Latitude, 59.9105), (Signal.Longitude, 10.7502));
            huawei.Measure("inverter-1", (Signal.Power, -4_200), (Signal.EnergyOut, 1_000 + 0.7 * ten));
            tesla.Measure("wall-1", (Signal.Power, 1_500), (Signal.StateOfCharge, 50 + ten), (Signal.BatteryCapacity, 13.5));
            fluvius.Measure("meter-1", (Signal.Power, -1_200), (Signal.EnergyIn, 1_000), (Signal.EnergyOut, 2_000 + 0.2 * ten));
            await Until(11, 10 * (ten + 1));
        }
        await walk.Step("hem_systems.live_power", "GET", $"hem_systems/{site}/live_power");
        await walk.Step("hem_systems.list", "GET", "hem_systems");
        await walk.Step("hem_systems.get", "GET", $"hem_systems/{site}");
        var half = await walk.Step("hem_systems.energy_stats.half-hours", "GET", Stats($"{day:yyyy-MM-dd}T10:30:00Z", $"{day:yyyy-MM-dd}T12:30:00Z", "PT30M"));
        // In UTC as long as nobody says where it stands; then by the clock there.
        var whole = await walk.Step("hem_systems.energy_stats.days", "GET", Stats($"{day:yyyy-MM-dd}", $"{day.AddDays(2):yyyy-MM-dd}", "P1D"));
        Assert.Equal(Sum(half, "generation_wh"), Sum(whole, "generation_wh"));
        await walk.Step("hem_systems.energy_stats.month", "GET", Stats($"{day:yyyy-MM}-01", $"{day.AddMonths(1):yyyy-MM}-01", "P1M"));
        using var place = await house.Http.PostAsync($"/enode/users/{user}/locations", new StringContent("""{"name":"Home","latitude":59.91,"longitude":10.75,"timezoneName":"Europe/Oslo"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.True(place.IsSuccessStatusCode);
        await walk.Step("hem_systems.energy_stats.days.oslo", "GET", Stats($"{day.AddDays(-1):yyyy-MM-dd}T23:00:00Z", $"{day:yyyy-MM-dd}T23:00:00Z", "P1D"));
        await walk.Step("refused.hem_system.aligned", "GET", Stats($"{day:yyyy-MM-dd}", $"{day.AddDays(1):yyyy-MM-dd}", "P1D"));
        // The clocks have changed within.
        await walk.Step("hem_systems.energy_stats.months.oslo", "GET", Stats("2026-02-28T23:00:00Z", "2026-04-30T22:00:00Z", "P1M"));
        await walk.Step("refused.hem_system.too-long", "GET", Stats($"{day:yyyy-MM-dd}T10:30:00Z", $"{day.AddDays(1):yyyy-MM-dd}T11:00:00Z", "PT30M"));
        await walk.Step("refused.hem_system.too-many-days", "GET", Stats("2026-03-31T22:00:00Z", "2026-05-02T22:00:00Z", "P1D"));
        await walk.Step("refused.hem_system.too-many-months", "GET", Stats("2025-01-31T23:00:00Z", "2026-02-28T23:00:00Z", "P1M"));
        await walk.Step("refused.hem_system.end", "GET", Stats("2026-03-02", "2026-03-01", "P1D"));
        await walk.Step("refused.hem_system.far", "GET", Stats("0001-01-01", "0001-01-02", "P1D"));
        await walk.Step("refused.hem_system.resolution", "GET", Stats("2026-03-01", "2026-03-02", "PT15M"));
        await walk.Step("refused.hem_system.start", "GET", $"hem_systems/{site}/energy_stats?end=2026-03-02&resolution=P1D");
        await walk.Step("refused.hem_system.part", "GET", $"hem_systems/{EvEnergyFixture.Id("hems", inverter)}");
        await walk.Step("refused.hem_system.live_power", "GET", "hem_systems/hems01HRFF3SEVSCRAV9B3CHVDFN0H/live_power");

        // Power that was measured long ago says nothing of now; a level does.
        house.Clock.Advance(TimeSpan.FromHours(1));
        await walk.Step("hem_systems.live_power.later", "GET", $"hem_systems/{site}/live_power");

        string Stats(string start, string end, string resolution) => $"hem_systems/{site}/energy_stats?start={start}&end={end}&resolution={resolution}";

        static int Sum(JsonElement told, string flow) => told.GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetProperty(flow) is { ValueKind: JsonValueKind.Number } known ? known.GetInt32() : 0);

        async Task Until(int hour, int minutes)
        {
            await house.House.RunDue();
            house.Clock.Advance(new DateTimeOffset(day, TimeSpan.Zero).AddHours(hour).AddMinutes(minutes) - house.Clock.Now);
        }
    }
}
