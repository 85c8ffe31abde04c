using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which intervals of energy usage are asked for, and how.</summary>
/// <param name="MoreThan">Only those with more watt-hours than this.</param>
/// <param name="Merges">Neighbours of the same price are one, those in which nothing flowed apart from the others.</param>
internal sealed record UsageChoice(int? MoreThan, bool Merges)
{
    public static readonly UsageChoice All = new(null, false);
}

/// <summary>When energy flowed, in this dialect's words.</summary>
internal static class EnergyUsages
{
    private static readonly TimeSpan length = TimeSpan.FromMinutes(30);

    /// <param name="whole">The sub-session, where it is asked for.</param>
    public static EvEnergyUsage Show(PartedSession one, ChargePart part, EvUrls urls, EvChargingSubSession? whole, UsageChoice choice)
    {
        var (address, currency) = (urls.SubSession(part.Id), SubSessionWords.CurrencyOf(one));
        var intervals = Intervals(one, part).ToList();
        if (choice.Merges) intervals = Merge(intervals);
        var isMetered = PartedSession.MethodOf(one.Session.Facts) is EnergyMethod.Metered;
        return new EvEnergyUsage(
            address + "/energy_usage", currency, new Ref<EvChargingSubSession>(address, whole),
            [.. intervals.Where(interval => !(interval.WattHours <= choice.MoreThan)).Select(interval => Show(interval, isMetered, currency))], one.Session.Facts.LastAt ?? one.Session.CreatedAt);
    }

    private readonly record struct Interval(DateTimeOffset Start, TimeSpan Length, int WattHours, decimal? Price);

    private static EvUsageInterval Show(Interval interval, bool isMetered, string currency)
    {
        decimal? price = interval.Price is { } amount ? EvMoney.Minor(amount, currency) : null;
        return new EvUsageInterval(
            (int)interval.Length.TotalSeconds, interval.Start, interval.WattHours, isMetered ? interval.WattHours : null, null, null, price,
            price is { } known ? new EvEnergyDeliveredByPrice(known, interval.WattHours) : null);
    }

    private static IEnumerable<Interval> Intervals(PartedSession one, ChargePart part)
    {
        var (kwh, told) = (one.Curve.Between(part.Start, part.End).From.Kwh, SubSessionWords.WattHours(one.Curve.Between(part.Start, part.End).From.Kwh));
        foreach (var half in one.QuartersOf(part, pricesAll: true).GroupBy(quarter => new DateTimeOffset(quarter.Start.UtcTicks - quarter.Start.UtcTicks % length.Ticks, TimeSpan.Zero)))
        {
            kwh += half.Sum(quarter => quarter.Kwh);
            // Rounded so that all add up.
            var now = SubSessionWords.WattHours(kwh);
            yield return new Interval(half.Key, length, now - told, PriceOf([.. half]));
            told = now;
        }
    }

    /// <summary>The mean by energy, or by time where nothing flowed.</summary>
    private static decimal? PriceOf(IReadOnlyList<PricedEnergy> quarters)
    {
        var flowing = quarters.Where(quarter => quarter.Kwh > 0).ToList();
        var counted = flowing.Count > 0 ? flowing : quarters;
        if (counted.Any(quarter => quarter.Price is null) || counted.Select(quarter => quarter.Price!.Value.Currency).Distinct().Count() > 1) return null;
        if (counted.Select(quarter => quarter.Price!.Value.Amount).Distinct().ToList() is [var only]) return only;
        return flowing.Count > 0 ? (decimal)(flowing.Sum(quarter => quarter.Kwh * (double)quarter.Price!.Value.Amount) / flowing.Sum(quarter => quarter.Kwh)) : counted.Average(quarter => quarter.Price!.Value.Amount);
    }

    private static List<Interval> Merge(IEnumerable<Interval> intervals)
    {
        var merged = new List<Interval>();
        foreach (var interval in intervals)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Start + last.Length == interval.Start && last.Price == interval.Price && last.WattHours == 0 == (interval.WattHours == 0))
                merged[^1] = last with { Length = last.Length + interval.Length, WattHours = last.WattHours + interval.WattHours };
            else merged.Add(interval);
        }
        return merged;
    }
}
