using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Server.Faces.Connect;

/// <summary>Aggregates in the metrics of readings.</summary>
internal static class AggregationWords
{
    // Fine enough for a milliwatt-hour; beyond it stands what adding binary fractions leaves behind.
    private const int Decimals = 6;

    public static Aggregation Show(Device device, Aggregate aggregate)
    {
        var numbers = aggregate.Growths.ToDictionary(growth => growth.Key, growth => (Value)Math.Round(growth.Value, Decimals));
        foreach (var (signal, average) in aggregate.Averages)
            if (!IsPower(signal)) numbers[signal] = Math.Round(average.Mean, Decimals);

        var (positive, negative) = (Power(aggregate, average => average.Positive), Power(aggregate, average => average.Negative));
        var isTwoWay = ReadingWords.IsTwoWay(device.Kind);
        return new Aggregation(device.Id, aggregate.Start, aggregate.End, aggregate.Readings, ReadingWords.Data(device.Kind, numbers) with
        {
            PositiveActiveInstantaneousPower = isTwoWay || Flows(positive) || !Flows(negative) ? positive : null,
            NegativeActiveInstantaneousPower = isTwoWay || Flows(negative) ? negative : null,
        });
    }

    private static PhasedMeasurement? Power(Aggregate aggregate, Func<Average, double> direction)
    {
        return aggregate.Averages.Keys.Any(IsPower)
            ? new PhasedMeasurement(Of(Signal.PowerL1), Of(Signal.PowerL2), Of(Signal.PowerL3), Of(Signal.Power), ReadingWords.Unit(Signal.Power)!)
            : null;

        double? Of(Signal signal) => aggregate.Averages.TryGetValue(signal, out var average) ? Math.Round(direction(average), Decimals) : null;
    }

    private static bool IsPower(Signal signal) => signal is Signal.Power or Signal.PowerL1 or Signal.PowerL2 or Signal.PowerL3;

    private static bool Flows(PhasedMeasurement? power) => power is not null && (power.L1 > 0 || power.L2 > 0 || power.L3 > 0 || power.Total > 0);
}
