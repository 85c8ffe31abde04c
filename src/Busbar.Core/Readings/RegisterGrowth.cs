namespace Busbar.Core.Readings;

/// <summary>A register as it stood, and what was counted by then.</summary>
public readonly record struct RegisterPoint(double Value, double Kwh);

/// <summary>What is remembered beside the newest value, so that a value out of line can be taken back.</summary>
/// <param name="Base">From where the register grows.</param>
/// <param name="Fallen">The base before it fell below that; null where it did not, or has grown past it since.</param>
/// <param name="Peak">From where it fell.</param>
public sealed record RegisterPast(RegisterPoint Base, RegisterPoint? Fallen = null, double Peak = 0);

/// <summary>
/// What a register grew by, value by value. Registers only grow, but what is told of them does not: rounding makes them waver,
/// a charger that starts says 0 for a moment, values overtake each other, a meter is exchanged. Nothing is counted twice, and
/// what is counted is never negative; where a value can be read in two ways the one that counts less is taken.
/// </summary>
public static class RegisterGrowth
{
    /// <summary>A fall of no more than this is rounding: some tell whole kilowatt-hours at one time and watt-hours at another.</summary>
    public const double JitterKwh = 1;

    /// <param name="register">The value that counts as the last; null before the first.</param>
    /// <param name="counted">What was counted so far; null where the last is of before, and the counting begins with this one.</param>
    /// <param name="largestStep">What grew by more than this from one value to the next is another meter.</param>
    public static (double Register, double Kwh, RegisterPast? Past) Add(double? register, double? counted, RegisterPast? past, double now, double largestStep = double.PositiveInfinity)
    {
        var kwh = counted ?? 0;
        if (register is not { } last) return (now, kwh, null);
        if (now == last || (now < last && last - now <= JitterKwh && now > 0)) return (last, kwh, past);
        // Some registers begin anew with every charge.
        if (counted is null && now < last) return (now, 0, null);
        past ??= new(new(last, kwh));
        return now > last ? Rise(last, kwh, past, now, largestStep) : Fall(last, kwh, past, now);
    }

    private static (double, double, RegisterPast?) Rise(double last, double kwh, RegisterPast past, double now, double largestStep)
    {
        // Back at once to where it fell from: what came in between was out of line. A reset register grows there step by step.
        if (past.Fallen is { } before && now >= past.Peak && now - last >= (past.Peak - past.Base.Value) / 2)
            return now - past.Peak > largestStep ? (now, kwh, null) : On(new(before), now);
        if (now - last > largestStep) return (now, kwh, null);
        return On(now >= past.Peak ? past with { Fallen = null } : past, now);
    }

    private static (double, double, RegisterPast?) Fall(double last, double kwh, RegisterPast past, double now)
    {
        // Not below where it began: the last value was out of line, or this one was overtaken. At 0 any register begins anew.
        if (now >= past.Base.Value && now > 0) return On(past, now);
        return (now, kwh, new(new(now, kwh), past.Fallen ?? past.Base, past.Fallen is null ? last : Math.Max(past.Peak, last)));
    }

    private static (double, double, RegisterPast?) On(RegisterPast past, double now) => (now, past.Base.Kwh + now - past.Base.Value, past);
}
