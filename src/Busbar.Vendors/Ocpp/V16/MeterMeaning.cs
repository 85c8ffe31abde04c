using Busbar.Core.Devices;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// What the samples of one time say in our signals: total and per phase, in our units, import +, export −. What we have no
/// signal for (frequency, reactive power, temperature, intervals) is left out, and so is what cannot be: a sample in a unit
/// that does not fit, a negative register, a charge level of 130 %.
/// </summary>
internal static class MeterMeaning
{
    private static readonly IReadOnlyDictionary<string, Func<double, double>> Amps = Kilo("A", milli: "mA");

    public static IReadOnlyList<(Signal Signal, double Value)> Of(IReadOnlyList<SampledValue> samples)
    {
        var found = new List<(Signal, double)>();
        // Import and export are two measurands of one flow.
        Add(found, Measured("Power.Active.Import", Kilo("W")).Summed().Minus(Measured("Power.Active.Export", Kilo("W")).Summed()), Signal.Power, Signal.PowerL1, Signal.PowerL2, Signal.PowerL3);
        Add(found, Measured("Current.Import", Amps).Minus(Measured("Current.Export", Amps)), Signal.Current, Signal.CurrentL1, Signal.CurrentL2, Signal.CurrentL3);
        Add(found, Measured("Voltage", Kilo("V")), Signal.Voltage, Signal.VoltageL1, Signal.VoltageL2, Signal.VoltageL3);
        Add(found, Measured("Energy.Active.Import.Register", PerKilo("Wh")).NotNegative().Summed(), Signal.EnergyIn, Signal.EnergyInL1, Signal.EnergyInL2, Signal.EnergyInL3);
        Add(found, Measured("Energy.Active.Export.Register", PerKilo("Wh")).NotNegative().Summed(), Signal.EnergyOut, Signal.EnergyOutL1, Signal.EnergyOutL2, Signal.EnergyOutL3);
        if (Measured("Energy.Reactive.Import.Register", PerKilo("varh")).NotNegative().Total is { } reactive) found.Add((Signal.ReactiveEnergyIn, reactive));
        var offered = Measured("Current.Offered", Amps);
        if ((offered.Total ?? offered.Highest) is { } amps) found.Add((Signal.MaxCurrent, amps));
        if (StateOfCharge(samples) is { } percent) found.Add((Signal.StateOfCharge, percent));
        return [.. found.Where(measured => InRange(measured.Item1, measured.Item2))];

        Phases Measured(string measurand, IReadOnlyDictionary<string, Func<double, double>> units) => Phases.Of(samples, measurand, units);
    }

    private static void Add(List<(Signal, double)> found, Phases phases, Signal total, Signal l1, Signal l2, Signal l3)
    {
        if (phases.Total is { } all) found.Add((total, all));
        if (phases.L1 is { } first) found.Add((l1, first));
        if (phases.L2 is { } second) found.Add((l2, second));
        if (phases.L3 is { } third) found.Add((l3, third));
    }

    /// <summary>The level of the car's battery; where it was measured does not matter.</summary>
    private static double? StateOfCharge(IReadOnlyList<SampledValue> samples) =>
        samples.LastOrDefault(sample => sample is { Measurand: "SoC", Value: not null } && sample.Unit is null or "Percent" or "%")?.Value;

    private static bool InRange(Signal signal, double value) => signal.Meaning() is var meaning && value >= meaning.Min && value <= meaning.Max;

    /// <summary>A unit and its thousandfold, in the unit; the empty name is the default.</summary>
    private static Dictionary<string, Func<double, double>> Kilo(string unit, string? milli = null)
    {
        var units = new Dictionary<string, Func<double, double>>(StringComparer.OrdinalIgnoreCase) { [""] = AsItIs, [unit] = AsItIs, ["k" + unit] = value => value * 1000 };
        if (milli is not null) units[milli] = Thousandth;
        return units;
    }

    /// <summary>The same, in the thousandfold.</summary>
    private static Dictionary<string, Func<double, double>> PerKilo(string unit) =>
        new(StringComparer.OrdinalIgnoreCase) { [""] = Thousandth, [unit] = Thousandth, ["k" + unit] = AsItIs };

    private static double AsItIs(double value) => value;

    // Divided, not multiplied by 0.001: 4600 Wh are 4.6 kWh, the number nearest to it, wherever the register is told.
    private static double Thousandth(double value) => value / 1000;
}
