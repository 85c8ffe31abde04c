using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class AggregationGoldenTests
{
    private const string Day = "start=2026-02-28T00:00Z&end=2026-03-01T00:00Z";

    [Theory, OnSqlite, OnPostgres]
    public async Task Readings_are_put_together_by_interval_and_in_all(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var meter = await Meter(house);

        var first = await walk.Step("aggregations.list.first", "GET", $"entities/{meter}/aggregations?{Day}&resolution=PT1H&pageSize=2");
        await walk.Step("aggregations.list.last", "GET", $"entities/{meter}/aggregations?{Day}&resolution=PT1H&pageSize=2&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("aggregations.list.cut", "GET", $"entities/{meter}/aggregations?start=2026-02-28T10:05Z&end=2026-02-28T10:25Z&resolution=00:15:00");
        await walk.Step("aggregations.list.none", "GET", $"entities/{meter}/aggregations?start=2020-01-01&end=2020-02-01&resolution=P1D");
        await walk.Step("aggregations.total", "GET", $"entities/{meter}/aggregations/total?{Day}");
        await walk.Step("aggregations.total.nothing", "GET", $"entities/{meter}/aggregations/total?start=2020-01-01&end=2020-02-01");

        await walk.Step("refused.resolution.month", "GET", $"entities/{meter}/aggregations?{Day}&resolution=P1M");
        await walk.Step("refused.resolution.short", "GET", $"entities/{meter}/aggregations?{Day}&resolution=PT30S");
        await walk.Step("refused.resolution.form", "GET", $"entities/{meter}/aggregations?{Day}&resolution=hourly");
        await walk.Step("refused.total.no-end", "GET", $"entities/{meter}/aggregations/total?start=2026-02-28");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_that_gives_nothing_back_has_one_direction(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var at = house.Clock.Now.AddHours(-2);
        house.Brands.Tesla.Answer("car-1", new ReadAnswer([.. Enumerable.Range(0, 8).SelectMany(i => new Observation[]
        {
            new(Signal.Power, i < 4 ? 7000 : 0, at.AddMinutes(15 * i)), new(Signal.StateOfCharge, 50 + (2 * i), at.AddMinutes(15 * i)), new(Signal.IsCharging, i < 4, at.AddMinutes(15 * i)),
            new(Signal.ChargeState, ChargeStates.Charging, at.AddMinutes(15 * i)), new(Signal.Latitude, 50.85, at.AddMinutes(15 * i)), new(Signal.Longitude, 4.35, at.AddMinutes(15 * i)),
        })]));
        await house.House.RunDue();
        await (await house.Walk()).Step("aggregations.list.ev", "GET", $"entities/{car}/aggregations?start={at:yyyy-MM-ddTHH:mm:ss}Z");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_of_any_size_make_the_whole(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var meter = await Meter(house);
        var whole = await Starts(house, $"/connect/v1/entities/{meter}/aggregations?{Day}&resolution=PT5M&pageSize=1000");
        Assert.Equal(24 + 6, whole.Count);
        foreach (var size in new[] { 1, 7, 29, 30, 31 }) Assert.Equal(whole, await Starts(house, $"/connect/v1/entities/{meter}/aggregations?{Day}&resolution=PT5M&pageSize={size}"));
    }

    // An hour and a half of import that turns into export, a long silence, then one reading more.
    private static async Task<Guid> Meter(ConnectHouse house)
    {
        const string request = """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"B2C"}}""";
        var id = await house.Link(house.Brands.Fluvius, FakeBrands.Thing(DeviceKind.Meter, "M1", "541448800000000001"), request: request);
        var at = new DateTimeOffset(2026, 2, 28, 10, 5, 0, TimeSpan.Zero);
        var told = new List<Observation> { new(Signal.EnergyIn, 990.5, at.AddDays(-80)), new(Signal.EnergyOut, 200, at.AddDays(-80)) };
        for (var i = 0; i <= 9; i++)
        {
            var (now, watts) = (at.AddMinutes(10 * i), 3000 - (600 * i));
            told.AddRange([new(Signal.Power, watts, now), new(Signal.PowerL1, watts / 2.0, now), new(Signal.Voltage, 230 + i, now)]);
            if (i % 3 == 0) told.AddRange([new(Signal.EnergyIn, 1000 + i, now), new(Signal.EnergyInT1, 600 + i, now), new(Signal.EnergyOut, 200 + (i / 10.0), now), new(Signal.GasIn, 55 + i, now)]);
        }
        told.AddRange([new(Signal.Power, 500, at.AddHours(8)), new(Signal.EnergyIn, 1012.25, at.AddHours(8))]);
        house.Brands.Fluvius.Answer("M1", new ReadAnswer([.. told]));
        await house.House.RunDue();
        return id;
    }

    private static async Task<List<string>> Starts(ConnectHouse house, string address)
    {
        var starts = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(await house.Http.GetStringAsync(next));
            starts.AddRange(page.GetProperty("data").EnumerateArray().Select(item => item.GetRawText()));
            next = page.GetProperty("links").GetProperty("next").GetString();
        }
        return starts;
    }
}
