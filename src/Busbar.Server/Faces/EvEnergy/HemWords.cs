using Busbar.Core.Devices;
using Busbar.Core.Statistics;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Energy systems in this dialect's words.</summary>
internal static class HemWords
{
    public static EvHemSystem Show(EvUrls urls, DeviceView site) => new(EvId.Write(OfHemSystem.Prefix, site.Id), urls.HemSystem(site.Id), site.Device.CreatedAt);

    public static EvHemSystemLivePower Show(SiteNow now)
    {
        var (flow, split) = (now.Flow, now.Split);
        return new EvHemSystemLivePower(
            now.SampledAt, EvNumber.Thousandths(flow.Generation), EvNumber.Thousandths(flow.Consumption), EvNumber.Thousandths(flow.Import), EvNumber.Thousandths(flow.Export), EvNumber.Thousandths(flow.Charge), EvNumber.Thousandths(flow.Discharge), EvNumber.Thousandths(split.SolarToHome),
            EvNumber.Thousandths(split.SolarToBattery), EvNumber.Thousandths(split.SolarToGrid), EvNumber.Thousandths(split.BatteryToHome), EvNumber.Thousandths(split.BatteryToGrid), EvNumber.Thousandths(split.GridToHome), EvNumber.Thousandths(split.GridToBattery), EvNumber.Whole(flow.BatteryLevel));
    }

    public static IReadOnlyList<EvHemSystemEnergyStatsBucket> Show(IReadOnlyList<SitePart> parts, HemSpan span, TimeZoneInfo zone)
    {
        var quarters = SiteFlows.EnergyByQuarter(parts).Select(one => (one.Start, one.Flow, Split: SiteSplit.Of(one.Flow, parts))).ToList();
        return [.. Buckets.Within(span.Start, span.End, span.Length, zone).Select(bucket => Bucket(bucket.Start, bucket.End))];

        EvHemSystemEnergyStatsBucket Bucket(DateTimeOffset start, DateTimeOffset end)
        {
            var (flow, within) = (SiteFlows.Energy(parts, start, end), quarters.Where(one => one.Start >= start && one.Start < end).ToList());
            return new EvHemSystemEnergyStatsBucket(
                start, end, EvNumber.Thousandths(flow.Generation), EvNumber.Thousandths(flow.Consumption), EvNumber.Thousandths(flow.Import), EvNumber.Thousandths(flow.Export), EvNumber.Thousandths(flow.Charge), EvNumber.Thousandths(flow.Discharge), EvNumber.Whole(within.Average(one => one.Flow.BatteryLevel)),
                Sum(split => split.SolarToHome), Sum(split => split.SolarToBattery), Sum(split => split.SolarToGrid), Sum(split => split.BatteryToHome), Sum(split => split.BatteryToGrid),
                Sum(split => split.GridToHome), Sum(split => split.GridToBattery));

            int? Sum(Func<SiteSplit, double?> pick) => within.Select(one => pick(one.Split)).OfType<double>().ToList() is { Count: > 0 } known ? EvNumber.Thousandths(known.Sum()) : null;
        }
    }
}
