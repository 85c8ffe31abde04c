using Busbar.Core.Devices;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class ChargeSessionGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Finished_charges_are_listed_once_the_feature_is_on(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, brands) = (await house.Walk(), house.Brands);
        var car = await house.Link(brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var pump = await house.Link(brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1"));
        for (var night = 0; night < 2; night++) await Charge(house, night);

        const string window = "start=2026-03-01T00:00Z&end=2026-03-05T00:00Z";
        await walk.Step("charge-sessions.not-active", "GET", $"entities/{car}/charge-sessions?{window}");
        await walk.Step("charge-sessions.not-supported", "GET", $"entities/{pump}/charge-sessions?{window}");

        await house.Call("PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        var first = await walk.Step("charge-sessions.list.first", "GET", $"entities/{car}/charge-sessions?{window}&pageSize=1");
        await walk.Step("charge-sessions.list.last", "GET", $"entities/{car}/charge-sessions?{window}&pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("charge-sessions.list.none", "GET", $"entities/{car}/charge-sessions?start=2026-03-04&end=2026-03-05");
    }

    // The first night with power, level and range; the second with a level and a capacity alone.
    private static async Task Charge(ConnectHouse house, int night)
    {
        for (var step = 0; step <= 6; step++)
        {
            var charging = step is >= 1 and <= 4;
            List<(Signal, Value)> values = [(Signal.IsPluggedIn, step < 6), (Signal.IsCharging, charging), (Signal.StateOfCharge, 50 + 10 * Math.Clamp(step - 1, 0, 4))];
            if (night == 0) values.AddRange([(Signal.Power, charging ? 11_000 : 0), (Signal.Range, 200 + 40 * Math.Clamp(step - 1, 0, 4)), (Signal.Latitude, 50.85), (Signal.Longitude, 4.35)]);
            else values.Add((Signal.BatteryCapacity, 60));
            house.Brands.Tesla.Measure("car-1", [.. values]);
            await house.House.Pass(TimeSpan.FromMinutes(15));
        }
        await house.House.Pass(TimeSpan.FromHours(12), TimeSpan.FromMinutes(30));
    }
}
