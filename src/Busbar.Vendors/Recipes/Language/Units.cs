namespace Busbar.Vendors.Recipes.Language;

/// <summary>From a vendor's unit to ours: ours = theirs × factor + offset.</summary>
internal readonly record struct Conversion(double Factor, double Offset = 0)
{
    public double Ours(double theirs) => theirs * Factor + Offset;
    public double Theirs(double ours) => (ours - Offset) / Factor;
}

/// <summary>The units in which vendors may speak, by the unit that we keep. A spelling that is not here is not guessed at.</summary>
internal static class Units
{
    private const double Mile = 1.609344;

    private static readonly Dictionary<string, (string Spellings, Conversion Conversion)[]> ByOurs = new()
    {
        ["W"] = [("W watt watts", new(1)), ("kW kilowatt kilowatts", new(1e3)), ("MW megawatt megawatts", new(1e6))],
        ["kWh"] = [("Wh watthour watthours", new(1e-3)), ("kWh kilowatthour kilowatthours", new(1)), ("MWh megawatthour megawatthours", new(1e3)),
            ("J joule joules", new(1 / 3.6e6)), ("kJ kilojoule kilojoules", new(1 / 3.6e3)), ("MJ megajoule megajoules", new(1 / 3.6))],
        ["kVArh"] = [("VArh", new(1e-3)), ("kVArh", new(1)), ("MVArh", new(1e3))],
        ["A"] = [("A amp amps ampere amperes", new(1)), ("mA milliamp milliamps milliampere milliamperes", new(1e-3))],
        ["V"] = [("V volt volts", new(1)), ("mV millivolt millivolts", new(1e-3)), ("kV kilovolt kilovolts", new(1e3))],
        ["%"] = [("% percent percentage pct", new(1)), ("fraction ratio", new(100))],
        ["km"] = [("m meter meters metre metres", new(1e-3)), ("km kilometer kilometers kilometre kilometres", new(1)), ("mi mile miles", new(Mile))],
        ["min"] = [("min mins minute minutes", new(1)), ("s sec secs second seconds", new(1 / 60d)), ("ms millisecond milliseconds", new(1 / 60e3)), ("h hour hours", new(60))],
        ["°C"] = [("°C C celsius degC", new(1)), ("°F F fahrenheit degF", new(5 / 9d, -160 / 9d)), ("K kelvin", new(1, -273.15))],
        ["m³"] = [("m³ m3 cubicmeter cubicmeters", new(1)), ("L dm³ dm3 liter liters litre litres", new(1e-3)), ("ft³ ft3", new(0.028316846592))],
        ["°"] = [("° deg degree degrees", new(1))],
    };

    /// <summary>How to come from the vendor's unit to ours; null where the unit is not known for it.</summary>
    public static Conversion? From(string theirs, string ours)
    {
        if (!ByOurs.TryGetValue(ours, out var known)) return null;
        foreach (var (spellings, conversion) in known)
            if (spellings.Split(' ').Contains(theirs)) return conversion;
        // Words and symbols in other letters, but for milli and mega, which only the letter's size tells apart.
        var plain = theirs.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (plain.Length <= 5 && plain.StartsWith('m') && ours is "W" or "kWh" or "kVArh") return null;
        foreach (var (spellings, conversion) in known)
            if (spellings.Split(' ').Contains(plain, StringComparer.OrdinalIgnoreCase)) return conversion;
        return null;
    }

    public static IReadOnlyCollection<string> For(string ours) =>
        ByOurs.TryGetValue(ours, out var known) ? [.. known.Select(unit => unit.Spellings.Split(' ')[0])] : [];
}
