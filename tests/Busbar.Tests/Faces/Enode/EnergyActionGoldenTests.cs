using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What heat pumps, batteries and chargers are told beside starting and stopping.</summary>
public sealed class EnergyActionGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_heat_pump_holds_what_it_is_told_until_it_follows_its_schedule_again(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, nibe) = (await house.EnodeWalk(), house.Brands.Nibe);
        (nibe.Ranges[CommandKind.HoldHeat], nibe.Ranges[CommandKind.HoldCool], nibe.Ranges[CommandKind.HoldBetween]) = ((10, 28), (18, 30), (10, 30));
        var pump = await house.Link(nibe, FakeBrands.Thing(
            DeviceKind.HeatPump, "pump-1", "HP1", "F2040", commands: [CommandKind.HoldHeat, CommandKind.HoldCool, CommandKind.HoldBetween, CommandKind.HoldOff, CommandKind.FollowSchedule]));
        await Tell(house, ThermostatModes.Heat, 20, 25, isHeld: false);
        await walk.Step("hvacs.get.scheduled", "GET", $"hvacs/{pump}");
        await walk.Step("refused.hvac.scheduled", "POST", $"hvacs/{pump}/follow-schedule", "{}");
        var between = await Start("hvacs.hold.auto", """{"mode":"AUTO","heatSetpoint":19,"coolSetpoint":24.5}""");
        await house.House.RunDue();
        Assert.Equal([("pump-1", new Command(CommandKind.HoldBetween, 19, 24.5))], nibe.Sent);

        // The mode alone proves nothing.
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Tell(house, ThermostatModes.Auto, 20, 24.5, isHeld: true);
        await walk.Step("hvacs.action.get.sent", "GET", $"hvacs/actions/{between}");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Tell(house, ThermostatModes.Auto, 19, 24.5, isHeld: true);
        await walk.Step("hvacs.action.get.confirmed", "GET", $"hvacs/actions/{between}");
        await walk.Step("hvacs.get.held", "GET", $"hvacs/{pump}");
        await walk.Step("refused.hvac.held", "POST", $"hvacs/{pump}/permanent-hold", """{"mode":"AUTO","heatSetpoint":19,"coolSetpoint":24.5}""");

        var heat = await Start("hvacs.hold.heat", """{"mode":"HEAT","heatSetpoint":22}""");
        await Start("hvacs.hold.cool", """{"mode":"COOL","coolSetpoint":21}""");
        await walk.Step("hvacs.action.get.conflict", "GET", $"hvacs/actions/{heat}");
        var off = await Start("hvacs.hold.off", """{"mode":"OFF"}""");
        await walk.Step("hvacs.action.cancel", "POST", $"hvacs/actions/{off}/cancel");
        await walk.Step("hvacs.action.cancel.over", "POST", $"hvacs/actions/{off}/cancel");
        var schedule = (await walk.Step("hvacs.follow-schedule", "POST", $"hvacs/{pump}/follow-schedule")).GetProperty("id").GetString();
        await house.House.RunDue();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Tell(house, ThermostatModes.Heat, 20, 25, isHeld: false);
        await walk.Step("hvacs.follow-schedule.confirmed", "GET", $"hvacs/actions/{schedule}");

        await walk.Step("refused.hvac.range", "POST", $"hvacs/{pump}/permanent-hold", """{"mode":"HEAT","heatSetpoint":29}""");
        await walk.Step("refused.hvac.setpoint", "POST", $"hvacs/{pump}/permanent-hold", """{"mode":"COOL"}""");
        await walk.Step("refused.hvac.mode", "POST", $"hvacs/{pump}/permanent-hold", """{"mode":"UNKNOWN"}""");
        await walk.Step("refused.hvac.unknown", "POST", "hvacs/0199f3a2-0000-7000-8000-000000000001/permanent-hold", """{"mode":"OFF"}""");
        await walk.Step("refused.hvac.action.unknown", "GET", "hvacs/actions/0199f3a2-0000-7000-8000-000000000001");
        await walk.Step("refused.hvac.action.battery", "GET", $"batteries/actions/{schedule}");
        var plain = await house.Link(nibe, FakeBrands.Thing(DeviceKind.HeatPump, "pump-2", "HP2"), "bert");
        await walk.Step("refused.hvac.incapable", "POST", $"hvacs/{plain}/permanent-hold", """{"mode":"OFF"}""");

        async Task<string> Start(string name, string body) => (await walk.Step(name, "POST", $"hvacs/{pump}/permanent-hold", body)).GetProperty("id").GetString()!;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_battery_is_run_for_what_it_is_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var battery = await house.Link(tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW1", "Powerwall", commands: [CommandKind.FavourImport, CommandKind.RelyOnSelf, CommandKind.Rest]));
        await Mode(OperationModes.Self);
        await walk.Step("batteries.get.self", "GET", $"batteries/{battery}");
        await walk.Step("refused.battery.already", "POST", $"batteries/{battery}/operation-mode", """{"operationMode":"SELF_RELIANCE"}""");
        var import = (await walk.Step("batteries.mode", "POST", $"batteries/{battery}/operation-mode", """{"operationMode":"IMPORT_FOCUS"}""")).GetProperty("id").GetString();
        await house.House.RunDue();
        Assert.Equal([("wall-1", new Command(CommandKind.FavourImport))], tesla.Sent);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Mode(OperationModes.Import);
        await walk.Step("batteries.action.get.confirmed", "GET", $"batteries/actions/{import}");
        await walk.Step("batteries.action.cancel.over", "POST", $"batteries/actions/{import}/cancel");
        await walk.Step("batteries.get.import", "GET", $"batteries/{battery}");
        var rest = (await walk.Step("batteries.mode.idle", "POST", $"batteries/{battery}/operation-mode", """{"operationMode":"IDLE"}""")).GetProperty("id").GetString();
        await walk.Step("batteries.action.cancel", "POST", $"batteries/actions/{rest}/cancel");
        await walk.Step("refused.battery.incapable", "POST", $"batteries/{battery}/operation-mode", """{"operationMode":"EXPORT_FOCUS"}""");
        await walk.Step("refused.battery.mode", "POST", $"batteries/{battery}/operation-mode", """{"operationMode":"UNKNOWN"}""");
        await walk.Step("refused.battery.unknown", "POST", "batteries/0199f3a2-0000-7000-8000-000000000001/operation-mode", """{"operationMode":"IDLE"}""");
        await walk.Step("refused.battery.action.unknown", "POST", "batteries/actions/0199f3a2-0000-7000-8000-000000000001/cancel");

        async Task Mode(string mode)
        {
            tesla.Measure("wall-1", (Signal.Power, 0), (Signal.StateOfCharge, 55), (Signal.OperationMode, mode), (Signal.ReserveStateOfCharge, 20));
            await house.House.RunDue();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_power_is_set_by_the_current_that_it_comes_to(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, easee) = (await house.EnodeWalk(), house.Brands.Easee);
        var charger = await house.Link(easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1", commands: [CommandKind.SetMaxCurrent]));
        await walk.Step("refused.rate.phases", "POST", $"chargers/{charger}/charge-rate-limit", """{"chargeRateLimit":7.4}""");
        (Signal, Value)[] volts = [(Signal.VoltageL1, 231), (Signal.VoltageL2, 229), (Signal.VoltageL3, 230)];
        await Measure([.. volts, (Signal.IsCharging, false), (Signal.MaxCurrent, 16)]);
        var three = (await walk.Step("chargers.rate.three-phases", "POST", $"chargers/{charger}/charge-rate-limit", """{"chargeRateLimit":7.4}""")).GetProperty("id").GetString();
        await house.House.RunDue();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Measure([.. volts, (Signal.IsCharging, true), (Signal.CurrentL1, 10.6), (Signal.CurrentL2, 0), (Signal.CurrentL3, 0), (Signal.MaxCurrent, 10.6)]);
        await walk.Step("chargers.rate.confirmed", "GET", $"chargers/actions/{three}");
        await walk.Step("chargers.get.limited", "GET", $"chargers/{charger}");
        // A car that takes one phase gets the whole power on it.
        await walk.Step("chargers.rate.one-phase", "POST", $"chargers/{charger}/charge-rate-limit", """{"chargeRateLimit":3.7}""");
        await walk.Step("refused.rate.zero", "POST", $"chargers/{charger}/charge-rate-limit", """{"chargeRateLimit":0}""");
        await walk.Step("refused.rate.missing", "POST", $"chargers/{charger}/charge-rate-limit", "{}");
        await walk.Step("refused.rate.unknown", "POST", "chargers/0199f3a2-0000-7000-8000-000000000001/charge-rate-limit", """{"chargeRateLimit":7.4}""");

        async Task Measure((Signal, Value)[] values)
        {
            easee.Measure("charger-1", values);
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.House.RunDue();
        }
    }

    private static async Task Tell(ConnectHouse house, string mode, double heat, double cool, bool isHeld)
    {
        house.Brands.Nibe.Measure("pump-1", (Signal.Power, 900), (Signal.ThermostatMode, mode), (Signal.TargetTemperature, heat), (Signal.CoolingTarget, cool), (Signal.IsHeld, isHeld), (Signal.IndoorTemperature, 20.4));
        await house.House.Pass(TimeSpan.FromMinutes(1));
    }
}
