using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Prices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What energy costs, what was consumed and produced, and houses as systems.</summary>
public sealed class EnergyGoldenTests
{
    private const string Nowhere = "0199f3a2-0000-7000-8000-000000000001";

    [Theory, OnSqlite, OnPostgres]
    public async Task Tariffs_are_said_and_placed(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        var (_, home) = await Home(house, walk, "tariffs");
        await walk.Step("tariffs.put", "PUT", "tariffs/green_2026", """[{"name":"peak","cost":"0.4500"},{"name":"off-peak","cost":"+.1"}]""");
        await walk.Step("tariffs.get", "GET", "tariffs/green_2026");
        await walk.Step("refused.tariffs.get", "GET", "tariffs/green_2027");
        await walk.Step("refused.locations.tariff.none", "GET", $"locations/{home}/tariff");
        await walk.Step("locations.tariff.put", "PUT", $"locations/{home}/tariff", """
            {"tariffId":"green_2026","tariffIntervals":[{"name":"peak","weekdays":[0,1,2,3,4],"from":"07:00","to":"19:00"},{"name":"off-peak","weekdays":[5,6],"from":"00:00","to":"24:00"},{"name":"off-peak","weekdays":[0,1,2],"from":"22:00","to":"06:30"}]}
            """);
        await walk.Step("locations.tariff.get", "GET", $"locations/{home}/tariff");
        // The clocks have changed by then.
        house.Clock.Advance(TimeSpan.FromDays(60));
        await walk.Step("locations.tariff.get.summer", "GET", $"locations/{home}/tariff");
        await walk.Step("locations.tariff.put.gaps", "PUT", $"locations/{home}/tariff", """{"tariffId":"green_2026","tariffIntervals":[{"name":"peak","from":"17:00","to":"18:00"}]}""");
        await walk.Step("locations.tariff.get.gaps", "GET", $"locations/{home}/tariff");

        foreach (var (name, body) in new[]
        {
            ("overlap", """[{"name":"peak","from":"07:00","to":"19:00"},{"name":"off-peak","from":"18:59","to":"20:00"}]"""), ("rate", """[{"name":"cheap","from":"07:00","to":"19:00"}]"""),
            ("weekday", """[{"name":"peak","weekdays":[7],"from":"07:00","to":"19:00"}]"""), ("time", """[{"name":"peak","from":"7:00","to":"19:00"}]"""),
            ("end", """[{"name":"peak","from":"07:00","to":"24:01"}]"""), ("empty", """[{"name":"peak","from":"07:00","to":"07:00"}]"""),
        })
            await walk.Step($"refused.locations.tariff.{name}", "PUT", $"locations/{home}/tariff", $$"""{"tariffId":"green_2026","tariffIntervals":{{body}}}""");
        await walk.Step("refused.locations.tariff.unknown", "PUT", $"locations/{home}/tariff", """{"tariffId":"green_2027","tariffIntervals":[]}""");
        await walk.Step("refused.locations.tariff.location", "PUT", $"locations/{Nowhere}/tariff", """{"tariffId":"green_2026","tariffIntervals":[]}""");
        await walk.Step("refused.locations.tariff.location.get", "GET", $"locations/{Nowhere}/tariff");
        await walk.Step("refused.tariffs.id", "PUT", "tariffs/green%202026", """[{"name":"peak","cost":"0.45"}]""");
        await walk.Step("refused.tariffs.cost", "PUT", "tariffs/green_2026", """[{"name":"peak","cost":"0,45"}]""");
        await walk.Step("refused.tariffs.number", "PUT", "tariffs/green_2026", """[{"name":"peak","cost":0.45}]""");
        await walk.Step("refused.tariffs.twice", "PUT", "tariffs/green_2026", """[{"name":"peak","cost":"0.45"},{"name":"peak","cost":"0.5"}]""");
        foreach (var (place, area) in new[] { ("Europe/Oslo", "NO1"), (home, "NO3") }) Assert.Null(await house.House.Get<SetPriceArea>().Set(place, area));
        Assert.Equal("NO3", await house.House.Get<Database>().Read(async db => await PriceAreaTable.Of(db, (await LocationTable.Find(db, Guid.Parse(home)))!)));
        await walk.Step("locations.tariff.location.gone", "DELETE", $"locations/{home}");
        Assert.Empty(await EveryTable.Holding(house.House.Get<Database>(), home));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_consumed_is_told_with_its_cost(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, easee, tesla) = (await house.EnodeWalk(), house.Brands.Easee, house.Brands.Tesla);
        var (user, home) = await Home(house, walk, "statistics");
        var (charger, car) = (await Linked(house, easee, "chargers"), await Link(house, tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1", "Bluebird"), user));
        var pump = await Link(house, house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "pump-1", "N-1"), user);
        await walk.Step("statistics.chargers.place", "PUT", $"chargers/{charger}", $$"""{"locationId":"{{home}}"}""");
        await walk.Step("statistics.none", "GET", $"users/{user}/statistics/charging?startDate=2026-02-01&type=charger");
        var day = house.Clock.Now.Date;
        Assert.True((await house.House.Get<ImportPrices>().Import($"{PriceFile.Heading}\nNO1,{day:yyyy-MM-dd}T09:00Z,60,NOK,0.8\nNO1,{day:yyyy-MM-dd}T10:00Z,60,NOK,1.2\n")).Ok(out _, out _));
        Assert.Null(await house.House.Get<SetPriceArea>().Set("Europe/Oslo", "NO1"));
        await walk.Step("statistics.tariffs.put", "PUT", "tariffs/evening", """[{"name":"high","cost":"2"}]""");
        // Half of the charge is the tariff's, half the market's.
        await walk.Step("statistics.tariffs.place", "PUT", $"locations/{home}/tariff", """{"tariffId":"evening","tariffIntervals":[{"name":"high","from":"10:00","to":"10:30"}]}""");

        easee.Measure("charger-1", (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.Power, 0), (Signal.EnergyIn, 100));
        await Advance(house, At(day, 9, 0));
        for (var ten = 0; ten <= 6; ten++)
        {
            easee.Measure(
                "charger-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, ten < 6), (Signal.ChargeState, ten < 6 ? ChargeStates.Charging : ChargeStates.Complete), (Signal.Power, ten < 6 ? 6_000 : 0), (Signal.EnergyIn, 100 + ten));
            tesla.Measure(
                "car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, ten < 6), (Signal.ChargeState, ten < 6 ? ChargeStates.Charging : ChargeStates.Complete), (Signal.Power, ten < 6 ? 5_700 : 0),
                (Signal.Latitude, 59.9105), (Signal.Longitude, 10.7502));
            house.Brands.Nibe.Measure("pump-1", (Signal.Power, ten is 2 or 3 ? 900 : 0));
            await Advance(house, At(day, 9, 10 * (ten + 1)));
        }
        easee.Measure("charger-1", (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.Power, 0), (Signal.EnergyIn, 106));
        tesla.Measure("car-1", (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.Power, 0));
        await Advance(house, At(day, 11, 30));

        var span = $"startDate={day:yyyy-MM-dd}&endDate={day.AddDays(2):yyyy-MM-dd}";
        await walk.Step("statistics.charger", "GET", $"users/{user}/statistics/charging?{span}&type=charger");
        var quarters = await walk.Step("statistics.charger.quarters", "GET", $"users/{user}/statistics/charging?{span}&type=charger&resolution=QUARTER_HOUR&id={charger}");
        Assert.Equal(6, quarters.EnumerateArray().Sum(quarter => quarter.GetProperty("kwhSum").GetDouble()), 6);
        await walk.Step("statistics.charger.home", "GET", $"users/{user}/statistics/charging?{span}&type=charger&locationId={home}&resolution=MONTH");
        await walk.Step("statistics.charger.offset", "GET", $"users/{user}/statistics/charging?{span}&type=charger&utcOffset=-9.5");
        await walk.Step("statistics.vehicle.home", "GET", $"users/{user}/statistics/charging?{span}&type=vehicle&locationId={home}&id={car}&resolution=HOUR");
        await walk.Step("statistics.hvac", "GET", $"users/{user}/statistics/charging?{span}&type=hvac&resolution=YEAR");
        await walk.Step("statistics.sessions.charger", "GET", $"users/{user}/statistics/charging/sessions?{span}&type=charger");
        // A session that only touches the span is told whole, with its whole cost; of buckets the span is all.
        var middle = $"startDate={day:yyyy-MM-dd}T09:20:00Z&endDate={day:yyyy-MM-dd}T09:25:00Z";
        await walk.Step("statistics.sessions.touched", "GET", $"users/{user}/statistics/charging/sessions?{middle}&type=charger");
        await walk.Step("statistics.charger.middle", "GET", $"users/{user}/statistics/charging?{middle}&type=charger");
        await walk.Step("statistics.sessions.vehicle", "GET", $"users/{user}/statistics/charging/sessions?{span}&type=vehicle&locationId={home}");
        await walk.Step("statistics.sessions.hvac", "GET", $"users/{user}/statistics/charging/sessions?{span}&type=hvac&id={pump}");
        await walk.Step("statistics.sessions.before", "GET", $"users/{user}/statistics/charging/sessions?startDate=2020-01-01&endDate=2020-01-02&type=charger");

        foreach (var path in new[] { "charging", "charging/sessions" })
        {
            var name = "refused.statistics." + path.Replace('/', '.');
            await walk.Step($"{name}.user", "GET", $"users/nobody/statistics/{path}?{span}&type=charger");
            await walk.Step($"{name}.id", "GET", $"users/{user}/statistics/{path}?{span}&type=charger&id={car}");
            await walk.Step($"{name}.location", "GET", $"users/{user}/statistics/{path}?{span}&type=charger&locationId={Nowhere}");
            await walk.Step($"{name}.type", "GET", $"users/{user}/statistics/{path}?{span}");
            await walk.Step($"{name}.start", "GET", $"users/{user}/statistics/{path}?type=charger");
            await walk.Step($"{name}.end", "GET", $"users/{user}/statistics/{path}?startDate=2026-03-02&endDate=2026-03-01&type=charger");
        }
        await walk.Step("refused.statistics.charging.resolution", "GET", $"users/{user}/statistics/charging?{span}&type=charger&resolution=day");
        await walk.Step("refused.statistics.charging.offset", "GET", $"users/{user}/statistics/charging?{span}&type=charger&utcOffset=15");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Houses_are_systems_that_make_use_and_store(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, huawei, tesla, fluvius) = (await house.EnodeWalk(), house.Brands.Huawei, house.Brands.Tesla, house.Brands.Fluvius);
        var (user, _) = await Home(house, walk, "hem");
        await walk.Step("hem.list.none", "GET", "hem-systems");
        var plant = await Link(house, huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "NE=123", "SUN2000"), user);
        var inverter = await Link(house, huawei, FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K"), user);
        var battery = await Link(house, tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW-1", "Powerwall"), user);
        var meter = await Link(house, fluvius, FakeBrands.Thing(DeviceKind.Meter, "meter-1", "541448800000000001"), user);
        await house.House.Get<Database>().Write(db => db.ExecuteAsync("update devices set parent_id = @plant where id = @inverter or id = @battery or id = @meter", new { plant, inverter, battery, meter }));
        await walk.Step("hem.get.unheard", "GET", $"hem-systems/{plant}");
        await walk.Step("refused.hem.statistics.unheard", "GET", $"hem-systems/{plant}/statistics?interval={house.Clock.Now:yyyy-MM-dd}");

        var day = house.Clock.Now.Date;
        await Advance(house, At(day, 11, 0));
        for (var ten = 0; ten <= 6; ten++)
        {
            huawei.Measure("plant-1", (Signal.Latitude, 59.9105), (Signal.Longitude, 10.7502));
            huawei.Measure("inverter-1", (Signal.Power, -4_200), (Signal.EnergyOut, 1_000 + 0.7 * ten), (Signal.Latitude, 59.9105), (Signal.Longitude, 10.7502));
            tesla.Measure("wall-1", (Signal.Power, 1_500), (Signal.StateOfCharge, 50 + ten), (Signal.BatteryCapacity, 13.5));
            fluvius.Measure("meter-1", (Signal.Power, -1_200), (Signal.EnergyIn, 1_000), (Signal.EnergyOut, 2_000 + 0.2 * ten));
            await Advance(house, At(day, 11, 10 * (ten + 1)));
        }
        await walk.Step("hem.get", "GET", $"hem-systems/{plant}");
        await walk.Step("hem.list", "GET", "hem-systems");
        await walk.Step("hem.list-of-user", "GET", $"users/{user}/hem-systems");
        await walk.Step("hem.statistics.day", "GET", $"hem-systems/{plant}/statistics?interval={day:yyyy-MM-dd}");
        await walk.Step("hem.statistics.month", "GET", $"hem-systems/{plant}/statistics?interval={day:yyyy-MM}");
        await walk.Step("inverters.statistics.day.running", "GET", $"inverters/{inverter}/statistics?year={day.Year}&month={day.Month}&day={day.Day}");
        await walk.Step("inverters.statistics.month.running", "GET", $"inverters/{inverter}/statistics?year={day.Year}&month={day.Month}");
        await Advance(house, At(day.AddDays(1), 0, 0));
        await walk.Step("inverters.statistics.day", "GET", $"inverters/{inverter}/statistics?year={day.Year}&month={day.Month}&day={day.Day}");

        await walk.Step("refused.hem.get", "GET", $"hem-systems/{Nowhere}");
        await walk.Step("refused.hem.get.part", "GET", $"hem-systems/{inverter}");
        await walk.Step("refused.hem.list-of-user", "GET", "users/nobody/hem-systems");
        await walk.Step("refused.hem.statistics", "GET", $"hem-systems/{Nowhere}/statistics?interval={day:yyyy-MM-dd}");
        await walk.Step("refused.hem.statistics.missing", "GET", $"hem-systems/{plant}/statistics");
        await walk.Step("refused.hem.statistics.form", "GET", $"hem-systems/{plant}/statistics?interval=2026-02-30");
        await walk.Step("refused.hem.statistics.before", "GET", $"hem-systems/{plant}/statistics?interval=2020-01");
        await walk.Step("refused.inverters.statistics", "GET", $"inverters/{Nowhere}/statistics?year=2026&month=3");
        await walk.Step("refused.inverters.statistics.before", "GET", $"inverters/{inverter}/statistics?year=2020&month=1&day=1");
        await walk.Step("refused.inverters.statistics.day", "GET", $"inverters/{inverter}/statistics?year=2026&month=2&day=30");
        await walk.Step("refused.inverters.statistics.month", "GET", $"inverters/{inverter}/statistics?year=2026&month=13");
        await walk.Step("refused.inverters.statistics.missing", "GET", $"inverters/{inverter}/statistics?year=2026");
    }

    /// <summary>A user with a charger, and a location of the user's in Oslo.</summary>
    private static async Task<(string User, string Home)> Home(ConnectHouse house, GoldenWalk walk, string name)
    {
        await Linked(house, house.Brands.Easee, name);
        var user = (await walk.Step($"{name}.users", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString()!;
        var home = await walk.Step($"{name}.locations.create", "POST", $"users/{user}/locations", """{"name":"Home","latitude":59.91,"longitude":10.75,"timezoneName":"Europe/Oslo"}""");
        return (user, home.GetProperty("id").GetString()!);
    }

    private static async Task<Guid> Linked(ConnectHouse house, FakeVendor easee, string name)
    {
        var found = await house.House.Get<Database>().Read(db => db.QueryFirstOrDefaultAsync<string?>("select id from devices where vendor_id = 'charger-1'"));
        return found is not null ? Guid.Parse(found) : await Link(house, easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", $"EH-{name}"));
    }

    private static Task<Guid> Link(ConnectHouse house, FakeVendor vendor, FoundDevice device, string? user = null) => house.Link(vendor, device, request: JsonSerializer.Serialize(new
    {
        type = device.Kind.ToString(), brand = vendor.Brand.Name, identifier = device.Identifier, properties = new { flow = "B2C" }, owner = user,
    }, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull }));

    private static DateTimeOffset At(DateTime day, int hour, int minutes) => new DateTimeOffset(day, TimeSpan.Zero).AddHours(hour).AddMinutes(minutes);

    /// <summary>What is due now is done, and then it is later.</summary>
    private static async Task Advance(ConnectHouse house, DateTimeOffset until)
    {
        await house.House.RunDue();
        house.Clock.Advance(until - house.Clock.Now);
    }
}
