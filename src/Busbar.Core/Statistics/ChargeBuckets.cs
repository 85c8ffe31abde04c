namespace Busbar.Core.Statistics;

/// <summary>What was consumed in a bucket of time.</summary>
/// <param name="Kw">The power while something was consumed; all 0 where nothing was.</param>
/// <param name="Cost">Null where it is not known.</param>
/// <param name="WithoutPlans">What it would have cost had everything been charged at once; null where nothing was planned, or that is not known.</param>
public sealed record ChargeBucket(DateTimeOffset Start, Spread Kw, double Kwh, Cost? Cost, Cost? WithoutPlans = null);

/// <summary>Puts what devices consumed together into buckets. Those of which nothing is known are left out.</summary>
public static class ChargeBuckets
{
    public static IReadOnlyList<ChargeBucket> Of(IEnumerable<DeviceCharging> devices, BucketLength length, TimeZoneInfo zone)
    {
        // Quarters first, so that the power of devices that charge at once adds up.
        var quarters = devices.SelectMany(device => device.Slots).GroupBy(slot => slot.Start).OrderBy(slots => slots.Key);
        var buckets = new List<ChargeBucket>();
        var (held, end) = (new List<IGrouping<DateTimeOffset, PricedSlot>>(), DateTimeOffset.MinValue);
        foreach (var quarter in quarters)
        {
            if (quarter.Key >= end)
            {
                if (held.Count > 0) buckets.Add(Put(held, length, zone));
                held.Clear();
                end = Buckets.EndOf(Buckets.StartOf(quarter.Key, length, zone), length, zone);
            }
            held.Add(quarter);
        }
        if (held.Count > 0) buckets.Add(Put(held, length, zone));
        return buckets;
    }

    private static ChargeBucket Put(List<IGrouping<DateTimeOffset, PricedSlot>> quarters, BucketLength length, TimeZoneInfo zone)
    {
        var flowing = quarters.Select(slots => slots.Sum(slot => slot.Draw.Kw)).Where(kw => kw > 0).ToList();
        var all = quarters.SelectMany(slots => slots).ToList();
        return new ChargeBucket(
            Buckets.StartOf(quarters[0].Key, length, zone), flowing.Count > 0 ? new Spread(flowing.Min(), flowing.Max(), flowing.Average()) : default,
            all.Sum(slot => slot.Draw.Kwh), Costs.Of(all.Select(slot => (slot.Draw.Kwh, slot.Price))), Costs.WithoutPlans(all));
    }
}
