using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Core.Sessions;

/// <summary>
/// Finds charge sessions in readings, one reading at a time, in the order of measuring. Pure: the same readings give the
/// same sessions, so late ones are dealt with by folding anew.
/// </summary>
public static class SessionTracker
{
    /// <summary>Power over a longer silence than this is not guessed.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(30);

    /// <summary>More than this between two values of one session was not charged: it is another meter.</summary>
    public const double LargestStepKwh = 1_000;

    private const double FlowingW = 100;

    /// <summary>What one reading does to the open session: it goes on, ends, or another one opens.</summary>
    /// <param name="open">The open session, if any.</param>
    /// <param name="registerBefore">The device's register before this reading, so that nothing is lost between two looks.</param>
    /// <param name="begin">Gives an empty session that begins at this moment its id.</param>
    public static (ChargeSession? Open, ChargeSession? Ended) Fold(
        ChargeSession? open, Reading reading, DeviceKind kind, double? registerBefore, Func<DateTimeOffset, ChargeSession> begin)
    {
        var isCharging = IsCharging(reading);
        var isOver = IsOver(reading, kind, isCharging);

        if (open is null)
        {
            if (!Begins(reading, kind, isCharging)) return (null, null);
            open = begin(reading.MeasuredAt);
            open = open with { Facts = open.Facts with { Register = registerBefore } };
        }

        var session = open with { Facts = Fold(open.Facts, reading, isCharging) };
        return isOver
            ? (null, session with { EndedAt = reading.MeasuredAt, Facts = session.Facts with { IsCharging = false } })
            : (session, null);
    }

    /// <summary>The session with what these readings tell of it; its times stay.</summary>
    public static ChargeSession FoldAll(ChargeSession session, DeviceKind kind, IEnumerable<Reading> readings) =>
        readings.Aggregate(session, (known, reading) => Fold(known, reading, kind, null, _ => known) is var (open, ended) ? (open ?? ended)! with { EndedAt = session.EndedAt } : known);

    private static bool? IsCharging(Reading reading) =>
        reading.Flag(Signal.IsCharging) ?? (reading.Number(Signal.Power) is { } power && reading.Flag(Signal.IsPluggedIn) is not false ? power > FlowingW : null);

    // A plug begins a session; but a charge point whose charge is over still holds the plug.
    private static bool Begins(Reading reading, DeviceKind kind, bool? isCharging) =>
        isCharging is true
        || (reading.Flag(Signal.IsPluggedIn) is true && !(kind is DeviceKind.ChargePoint && reading.Text(Signal.ChargeState) is ChargeStates.Complete or ChargeStates.Idle));

    // A charge point says itself when a charge is over, the plug still in; a car that is full may go on any time.
    private static bool IsOver(Reading reading, DeviceKind kind, bool? isCharging) =>
        reading.Flag(Signal.IsPluggedIn) is false
        || (kind is DeviceKind.ChargePoint && isCharging is not true && reading.Text(Signal.ChargeState) is ChargeStates.Complete);

    private static SessionFacts Fold(SessionFacts facts, Reading reading, bool? isCharging)
    {
        var at = reading.MeasuredAt;
        var power = reading.Number(Signal.Power);
        var elapsed = facts.LastAt is { } last && facts.IsCharging && at - last <= LongestGap ? at - last : TimeSpan.Zero;
        var charging = isCharging ?? facts.IsCharging;
        var (register, registerKwh, registerPast) = reading.Number(Signal.EnergyIn) is { } now
            ? RegisterGrowth.Add(facts.Register, facts.RegisterKwh, facts.RegisterPast, now, LargestStepKwh)
            : (facts.Register, facts.RegisterKwh, facts.RegisterPast);

        return facts with
        {
            StartedAt = facts.StartedAt ?? (charging ? at : null),
            StoppedAt = charging || facts.IsCharging ? at : facts.StoppedAt,
            LastAt = at,
            IsCharging = charging,
            PowerW = power ?? (charging ? facts.PowerW : null),
            ChargingHours = facts.ChargingHours + elapsed.TotalHours,
            Register = register,
            RegisterKwh = registerKwh,
            RegisterPast = registerPast,
            PowerKwh = PowerKwh(facts, power, charging, elapsed),
            SocStart = facts.SocStart ?? reading.Number(Signal.StateOfCharge),
            SocEnd = reading.Number(Signal.StateOfCharge) ?? facts.SocEnd,
            CapacityKwh = reading.Number(Signal.BatteryCapacity) ?? facts.CapacityKwh,
            RangeStartKm = facts.RangeStartKm ?? reading.Number(Signal.Range),
            RangeEndKm = reading.Number(Signal.Range) ?? facts.RangeEndKm,
            Latitude = reading.Number(Signal.Latitude) ?? facts.Latitude,
            Longitude = reading.Number(Signal.Longitude) ?? facts.Longitude,
        };
    }

    // The mean of the two ends; the end at which charging has stopped counts as the power before it.
    private static double? PowerKwh(SessionFacts facts, double? power, bool charging, TimeSpan elapsed)
    {
        if (facts.PowerW is not { } before) return power is null ? facts.PowerKwh : facts.PowerKwh ?? 0;
        var end = charging ? power ?? before : before;
        return (facts.PowerKwh ?? 0) + (Math.Max(0, before) + Math.Max(0, end)) / 2 * elapsed.TotalHours / 1000;
    }

    private static double? Number(this Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Number : null;

    private static bool? Flag(this Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Flag : null;

    private static string? Text(this Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Text : null;
}
