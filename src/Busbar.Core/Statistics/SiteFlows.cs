using Busbar.Core.Devices;

namespace Busbar.Core.Statistics;

/// <summary>A part of a house's energy system, and what is known of it.</summary>
/// <param name="MeasuredAt">When the newest of it was.</param>
public sealed record SitePart(DeviceKind Kind, double? CapacityKwh, DateTimeOffset? MeasuredAt, IReadOnlyList<EnergySlot> Slots);

/// <summary>What flows in a house: as energy over a time, in kilowatt-hours, or as power, in kilowatts. Null is not known.</summary>
/// <param name="BatteryLevel">In percent.</param>
public sealed record SiteFlow(double? Generation, double? Consumption, double? Import, double? Export, double? Charge, double? Discharge, double? BatteryLevel)
{
    public bool IsUnknown => this is { Generation: null, Consumption: null, Import: null, Export: null, Charge: null, Discharge: null, BatteryLevel: null };
}

/// <summary>
/// Puts together what flows in a house from what its parts tell. What its inverters feed out is generated; its batteries take in and
/// give; its meter stands between it and the grid. What it consumes is what comes from all of them and goes to none. Of several
/// devices of a sort all must be known.
/// </summary>
public static class SiteFlows
{
    /// <summary>The energy of the quarters of an hour in a span.</summary>
    public static SiteFlow Energy(IReadOnlyList<SitePart> parts, DateTimeOffset start, DateTimeOffset end) =>
        Flow(parts, (part, way) => Sum(part.Slots.Where(slot => slot.Start >= start && slot.Start < end).Select(way)));

    /// <summary>The mean power of a quarter of an hour.</summary>
    public static SiteFlow Power(IReadOnlyList<SitePart> parts, DateTimeOffset quarter)
    {
        var now = parts.Select(part => (Part: part, Slot: part.Slots.FirstOrDefault(slot => slot.Start == quarter))).ToList();
        return Flow(parts, (part, way) => now.First(one => one.Part == part).Slot is { } slot ? way(slot)?.Kw : null) with { BatteryLevel = Level(now) };
    }

    /// <summary>The energy of each quarter of an hour of which something is known, with the battery's mean level; oldest first.</summary>
    public static IReadOnlyList<(DateTimeOffset Start, SiteFlow Flow)> EnergyByQuarter(IReadOnlyList<SitePart> parts)
    {
        var slots = parts.Select(part => (Part: part, Slots: part.Slots.ToDictionary(slot => slot.Start))).ToList();
        return
        [
            .. from start in slots.SelectMany(one => one.Slots.Keys).Distinct().Order()
               let now = slots.Select(one => (one.Part, Slot: one.Slots.GetValueOrDefault(start))).ToList()
               select (start, Flow(parts, (part, way) => now.First(one => ReferenceEquals(one.Part, part)).Slot is { } slot ? way(slot)?.Kwh : null) with { BatteryLevel = Level(now) }),
        ];
    }

    /// <summary>Which parts generate: the inverters, or the plant where it shows none.</summary>
    public static IReadOnlyList<SitePart> Generators(IReadOnlyList<SitePart> parts) =>
        parts.Any(part => part.Kind is DeviceKind.Inverter) ? Of(parts, DeviceKind.Inverter) : Of(parts, DeviceKind.SolarPlant);

    public static IReadOnlyList<SitePart> Batteries(IReadOnlyList<SitePart> parts) => Of(parts, DeviceKind.Battery);

    public static IReadOnlyList<SitePart> Meters(IReadOnlyList<SitePart> parts) => Of(parts, DeviceKind.Meter, DeviceKind.RetrofitMeter);

    private static SiteFlow Flow(IReadOnlyList<SitePart> parts, Func<SitePart, Func<EnergySlot, Draw?>, double?> tell)
    {
        var (generators, batteries, meters) = (Generators(parts), Batteries(parts), Meters(parts));
        var (generation, import, export) = (All(generators, Out), All(meters, In), All(meters, Out));
        var (charge, discharge) = (All(batteries, In), All(batteries, Out));
        // What is not there takes and gives nothing.
        var consumption = (generators.Count == 0 ? 0 : generation) + import - export + (batteries.Count == 0 ? 0 : discharge) - (batteries.Count == 0 ? 0 : charge);
        // Devices measure at different moments, so that the rest may come out a little below nothing.
        return new SiteFlow(generation, consumption is { } rest ? Math.Max(0, rest) : null, import, export, charge, discharge, null);

        double? All(IReadOnlyList<SitePart> some, Func<EnergySlot, Draw?> way) =>
            some.Count == 0 ? null : some.Select(part => tell(part, way)).Aggregate((double?)0, (sum, one) => sum + one);
    }

    private static double? Level(IReadOnlyList<(SitePart Part, EnergySlot? Slot)> now)
    {
        var batteries = now.Where(one => one.Part.Kind is DeviceKind.Battery).ToList();
        if (batteries is [var only]) return only.Slot?.Level;
        // A large battery and a small one weigh by what they hold.
        return batteries.Aggregate((double?)0, (sum, one) => sum + one.Slot?.Level * one.Part.CapacityKwh) / batteries.Aggregate((double?)0, (sum, one) => sum + one.Part.CapacityKwh) is { } level && double.IsFinite(level) ? level : null;
    }

    private static double? Sum(IEnumerable<Draw?> draws)
    {
        var known = draws.OfType<Draw>().ToList();
        return known.Count == 0 ? null : known.Sum(draw => draw.Kwh);
    }

    private static Draw? In(EnergySlot slot) => slot.In;

    private static Draw? Out(EnergySlot slot) => slot.Out;

    private static IReadOnlyList<SitePart> Of(IReadOnlyList<SitePart> parts, params ReadOnlySpan<DeviceKind> kinds)
    {
        var found = new List<SitePart>();
        foreach (var part in parts)
            if (kinds.Contains(part.Kind)) found.Add(part);
        return found;
    }
}
