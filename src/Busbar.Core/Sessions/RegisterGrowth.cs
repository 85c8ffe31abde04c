namespace Busbar.Core.Sessions;

/// <summary>A register as it stood, and what was counted by then.</summary>
public readonly record struct RegisterPoint(double Value, double Kwh);

/// <summary>What is remembered beside the newest value, so that a value out of line can be taken back.</summary>
/// <param name="Before">The value before the newest.</param>
/// <param name="Peak">From where it fell; null where it did not, or has grown past it since.</param>
/// <param name="Low">The lowest since then.</param>
public sealed record RegisterPast(RegisterPoint? Before = null, RegisterPoint? Peak = null, double Low = 0);

/// <summary>
/// What a register grew by, value by value. Registers only grow, but what is told of them does not: rounding makes them waver,
/// a charger that starts says 0 for a moment, values overtake each other, a meter is exchanged. Nothing is counted twice, and
/// what is counted is never negative; where a value can be read in two ways the one that counts less is taken.
/// </summary>
public static class RegisterGrowth
{
    /// <summary>A fall of no more than this is rounding: some tell whole kilowatt-hours at one time and watt-hours at another.</summary>
    private const double JitterKwh = 1;

    /// <summary>More than this between two values of one session was not charged: it is another meter.</summary>
    private const double LargestStepKwh = 1_000;

    /// <param name="register">The value that counts as the last; null before the first.</param>
    /// <param name="kwh">What was counted so far.</param>
    public static (double Register, double Kwh, RegisterPast? Past) Add(double? register, double kwh, RegisterPast? past, double now) =>
        register is not { } last ? (now, kwh, null)
        : now == last ? (last, kwh, past)
        : now > last ? Rise(last, kwh, past, now)
        : Fall(last, kwh, past, now);

    private static (double, double, RegisterPast?) Rise(double last, double kwh, RegisterPast? past, double now)
    {
        // Back at once to where it fell from: the values in between were out of line. A reset register grows there step by step.
        if (past?.Peak is { } peak && now >= peak.Value && now - last >= (peak.Value - past.Low) / 2)
            return now - peak.Value > LargestStepKwh ? (now, peak.Kwh, null) : (now, peak.Kwh + now - peak.Value, new(peak));
        if (now - last > LargestStepKwh) return (now, kwh, null);
        var below = past?.Peak is { } fallen && now < fallen.Value ? past.Peak : null;
        return (now, kwh + now - last, new(new(last, kwh), below, past?.Low ?? 0));
    }

    private static (double, double, RegisterPast?) Fall(double last, double kwh, RegisterPast? past, double now)
    {
        if (last - now <= JitterKwh && now > 0) return (last, kwh, past);
        // Nothing was counted yet, so nothing can be counted twice.
        if (kwh == 0) return (now, 0, null);
        var (peak, low) = past?.Peak is { } higher && higher.Value > last ? (higher, Math.Min(past.Low, now)) : (new RegisterPoint(last, kwh), now);
        // Between the last two: the last one was out of line, or this one was overtaken by it.
        return past?.Before is { } before && now >= before.Value
            ? (now, before.Kwh + now - before.Value, new(before, peak, low))
            : (now, kwh, new(null, peak, low));
    }
}
