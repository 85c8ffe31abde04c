using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Prices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>Charging when it is cheap. It is Sunday, eight o'clock, and nine in Brussels, where the car is to be charged by five in the afternoon.</summary>
public sealed class SmartGoldenTests
{
    private static readonly Command start = new(CommandKind.StartCharging), stop = new(CommandKind.StopCharging);

    private const string Enable = """{"isEnabled":true,"deadline":"17:00","minimumChargeLimit":20}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_plan_is_made_changed_with_the_prices_and_carried_out(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, sent, car) = (await house.EnodeWalk(), house.Brands.Tesla.Sent, await house.Link(house.Brands.Tesla, Car()));
        await Measure(house, isCharging: true, level: 50, minutes: 150);
        await walk.Step("smart.policy.none", "GET", $"vehicles/{car}/smart-charging-policy");
        await walk.Step("smart.status.none", "GET", $"vehicles/{car}/smart-charging-status");
        await walk.Step("refused.smart.plan.none", "GET", $"vehicles/{car}/smart-charging-plans/latest");
        await walk.Step("refused.smart.deadline", "PUT", $"vehicles/{car}/smart-charging-policy", """{"isEnabled":true}""");
        await walk.Step("refused.smart.prices", "PUT", $"vehicles/{car}/smart-charging-policy", Enable);
        await MakeHome(house, walk, "smart");
        await Prices(house, 0.30, 0.30, 0.28, 0.10, 0.10, 0.12, 0.25, 0.25);
        await walk.Step("refused.smart.minimum", "PUT", $"vehicles/{car}/smart-charging-policy", """{"isEnabled":true,"deadline":"17:00","minimumChargeLimit":81}""");
        await walk.Step("refused.smart.minimum.range", "PUT", $"vehicles/{car}/smart-charging-policy", """{"minimumChargeLimit":101}""");
        await walk.Step("refused.smart.deadline.form", "PUT", $"vehicles/{car}/smart-charging-policy", """{"deadline":"24:00"}""");
        await walk.Step("smart.policy.set", "PUT", $"vehicles/{car}/smart-charging-policy", Enable);
        await walk.Step("smart.policy.get", "GET", $"vehicles/{car}/smart-charging-policy");
        await walk.Step("smart.status.stopping", "GET", $"vehicles/{car}/smart-charging-status");
        await house.House.RunDue();
        Assert.Equal([("car-1", stop)], sent);
        await Measure(house, isCharging: false, level: 50.5);
        var plan = (await walk.Step("smart.status.stopped", "GET", $"vehicles/{car}/smart-charging-status")).GetProperty("plan").GetProperty("id").GetString();
        await walk.Step("smart.plan.latest", "GET", $"vehicles/{car}/smart-charging-plans/latest");
        await walk.Step("smart.vehicle", "GET", $"vehicles/{car}");
        await walk.Step("refused.action.planned", "POST", $"vehicles/{car}/charging", """{"action":"START"}""");

        // The afternoon has become cheap, and the noon dear.
        await Prices(house, 0.30, 0.30, 0.28, 0.40, 0.40, 0.12, 0.05, 0.05);
        await house.House.RunDue();
        await walk.Step("smart.plan.renewed", "GET", $"vehicles/{car}/smart-charging-plans/{plan}");
        await house.House.Pass(At(13, 15) - house.Clock.Now, TimeSpan.FromMinutes(15));
        Assert.Single(sent);
        await house.House.Pass(TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(1));
        Assert.Equal(("car-1", start), sent[^1]);
        await Measure(house, isCharging: true, level: 51);
        await walk.Step("smart.status.started", "GET", $"vehicles/{car}/smart-charging-status");
        await Measure(house, isCharging: false, level: 80, after: 140, state: ChargeStates.Complete);
        await walk.Step("smart.status.finished", "GET", $"vehicles/{car}/smart-charging-status");
        await Measure(house, isCharging: false, level: 80, state: ChargeStates.Unplugged);
        await walk.Step("smart.status.considering", "GET", $"vehicles/{car}/smart-charging-status");
        Assert.Equal(2, sent.Count);
        await walk.Step("smart.policy.disable", "PUT", $"vehicles/{car}/smart-charging-policy", """{"isEnabled":false}""");
        await walk.Step("smart.status.disabled", "GET", $"vehicles/{car}/smart-charging-status");
        foreach (var (name, path) in new[] { ("policy", "smart-charging-policy"), ("status", "smart-charging-status"), ("plan", "smart-charging-plans/latest") })
            await walk.Step($"refused.smart.{name}", "GET", $"vehicles/0199f3a2-0000-7000-8000-000000000001/{path}");
        await walk.Step("refused.smart.plan.id", "GET", $"vehicles/{car}/smart-charging-plans/42");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_override_charges_at_once_and_gives_control_back(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, sent, car) = (await house.EnodeWalk(), house.Brands.Tesla.Sent, await house.Link(house.Brands.Tesla, Car()));
        await Measure(house, isCharging: true, level: 50, minutes: 150);
        await MakeHome(house, walk, "override");
        await Prices(house, 0.30, 0.30, 0.28, 0.10, 0.10, 0.12, 0.25, 0.25);
        await walk.Step("override.policy", "PUT", $"vehicles/{car}/smart-charging-policy", Enable);
        await house.House.RunDue();
        await Measure(house, isCharging: false, level: 50.5);

        await walk.Step("refused.override.end", "DELETE", $"vehicles/{car}/smart-override");
        await walk.Step("override.start", "POST", $"vehicles/{car}/smart-override");
        await walk.Step("override.start.again", "POST", $"vehicles/{car}/smart-override");
        await house.House.RunDue();
        Assert.Equal([("car-1", stop), ("car-1", start)], sent);
        await Measure(house, isCharging: true, level: 51, minutes: 145);
        await walk.Step("override.status", "GET", $"vehicles/{car}/smart-charging-status");
        await walk.Step("override.end", "DELETE", $"vehicles/{car}/smart-override");
        await house.House.RunDue();
        Assert.Equal([("car-1", stop), ("car-1", start), ("car-1", stop)], sent);
        await Measure(house, isCharging: false, level: 51);
        await walk.Step("override.status.after", "GET", $"vehicles/{car}/smart-charging-status");

        // What an owner does by hand wins; unplugged, the plan is over.
        await Measure(house, isCharging: true, level: 52, minutes: 140);
        await walk.Step("override.status.by-hand", "GET", $"vehicles/{car}/smart-charging-status");
        Assert.Equal(3, sent.Count);
        await Measure(house, isCharging: false, level: 53, state: ChargeStates.Unplugged);
        await Measure(house, isCharging: true, level: 53, minutes: 130);
        Assert.Equal(4, sent.Count);
        await Measure(house, isCharging: false, level: 53);
        await Measure(house, isCharging: false, level: 53, state: ChargeStates.Unplugged);
        await walk.Step("override.status.unplugged", "GET", $"vehicles/{car}/smart-charging-status");
        await walk.Step("refused.override.unknown", "POST", "vehicles/0199f3a2-0000-7000-8000-000000000001/smart-override");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_charger_charges_for_so_long_as_it_was_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, easee) = (await house.EnodeWalk(), house.Brands.Easee);
        var charger = await house.Link(easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1", commands: [CommandKind.StartCharging, CommandKind.StopCharging]));
        await Charge(isCharging: true);
        var home = await MakeHome(house, walk, "smart.charger");
        await walk.Step("smart.charger.place", "PUT", $"chargers/{charger}", $$"""{"locationId":"{{home}}"}""");
        await Prices(house, 0.30, 0.30, 0.28, 0.10, 0.10, 0.12, 0.25, 0.25);
        await walk.Step("smart.charger.policy.none", "GET", $"chargers/{charger}/smart-charging-policy");
        await walk.Step("smart.charger.status.none", "GET", $"chargers/{charger}/smart-charging-status");
        await walk.Step("refused.smart.charger.duration", "PUT", $"chargers/{charger}/smart-charging-policy", """{"isEnabled":true,"deadline":"17:00"}""");
        await walk.Step("refused.smart.charger.duration.form", "PUT", $"chargers/{charger}/smart-charging-policy", """{"chargingDuration":"00:00"}""");
        await walk.Step("smart.charger.policy.set", "PUT", $"chargers/{charger}/smart-charging-policy", """{"isEnabled":true,"deadline":"17:00","chargingDuration":"02:00"}""");
        await house.House.RunDue();
        Assert.Equal([("charger-1", stop)], easee.Sent);
        await Charge(isCharging: false);
        await walk.Step("smart.charger.status.paused", "GET", $"chargers/{charger}/smart-charging-status");
        await walk.Step("smart.charger.override", "POST", $"chargers/{charger}/smart-override");
        await house.House.RunDue();
        await Charge(isCharging: true);
        await walk.Step("smart.charger.status.charging", "GET", $"chargers/{charger}/smart-charging-status");
        // It stops, and with that the override ends.
        await Charge(isCharging: false);
        await walk.Step("refused.smart.charger.override.over", "DELETE", $"chargers/{charger}/smart-override");
        await Charge(isCharging: false, isPluggedIn: false);
        await walk.Step("smart.charger.status.unplugged", "GET", $"chargers/{charger}/smart-charging-status");
        await walk.Step("refused.smart.charger.unknown", "GET", "chargers/0199f3a2-0000-7000-8000-000000000001/smart-charging-status");

        async Task Charge(bool isCharging, bool isPluggedIn = true)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(2));
            easee.Measure(
                "charger-1", (Signal.IsPluggedIn, isPluggedIn), (Signal.IsCharging, isCharging), (Signal.ChargeState, isCharging ? ChargeStates.Charging : isPluggedIn ? ChargeStates.Idle : ChargeStates.Unplugged),
                (Signal.Power, isCharging ? 7_200 : 0));
            await house.Hint();
        }
    }

    private static FoundDevice Car() => FakeBrands.Car("5YJ3E7EA7KF317000", "car-1");

    private static async Task<string?> MakeHome(ConnectHouse house, GoldenWalk walk, string name)
    {
        var user = (await walk.Step($"{name}.users", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString();
        var home = (await walk.Step($"{name}.locations.create", "POST", $"users/{user}/locations", """{"name":"Home","latitude":50.8466,"longitude":4.3667,"timezoneName":"Europe/Brussels"}""")).GetProperty("id").GetString();
        Assert.Null(await house.House.Get<SetPriceArea>().Set("Europe/Brussels", "BE"));
        return home;
    }

    /// <summary>From eight o'clock, hour by hour.</summary>
    private static async Task Prices(ConnectHouse house, params double[] hours)
    {
        var lines = hours.Select((price, i) => FormattableString.Invariant($"BE,{At(8 + i, 0):yyyy-MM-dd'T'HH:mm:ss'Z'},60,EUR,{price}"));
        Assert.Null((await house.House.Get<ImportPrices>().Import(string.Join('\n', [PriceFile.Heading, .. lines]))).Fault);
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero);

    private static async Task Measure(ConnectHouse house, bool isCharging, double level, double? minutes = null, int after = 2, string? state = null)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(after));
        var told = state ?? (isCharging ? ChargeStates.Charging : ChargeStates.Idle);
        List<(Signal, Value)> values =
        [
            (Signal.IsPluggedIn, told is not ChargeStates.Unplugged), (Signal.IsCharging, isCharging), (Signal.ChargeState, told), (Signal.Power, isCharging ? 7_200 : 0), (Signal.StateOfCharge, level),
            (Signal.TargetStateOfCharge, 80), (Signal.Latitude, 50.8471), (Signal.Longitude, 4.3667),
        ];
        if (minutes is { } known) values.Add((Signal.ChargeTimeRemaining, known));
        house.Brands.Tesla.Measure("car-1", [.. values]);
        await house.Hint();
    }
}
