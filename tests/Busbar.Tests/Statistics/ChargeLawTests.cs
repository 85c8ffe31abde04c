using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Prices;
using Busbar.Core.Readings;
using Busbar.Core.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Statistics;

/// <summary>What holds of statistics whatever was measured.</summary>
public sealed class ChargeLawTests
{
    // The clocks of Oslo and of Lord Howe change within.
    private static readonly DateTimeOffset start = new(2026, 3, 27, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo[] zones = [TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo"), TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu")];

    [Fact]
    public void The_buckets_of_a_growing_register_add_up_to_what_it_grew_by() => Prop.ForAll(Registers().ToArbitrary(), Calendars().ToArbitrary(), (story, calendar) =>
    {
        var slots = Slots(story);
        var buckets = ChargeBuckets.Of([new DeviceCharging(default, null, [.. slots.Select(slot => new PricedSlot(slot.Start, slot.In!.Value, null, null))])], calendar.Length, calendar.Zone);
        var grown = story.Count < 2 ? 0 : story[^1].Register - story[0].Register;
        return Near(grown, buckets.Sum(bucket => bucket.Kwh)) && buckets.All(bucket => bucket.Kwh >= 0 && bucket.Kw.Min >= 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_register_grew_by_belongs_to_the_time_since_it_was_told_before()
    {
        List<Told> story = [.. Enumerable.Range(0, 10).Select(ten => new Told(start.AddMinutes(5 + 10 * ten).ToMicros(), 100 + ten))];
        Assert.Equal([1, 1.5, 1.5, 1.5, 1.5, 1.5, 0.5], Slots(story).Select(slot => Math.Round(slot.In!.Value.Kwh, 9)));
        // Also to a quarter of an hour in which nothing was told.
        Assert.Equal([0.5, 0.75, 0.15], Slots([new Told(start.AddMinutes(5).ToMicros(), 10), new Told(start.AddMinutes(33).ToMicros(), 11.4)]).Select(slot => Math.Round(slot.In!.Value.Kwh, 9)));
        // After a long silence nobody knows.
        story.Add(new Told(start.AddHours(5).ToMicros(), 200));
        Assert.Equal(91, Slots(story)[^1].In!.Value.Kwh, 9);
    }

    [Fact]
    public void Buckets_of_any_length_hold_the_same_energy_and_cost_and_follow_each_other() => Prop.ForAll(Devices().ToArbitrary(), Calendars().ToArbitrary(), (devices, calendar) =>
    {
        var buckets = ChargeBuckets.Of(devices, calendar.Length, calendar.Zone);
        var all = devices.SelectMany(device => device.Slots).ToList();
        return Near(all.Sum(slot => slot.Draw.Kwh), buckets.Sum(bucket => bucket.Kwh))
            && Near(all.Sum(slot => slot.Draw.Kwh * (double)slot.Price!.Value.Amount), buckets.Sum(bucket => bucket.Cost!.Sum))
            && buckets.Zip(buckets.Skip(1)).All(pair => Buckets.EndOf(pair.First.Start, calendar.Length, calendar.Zone) <= pair.Second.Start)
            && all.All(slot => buckets.Count(bucket => bucket.Start <= slot.Start && slot.Start < Buckets.EndOf(bucket.Start, calendar.Length, calendar.Zone)) == 1)
            && buckets.All(bucket => bucket.Cost!.Price is not { } price || (price.Min <= price.Mean + 1e-9 && price.Mean <= price.Max + 1e-9 && Near(price.Mean * bucket.Kwh, bucket.Cost.Sum)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_price_that_is_missing_makes_the_cost_of_its_bucket_unknown_and_of_no_other()
    {
        PricedSlot At(int quarter, double kwh, decimal? price) => new(start.AddMinutes(15 * quarter), new Draw(kwh, kwh * 4), null, price is { } known ? new KwhPrice(known, "EUR") : null);
        var buckets = ChargeBuckets.Of([new DeviceCharging(default, null, [At(0, 1, 0.2m), At(1, 1, null), At(4, 2, 0.3m), At(5, 0, null)])], BucketLength.Hour, TimeZoneInfo.Utc);
        Assert.Null(buckets[0].Cost);
        Assert.Equal(0.6, buckets[1].Cost!.Sum, 9);
        Assert.Equal(2, buckets[0].Kwh);
    }

    [Fact]
    public void Every_day_of_a_calendar_is_followed_by_the_next() => Prop.ForAll(Gen.Elements(TimeZoneInfo.GetSystemTimeZones().ToArray()).ToArbitrary(), Gen.Choose(0, 20 * 365).ToArbitrary(), (zone, days) =>
    {
        var day = new DateOnly(2010, 1, 1).AddDays(days);
        var (from, to) = (Buckets.Midnight(day, zone), Buckets.Midnight(day.AddDays(1), zone));
        // A day may be missing whole, where a place has crossed the date line.
        return from <= to && (from == to || (Buckets.StartOf(from, BucketLength.Day, zone) == from && Buckets.StartOf(to.AddTicks(-1), BucketLength.Day, zone) == from));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_into_a_house_goes_somewhere() => Prop.ForAll(Flows().ToArbitrary(), drawn =>
    {
        var parts = new[] { DeviceKind.Inverter, DeviceKind.Battery, DeviceKind.Meter }.Select((kind, i) => new SitePart(kind, 10, null, [.. drawn.Select((one, at) => Slot(at, one[i * 2], one[i * 2 + 1]))])).ToList();
        var flow = SiteFlows.Energy(parts, start, start.AddDays(1));
        if (drawn.Count == 0) return flow.IsUnknown;
        var rest = flow.Generation + flow.Import + flow.Discharge - flow.Export - flow.Charge;
        return Near(Math.Max(0, rest!.Value), flow.Consumption!.Value) && Near(flow.Generation!.Value, drawn.Sum(one => one[1]) / 10.0);

        static EnergySlot Slot(int at, int into, int outOf) => new(start.AddMinutes(15 * at), new Draw(into / 10.0, into / 2.5), new Draw(outOf / 10.0, outOf / 2.5), null);
    }).QuickCheckThrowOnFailure();

    /// <summary>No part takes more than there is, or brings more than is wanted; and what the house uses comes from somewhere.</summary>
    [Fact]
    public void Every_part_of_a_flow_begins_and_ends_somewhere() => Prop.ForAll(Flows().ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (drawn, lacking) =>
    {
        var kinds = new[] { DeviceKind.Inverter, DeviceKind.Battery, DeviceKind.Meter };
        var parts = kinds.Select((kind, i) => new SitePart(kind, 10, null, [.. drawn.Select((one, at) => new EnergySlot(start.AddMinutes(15 * at), new Draw(one[i * 2] / 10.0, 0), new Draw(one[i * 2 + 1] / 10.0, 0), null))]))
            .Where(part => lacking is 3 || part.Kind != kinds[lacking]).ToList();
        return SiteFlows.EnergyByQuarter(parts).All(quarter =>
        {
            var (flow, split) = (quarter.Flow, SiteSplit.Of(quarter.Flow, parts));
            if (lacking is 2) return split == SiteSplit.Unknown;
            double?[] all = [split.SolarToHome, split.SolarToBattery, split.SolarToGrid, split.BatteryToHome, split.BatteryToGrid, split.GridToHome, split.GridToBattery];
            return all.All(part => part is null or >= 0)
                && (split.SolarToHome is null, split.BatteryToHome is null, split.SolarToBattery is null) == (lacking is 0, lacking is 1, lacking is 0 or 1)
                && Sum(split.SolarToHome, split.SolarToBattery, split.SolarToGrid) <= Sum(flow.Generation) + 1e-9 && Sum(split.BatteryToHome, split.BatteryToGrid) <= Sum(flow.Discharge) + 1e-9
                && Sum(split.GridToHome, split.GridToBattery) <= flow.Import + 1e-9 && Sum(split.SolarToBattery, split.GridToBattery) <= Sum(flow.Charge) + 1e-9
                && Sum(split.SolarToGrid, split.BatteryToGrid) <= flow.Export + 1e-9 && Near(Sum(split.SolarToHome, split.BatteryToHome, split.GridToHome), flow.Consumption!.Value);
        });

        static double Sum(params double?[] some) => some.Sum(one => one ?? 0);
    }).QuickCheckThrowOnFailure();

    private sealed record Told(long At, double Register);

    private static Gen<List<Told>> Registers() =>
        from moments in (from seconds in Gen.Frequency((8, Gen.Choose(1, 1_200)), (2, Gen.Choose(1_200, 10_000)), (1, Gen.Choose(10_000, 300_000)))
                         from grown in Gen.Choose(0, 50)
                         select (seconds, grown)).ListOf()
        select Tell(moments);

    private static List<Told> Tell(IEnumerable<(int Seconds, int Grown)> moments)
    {
        var (at, register, story) = (start.ToMicros(), 1_000.0, new List<Told>());
        foreach (var (seconds, grown) in moments) story.Add(new Told(at += seconds * 1_000_000L, register += grown / 10.0));
        return story;
    }

    private static List<EnergySlot> Slots(List<Told> story)
    {
        var fold = new AggregateFold(new Intervals(start, start.AddDays(400), Quarters.Length), 0, long.MaxValue, new Dictionary<Signal, double>(), spreads: true);
        foreach (var told in story) fold.Take(told.At, [(Signal.EnergyIn, told.Register)]);
        var meter = story.Count == 0 ? Metering.None : new Metering([Signal.EnergyIn], story[0].At.ToTime());
        return [.. fold.Finish().Select(aggregate => SlotEnergy.Of(aggregate, meter, Metering.None)).OfType<EnergySlot>()];
    }

    private static Gen<List<DeviceCharging>> Devices() =>
        from devices in (from slots in (from quarter in Gen.Choose(0, 2_000)
                                        from tenths in Gen.Choose(0, 40)
                                        from cents in Gen.Choose(-20, 90)
                                        select new PricedSlot(start.AddMinutes(15 * quarter), new Draw(tenths / 10.0, tenths / 2.5), null, new KwhPrice(cents / 100m, "EUR"))).ListOf()
                         select new DeviceCharging(default, null, [.. slots.DistinctBy(slot => slot.Start).OrderBy(slot => slot.Start)])).ListOf()
        select devices.Take(3).ToList();

    private static Gen<List<int[]>> Flows() => from slots in Gen.Choose(0, 30).ArrayOf(6).ListOf() select slots.Take(90).ToList();

    private static Gen<(BucketLength Length, TimeZoneInfo Zone)> Calendars() => from length in Gen.Elements(Enum.GetValues<BucketLength>()) from zone in Gen.Elements(zones) select (length, zone);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-6 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
