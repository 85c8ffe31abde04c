using Busbar.Core.Locations;
using Busbar.Core.Statistics;

namespace Busbar.Server.Faces.Enode;

/// <summary>Energy systems as this API shows them.</summary>
internal static class HemWords
{
    private static readonly HemToday unknown = new(null, null, null, null, null, null, Kwh, null);
    private const string Kwh = "kWh";

    public static HemSystem Show(AssetView asset, HemToday? today)
    {
        var (view, device) = (asset.View, asset.View.Device);
        var (position, place) = (AssetWords.Position(asset), Whereabouts.Of(view, asset.Places));
        return new HemSystem(
            device.Id, view.UserName, position.Id,
            new HemInformation(
                EnodeWords.Vendor(device.Brand), AssetWords.SiteName(view), device.CreatedAt, position.Latitude, position.Longitude, place?.Address, place?.TimeZone,
                position.Latitude is null ? null : position.LastUpdated),
            new HemStatus(view.State.LastHeardAt, new HemEnergy(today ?? unknown)));
    }

    public static HemToday Today(IReadOnlyList<SitePart> parts, DateTimeOffset midnight, DateTimeOffset now)
    {
        var flow = SiteFlows.Energy(parts, midnight, now);
        var measured = parts.Max(part => part.MeasuredAt);
        return new HemToday(
            Statistics.Round(flow.Generation), Statistics.Round(flow.Consumption), Statistics.Round(flow.Charge), Statistics.Round(flow.Discharge), Statistics.Round(flow.Import),
            Statistics.Round(flow.Export), Kwh, measured >= midnight ? measured : null);
    }

    /// <summary>Null where nothing at all is known.</summary>
    public static HemStatistics? Show(IReadOnlyList<SitePart> parts, Period period)
    {
        var isPower = period.Step is BucketLength.QuarterHour;
        var flows = period.Steps.Select(step => (step.Start, Flow: isPower ? SiteFlows.Power(parts, step.Start) : SiteFlows.Energy(parts, step.Start, step.End))).ToList();
        if (flows.All(one => one.Flow.IsUnknown)) return null;

        var (noGenerator, noBattery, noMeter) = (SiteFlows.Generators(parts).Count == 0, SiteFlows.Batteries(parts).Count == 0, SiteFlows.Meters(parts).Count == 0);
        return new HemStatistics(new HemTimeseries(
            Series(noGenerator ? "The system has no inverter." : null, flow => flow.Generation),
            Series(noMeter ? "The system has no meter, without which consumption is not known." : null, flow => flow.Consumption),
            Series(noMeter ? "The system has no meter." : null, flow => flow.Import), Series(noMeter ? "The system has no meter." : null, flow => flow.Export),
            Series(noBattery ? "The system has no battery." : null, flow => flow.Charge), Series(noBattery ? "The system has no battery." : null, flow => flow.Discharge),
            Series(noBattery ? "The system has no battery." : isPower ? null : "The battery's level is told of a day, not of a month.", flow => flow.BatteryLevel, "%", HemUnitType.SoC)));

        HemSeries Series(string? reason, Func<SiteFlow, double?> pick, string? unit = null, HemUnitType? type = null)
        {
            if (reason is null && flows.All(one => pick(one.Flow) is null)) reason = "Its devices told nothing of it in this time.";
            if (reason is not null) return new HemSeries(false, reason);
            return new HemSeries(
                true, null, unit ?? (isPower ? "kW" : Kwh), type ?? (isPower ? HemUnitType.Power : HemUnitType.Energy),
                new HemSampling("bucketed", isPower ? HemResolution.QuarterHour : HemResolution.Day), period.Zone.Id,
                [.. flows.Select(one => new HemPoint(one.Start, Statistics.Round(pick(one.Flow))))]);
        }
    }
}
