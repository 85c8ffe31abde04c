using Busbar.Core.Devices;
using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>How long a car has to charge yet: by its own word, or else by its battery. Only while it charges can it be known; from then on it goes by the level.</summary>
public static class EstimateNeed
{
    /// <summary>What of the energy from the wall arrives in the battery.</summary>
    private const double Efficiency = 0.9;

    private const double FlowingKw = 0.1;

    /// <summary>What was heard longer ago says nothing about now.</summary>
    private static readonly TimeSpan fresh = TimeSpan.FromMinutes(30);

    /// <param name="capacityKwh">Of its battery, as it tells or as was set; null where neither is known.</param>
    /// <param name="chargersWatts">What the charger that it is plugged into gives it; null where that is not known.</param>
    /// <param name="before">What was known before.</param>
    /// <returns>Null where it is not known.</returns>
    public static ChargeNeed? Of(DeviceState state, ChargeFacts facts, double? capacityKwh, double? chargersWatts, ChargeNeed? before, DateTimeOffset now)
    {
        var limit = facts.Limit ?? 100;
        if (facts.IsCharging is true && (KwOf(state.Number(Signal.Power)) ?? KwOf(chargersWatts)) is var kw)
        {
            if (Fresh(state, Signal.ChargeTimeRemaining, now) is (> 0 and var minutes, var passed)) return Left(minutes, passed, kw ?? before?.Kw);
            if (kw is { } power && capacityKwh is { } capacity && Fresh(state, Signal.StateOfCharge, now) is var (at, since) && limit > at) return Left((limit - at) / 100 * capacity / Efficiency / power * 60, since, kw);
        }
        if (before is null) return null;
        if (before is { Level: { } from, Limit: { } to } && facts.Level is { } level && (level, limit) != (from, to) && to > from)
            return before with { Minutes = Math.Max(0, before.Minutes * (limit - level) / (to - from)), Level = level, Limit = limit, At = now };
        // Nothing new was heard: what charges goes on doing so.
        return facts.IsCharging is true ? before with { Minutes = Math.Max(0, before.Minutes - (now - before.At).TotalMinutes), At = now } : before with { At = now };

        ChargeNeed Left(double told, TimeSpan passed, double? kw) => new(Math.Max(0, told - passed.TotalMinutes), kw, facts.Level, limit, now);
    }

    /// <summary>A charger knows no level: it is told how long to charge, and has done a part of that since it was plugged in.</summary>
    public static ChargeNeed OfDuration(int minutes, double chargedHours, DeviceState state, ChargeNeed? before, DateTimeOffset now) =>
        new(Math.Max(0, minutes - chargedHours * 60), KwOf(state.Number(Signal.Power)) ?? before?.Kw, null, null, now);

    private static double? KwOf(double? watts) => watts / 1000 is > FlowingKw and var kw ? kw : null;

    private static (double Value, TimeSpan Passed)? Fresh(DeviceState state, Signal signal, DateTimeOffset now) =>
        state.Signals.TryGetValue(signal, out var known) && now - known.HeardAt <= fresh ? (known.Value.Number, now - known.MeasuredAt) : null;
}
