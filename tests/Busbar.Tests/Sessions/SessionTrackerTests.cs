using Busbar.Core.Devices;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;

namespace Busbar.Tests.Sessions;

public sealed class SessionTrackerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly Guid Device = Guid.Parse("01890000-0000-7000-8000-00000000000d");

    [Fact]
    public void A_register_gives_the_energy_from_before_the_plug_to_after_it()
    {
        var session = Assert.Single(Fold(DeviceKind.ChargePoint, registerBefore: 100,
            At(5, (Signal.IsPluggedIn, true), (Signal.EnergyIn, 100)),
            At(6, (Signal.IsCharging, true), (Signal.Power, 11_000), (Signal.EnergyIn, 100.1)),
            At(66, (Signal.IsCharging, true), (Signal.Power, 11_000), (Signal.EnergyIn, 111.1)),
            At(70, (Signal.IsCharging, false), (Signal.Power, 0), (Signal.EnergyIn, 111.5)),
            At(90, (Signal.IsPluggedIn, false), (Signal.EnergyIn, 111.5))));
        Assert.Equal((11.5, EnergyMethod.Metered), (Math.Round(session.Facts.Energy!.Value.Kwh, 6), session.Facts.Energy.Value.Method));
        Assert.Equal((Minute(5), Minute(6), Minute(70), Minute(90)), (session.PluggedAt, session.Facts.StartedAt, session.Facts.StoppedAt, session.EndedAt));
    }

    [Fact]
    public void Without_a_register_power_over_time_counts()
    {
        var session = Assert.Single(Fold(DeviceKind.EV, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.Power, 6_000)),
            At(15, (Signal.IsCharging, true), (Signal.Power, 6_000)),
            At(30, (Signal.IsCharging, true), (Signal.Power, 4_000)),
            At(45, (Signal.IsCharging, false), (Signal.Power, 0)),
            At(60, (Signal.IsPluggedIn, false))));
        Assert.Equal((1.5 + 1.25 + 1.0, EnergyMethod.FromPower), (Math.Round(session.Facts.Energy!.Value.Kwh, 6), session.Facts.Energy.Value.Method));
        Assert.Equal(0.75, session.Facts.ChargingHours, 6);
    }

    [Fact]
    public void With_neither_the_gain_of_level_counts_and_without_capacity_nothing_is_invented()
    {
        Reading[] readings =
        [
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.StateOfCharge, 40)),
            At(120, (Signal.IsCharging, false), (Signal.StateOfCharge, 65)),
            At(121, (Signal.IsPluggedIn, false)),
        ];
        Assert.Null(Assert.Single(Fold(DeviceKind.EV, null, readings)).Facts.Energy);
        var known = Assert.Single(Fold(DeviceKind.EV, null, [At(0, (Signal.BatteryCapacity, 60), (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.StateOfCharge, 40)), .. readings[1..]]));
        Assert.Equal((15.0, EnergyMethod.FromLevel), known.Facts.Energy);
    }

    [Fact]
    public void A_register_that_falls_was_reset_and_counts_anew()
    {
        var session = Assert.Single(Fold(DeviceKind.ChargePoint, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.EnergyIn, 500)),
            At(10, (Signal.EnergyIn, 502)),
            At(20, (Signal.EnergyIn, 0)),
            At(30, (Signal.EnergyIn, 1.5)),
            At(40, (Signal.IsPluggedIn, false))));
        Assert.Equal(3.5, session.Facts.Energy!.Value.Kwh, 6);
    }

    [Fact]
    public void A_pause_is_part_of_its_session_and_an_unplug_ends_it()
    {
        var sessions = Fold(DeviceKind.EV, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true)), At(10, (Signal.IsCharging, false)), At(60, (Signal.IsCharging, true)), At(70, (Signal.IsPluggedIn, false)),
            At(80, (Signal.IsPluggedIn, true)), At(90, (Signal.IsPluggedIn, false)));
        Assert.Equal(2, sessions.Count);
        Assert.Equal(20.0 / 60, sessions[0].Facts.ChargingHours, 6);
        Assert.Null(sessions[1].Facts.StartedAt);
    }

    [Fact]
    public void A_charge_point_says_itself_when_a_charge_is_over()
    {
        var sessions = Fold(DeviceKind.ChargePoint, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.EnergyIn, 10)),
            At(30, (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Complete), (Signal.EnergyIn, 14)),
            At(31, (Signal.IsPluggedIn, true), (Signal.ChargeState, ChargeStates.Complete)),
            At(40, (Signal.IsPluggedIn, false)));
        var session = Assert.Single(sessions);
        Assert.Equal((Minute(30), 4.0), (session.EndedAt, session.Facts.Energy!.Value.Kwh));
    }

    [Fact]
    public void The_last_kilowatt_hours_count_though_the_status_came_before_the_stop()
    {
        var session = Assert.Single(Fold(DeviceKind.ChargePoint, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.EnergyIn, 10)),
            At(30, (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle)),
            At(31, (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Complete), (Signal.EnergyIn, 14)),
            At(32, (Signal.IsPluggedIn, true), (Signal.ChargeState, ChargeStates.Idle)),
            At(40, (Signal.IsPluggedIn, false))));
        Assert.Equal((Minute(31), 4.0), (session.EndedAt, session.Facts.Energy!.Value.Kwh));
    }

    [Fact]
    public void Power_over_a_long_silence_is_not_guessed()
    {
        var session = Assert.Single(Fold(DeviceKind.EV, null,
            At(0, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.Power, 6_000)), At(600, (Signal.IsCharging, true), (Signal.Power, 6_000)), At(610, (Signal.IsPluggedIn, false))));
        Assert.Equal(1.0, session.Facts.Energy!.Value.Kwh, 6);
    }

    internal static List<ChargeSession> Fold(DeviceKind kind, double? registerBefore, params Reading[] readings)
    {
        var ended = new List<ChargeSession>();
        ChargeSession? open = null;
        var next = 0;
        foreach (var reading in readings)
        {
            (open, var over) = SessionTracker.Fold(open, reading, kind, registerBefore, at => new ChargeSession(Guid.Parse($"01890000-0000-7000-8000-{++next:x12}"), Guid.Empty, Device, at, null, new SessionFacts(), 1, at));
            if (over is not null) ended.Add(over);
        }
        return ended;
    }

    private static Reading At(int minute, params (Signal Signal, Value Value)[] signals) =>
        new(Device, Minute(minute), Minute(minute), signals.ToDictionary(s => s.Signal, s => s.Value));

    private static DateTimeOffset Minute(int minute) => Start.AddMinutes(minute);
}
