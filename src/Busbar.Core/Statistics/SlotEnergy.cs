using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Core.Statistics;

/// <summary>
/// What an aggregate tells of energy. A register is right over any silence, so it goes before power over time; but never both for
/// the same time, or energy would count twice.
/// </summary>
public static class SlotEnergy
{
    /// <summary>Null where the aggregate tells nothing of energy or level.</summary>
    public static EnergySlot? Of(Aggregate aggregate, Metering metersIn, Metering metersOut)
    {
        var power = aggregate.Averages.TryGetValue(Signal.Power, out var known) ? known : (Average?)null;
        var slot = new EnergySlot(
            aggregate.Start, Drawn(aggregate, metersIn, power?.Positive, power?.Hours), Drawn(aggregate, metersOut, power?.Negative, power?.Hours),
            aggregate.Averages.TryGetValue(Signal.StateOfCharge, out var level) ? level.Mean : null);
        return slot is { In: null, Out: null, Level: null } ? null : slot;
    }

    /// <summary>The registers for a direction that a device with these signals has: the one for all tariffs, or else those of its tariffs.</summary>
    public static IReadOnlyList<Signal> Registers(IReadOnlyDictionary<Signal, Known> signals, bool isOut)
    {
        var (whole, parts) = isOut
            ? (Signal.EnergyOut, new[] { Signal.EnergyOutT1, Signal.EnergyOutT2, Signal.EnergyOutT3, Signal.EnergyOutT4 })
            : (Signal.EnergyIn, [Signal.EnergyInT1, Signal.EnergyInT2, Signal.EnergyInT3, Signal.EnergyInT4]);
        return signals.ContainsKey(whole) ? [whole] : [.. parts.Where(signals.ContainsKey)];
    }

    private static Draw? Drawn(Aggregate aggregate, Metering meter, double? watts, double? hours)
    {
        var kw = watts / 1000;
        if (!(meter.Since < aggregate.End)) return kw is { } mean ? new Draw(mean * hours!.Value, mean) : null;
        var isTold = meter.Registers.Any(aggregate.Growths.ContainsKey);
        if (!isTold && kw is null) return null;
        var kwh = meter.Registers.Sum(register => aggregate.Growths.GetValueOrDefault(register));
        return new Draw(kwh, kw ?? kwh / (aggregate.End - aggregate.Start).TotalHours);
    }
}
