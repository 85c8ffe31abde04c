using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>Schedules, from their making to their end. It is Sunday, eight o'clock, and nine in Brussels.</summary>
public sealed class ScheduleGoldenTests
{
    private const string Nights = """[{"shouldCharge":true,"hourMinute":{"from":"22:00","to":"06:00"},"weekdays":[0,1,2,3,6]}]""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_vehicle_charges_at_home_by_its_schedule(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var user = (await walk.Step("schedules.users", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString();
        var home = (await walk.Step("schedules.locations.create", "POST", $"users/{user}/locations", """{"name":"Home","latitude":50.8466,"longitude":4.3667,"timezoneName":"Europe/Brussels"}""")).GetProperty("id").GetString();
        await Measure(house, isCharging: true);
        var id = await Made("schedules.create", "true", $"\"{home}\"", "false", Nights);
        await house.House.RunDue();
        Assert.Equal([("car-1", new Command(CommandKind.StopCharging))], tesla.Sent);
        await walk.Step("schedules.status.pending", "GET", $"schedules/{id}/status");
        await walk.Step("refused.action.scheduled", "POST", $"vehicles/{car}/charging", """{"action":"START"}""");
        await Measure(house, isCharging: false);
        await walk.Step("schedules.status.aligned", "GET", $"schedules/{id}/status");
        await walk.Step("schedules.get", "GET", $"schedules/{id}");

        // At ten in the evening by the clock in Brussels.
        house.Clock.Advance(new DateTimeOffset(2026, 3, 1, 20, 59, 59, TimeSpan.Zero) - house.Clock.Now);
        await house.House.RunDue();
        Assert.Single(tesla.Sent);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.House.RunDue();
        Assert.Equal(new Command(CommandKind.StartCharging), tesla.Sent[^1].Command);
        await Measure(house, isCharging: true);
        await walk.Step("schedules.status.charging", "GET", $"schedules/{id}/status");

        // An owner who stops it by hand is answered once in half an hour, not at once.
        await Measure(house, isCharging: false);
        Assert.Equal(2, tesla.Sent.Count);
        await walk.Step("schedules.status.misaligned", "GET", $"schedules/{id}/status");
        await Measure(house, isCharging: false, after: 31);
        Assert.Equal(3, tesla.Sent.Count);
        await Measure(house, isCharging: true);

        await Measure(house, isCharging: true, latitude: 50.9);
        await walk.Step("schedules.status.away", "GET", $"schedules/{id}/status");
        await walk.Step("schedules.charge.away", "POST", $"vehicles/{car}/charging", """{"action":"STOP"}""");
        await walk.Step("schedules.update", "PUT", $"schedules/{id}", """{"isEnabled":false,"rules":[{"shouldCharge":true,"fromTimestamp":"2026-03-02T00:00:00Z","toTimestamp":"2026-03-02T04:00:00Z"}]}""");
        await walk.Step("schedules.status.disabled", "GET", $"schedules/{id}/status");

        var other = await Made("schedules.create.anywhere", "false", "null", "true", "[]");
        await walk.Step("schedules.list", "GET", $"users/{user}/schedules");
        await walk.Step("schedules.update.enable", "PUT", $"schedules/{other}", """{"isEnabled":true,"locationId":null}""");
        await walk.Step("schedules.update.enable.other", "PUT", $"schedules/{id}", """{"isEnabled":true}""");
        await walk.Step("schedules.get.replaced", "GET", $"schedules/{other}");
        await walk.Step("schedules.delete", "DELETE", $"schedules/{id}");
        await walk.Step("refused.schedules.get", "GET", $"schedules/{id}");
        await walk.Step("refused.schedules.status", "GET", $"schedules/{id}/status");
        await walk.Step("refused.schedules.update.gone", "PUT", $"schedules/{id}", "{}");
        await walk.Step("refused.schedules.delete", "DELETE", $"schedules/{id}");

        await walk.Step("refused.schedules.list", "GET", "users/nobody/schedules");
        await walk.Step("refused.schedules.user", "POST", "users/nobody/schedules", Body("true", "null", "false", "[]"));
        foreach (var (name, body) in new[]
        {
            ("target", Body("true", "null", "false", "[]").Replace(car.ToString(), "0199f3a2-0000-7000-8000-000000000001")), ("type", Body("true", "null", "false", "[]").Replace("vehicle", "charger")),
            ("location", Body("true", "\"0199f3a2-0000-7000-8000-000000000001\"", "false", "[]")), ("location.missing", Body("true", "null", "false", "[]").Replace("\"locationId\":null,", "")),
            ("default", Body("true", "null", "false", "[]").Replace("\"defaultShouldCharge\":false,", "")), ("rule", Body("true", "null", "false", """[{"weekdays":[0]}]""")),
            ("rule.temperature", Body("true", "null", "false", """[{"shouldCharge":true,"targetState":{"holdType":"SCHEDULED"}}]""")),
            ("time", Body("true", "null", "false", """[{"shouldCharge":true,"hourMinute":{"from":"24:00","to":"01:00"}}]""")), ("time.same", Body("true", "null", "false", """[{"shouldCharge":true,"hourMinute":{"from":"06:00","to":"06:00"}}]""")),
            ("weekday", Body("true", "null", "false", """[{"shouldCharge":true,"weekdays":[7]}]""")),
            ("timestamps", Body("true", "null", "false", """[{"shouldCharge":true,"fromTimestamp":"2026-03-02T04:00:00Z","toTimestamp":"2026-03-02T04:00:00Z"}]""")),
        }) await walk.Step($"refused.schedules.create.{name}", "POST", $"users/{user}/schedules", body);
        await walk.Step("refused.schedules.update.target", "PUT", $"schedules/{other}", """{"targetId":"0199f3a2-0000-7000-8000-000000000001"}""");

        async Task<string?> Made(string name, string isEnabled, string location, string otherwise, string rules) =>
            (await walk.Step(name, "POST", $"users/{user}/schedules", Body(isEnabled, location, otherwise, rules))).GetProperty("id").GetString();

        string Body(string isEnabled, string location, string otherwise, string rules) =>
            $$"""{"targetId":"{{car}}","targetType":"vehicle","locationId":{{location}},"isEnabled":{{isEnabled}},"defaultShouldCharge":{{otherwise}},"rules":{{rules}}}""";
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_heat_pump_holds_what_its_schedule_says(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, nibe) = (await house.EnodeWalk(), house.Brands.Nibe);
        var pump = await house.Link(nibe, FakeBrands.Thing(DeviceKind.HeatPump, "pump-1", "NB1", commands: [CommandKind.HoldHeat, CommandKind.HoldOff, CommandKind.FollowSchedule]));
        nibe.Measure("pump-1", (Signal.IsHeld, false), (Signal.ThermostatMode, ThermostatModes.Heat), (Signal.TargetTemperature, 21));
        await house.House.RunDue();
        var user = (await walk.Step("schedules.hvac.users", "GET", "users")).GetProperty("data")[0].GetProperty("id").GetString();
        var id = (await walk.Step("schedules.hvac.create", "POST", $"users/{user}/schedules", $$"""
            {"targetId":"{{pump}}","targetType":"hvac","isEnabled":true,"defaultTargetState":{"holdType":"SCHEDULED"},
             "rules":[{"targetState":{"holdType":"PERMANENT","mode":"HEAT","heatSetpoint":18.5},"hourMinute":{"from":"09:00","to":"16:00"},"weekdays":[0,1,2,3,4,5,6]}]}
            """)).GetProperty("id").GetString();
        await walk.Step("schedules.hvac.status.aligned", "GET", $"schedules/{id}/status");
        Assert.Empty(nibe.Sent);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await house.House.RunDue();
        Assert.Equal([("pump-1", new Command(CommandKind.HoldHeat, 18.5))], nibe.Sent);
        await walk.Step("schedules.hvac.status.pending", "GET", $"schedules/{id}/status");
        await walk.Step("refused.hvac.scheduled.hold", "POST", $"hvacs/{pump}/permanent-hold", """{"mode":"OFF"}""");
        await walk.Step("refused.hvac.scheduled.follow", "POST", $"hvacs/{pump}/follow-schedule");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        nibe.Measure("pump-1", (Signal.IsHeld, true), (Signal.ThermostatMode, ThermostatModes.Heat), (Signal.TargetTemperature, 18.5));
        await house.House.RunDue();
        await walk.Step("schedules.hvac.status.held", "GET", $"schedules/{id}/status");
        foreach (var (name, state) in new[] { ("mode", """{"holdType":"PERMANENT"}"""), ("setpoint", """{"holdType":"PERMANENT","mode":"HEAT"}"""), ("scheduled", """{"holdType":"SCHEDULED","mode":"OFF"}""") })
            await walk.Step($"refused.schedules.hvac.{name}", "PUT", $"schedules/{id}", $$"""{"defaultTargetState":{{state}}}""");
    }

    private static async Task Measure(ConnectHouse house, bool isCharging, double latitude = 50.8471, int after = 2)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(after));
        house.Brands.Tesla.Measure(
            "car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, isCharging), (Signal.ChargeState, isCharging ? ChargeStates.Charging : ChargeStates.Idle), (Signal.Power, isCharging ? 7_200 : 0),
            (Signal.StateOfCharge, 40), (Signal.Latitude, latitude), (Signal.Longitude, 4.3667));
        await house.Hint();
    }
}
