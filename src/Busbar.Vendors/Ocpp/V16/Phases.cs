namespace Busbar.Vendors.Ocpp.V16;

/// <summary>One measurand, in total and by phase.</summary>
internal readonly record struct Phases(double? Total, double? L1, double? L2, double? L3)
{
    /// <summary>
    /// Where a measurand is measured at several places, the outlet counts, then the cable, then the inlet. What the car
    /// or the charger's inside measured is no electricity of the connector.
    /// </summary>
    private static readonly string[] Places = ["Outlet", "Cable", "Inlet"];

    public double? Highest => new[] { L1, L2, L3 }.Max();

    /// <param name="units">What makes a number of each unit one of ours, whatever its case; the empty name is that of a sample without one.</param>
    public static Phases Of(IReadOnlyList<SampledValue> samples, string measurand, IReadOnlyDictionary<string, Func<double, double>> units)
    {
        var usable = samples.Where(sample => sample.Measurand == measurand && sample.Value is not null && units.ContainsKey(sample.Unit ?? "")).ToList();
        var place = Places.FirstOrDefault(place => usable.Any(sample => sample.Location == place));
        var phases = new Phases();
        foreach (var sample in usable.Where(sample => sample.Location == place))
        {
            var value = units[sample.Unit ?? ""](sample.Value!.Value);
            phases = sample.Phase switch
            {
                null or "" => phases with { Total = value },
                "L1" or "L1-N" => phases with { L1 = value },
                "L2" or "L2-N" => phases with { L2 = value },
                "L3" or "L3-N" => phases with { L3 = value },
                // N, and from line to line: neither total nor a phase.
                _ => phases,
            };
        }
        return phases;
    }

    /// <summary>With a total, that of the phases where none was measured.</summary>
    public Phases Summed() => Total is not null || Highest is null ? this : this with { Total = (L1 ?? 0) + (L2 ?? 0) + (L3 ?? 0) };

    public Phases Minus(Phases other) => new(Minus(Total, other.Total), Minus(L1, other.L1), Minus(L2, other.L2), Minus(L3, other.L3));

    public Phases NotNegative() => new(NotNegative(Total), NotNegative(L1), NotNegative(L2), NotNegative(L3));

    private static double? Minus(double? one, double? other) => one is null && other is null ? null : (one ?? 0) - (other ?? 0);

    private static double? NotNegative(double? value) => value < 0 ? null : value;
}
