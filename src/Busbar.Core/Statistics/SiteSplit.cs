namespace Busbar.Core.Statistics;

/// <summary>
/// From where to where electricity flows in a house: as energy over a time, in kilowatt-hours, or as power, in kilowatts. Null is not
/// known. No meter tells it, since electricity from everywhere flows together, so it is reckoned: the house takes from the sun first, then
/// from the battery, then from the grid, and what it leaves of the sun goes into the battery first, then into the grid.
/// </summary>
public sealed record SiteSplit(double? SolarToHome, double? SolarToBattery, double? SolarToGrid, double? BatteryToHome, double? BatteryToGrid, double? GridToHome, double? GridToBattery)
{
    public static readonly SiteSplit Unknown = new(null, null, null, null, null, null, null);

    /// <summary>What is not there, sun or battery, has no part in it; all the others are known only together, when consumption is.</summary>
    public static SiteSplit Of(SiteFlow flow, IReadOnlyList<SitePart> parts)
    {
        if (flow is not { Consumption: { } home, Import: { } import, Export: { } export }) return Unknown;
        var (hasSun, hasBattery) = (SiteFlows.Generators(parts).Count > 0, SiteFlows.Batteries(parts).Count > 0);
        var (sun, charge, discharge) = (flow.Generation ?? 0, flow.Charge ?? 0, flow.Discharge ?? 0);
        var solarToHome = Take(ref sun, ref home);
        var solarToBattery = Take(ref sun, ref charge);
        var solarToGrid = Take(ref sun, ref export);
        var batteryToHome = Take(ref discharge, ref home);
        var batteryToGrid = Take(ref discharge, ref export);
        var gridToHome = Take(ref import, ref home);
        var gridToBattery = Take(ref import, ref charge);
        return new SiteSplit(
            hasSun ? solarToHome : null, hasSun && hasBattery ? solarToBattery : null, hasSun ? solarToGrid : null, hasBattery ? batteryToHome : null, hasBattery ? batteryToGrid : null,
            gridToHome, hasBattery ? gridToBattery : null);
    }

    // As much as the one has and the other wants.
    private static double Take(ref double source, ref double sink)
    {
        var taken = Math.Max(0, Math.Min(source, sink));
        (source, sink) = (source - taken, sink - taken);
        return taken;
    }
}
