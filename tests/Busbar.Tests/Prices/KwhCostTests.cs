using Busbar.Core.Prices;
using Busbar.Core.Tariffs;
using Busbar.Tests.Tariffs;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Prices;

public sealed class KwhCostTests
{
    private static readonly DateTimeOffset[] turns =
    [
        // Where clocks change, in both directions, also at midnight; where days, months and years turn.
        At("2026-03-29T01:00:00Z"), At("2026-10-25T01:00:00Z"), At("2026-04-24T00:00:00Z"), At("2026-04-04T16:00:00Z"), At("2026-12-31T23:00:00Z"), At("2026-06-14T22:00:00Z"),
    ];

    private static readonly string[] zones = ["Europe/Oslo", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];

    [Fact]
    public void It_is_what_looking_at_the_clock_every_minute_gives() => Prop.ForAll(Worlds().ToArbitrary(), world =>
    {
        var (sheet, start) = world;
        for (var quarter = 0; quarter < 60; quarter++)
        {
            var from = start.AddMinutes(15 * quarter);
            var minutes = Enumerable.Range(0, 15).Select(minute => Naive(sheet, from.AddMinutes(minute))).ToList();
            var mean = minutes.Any(price => price is null) || minutes.Select(price => price!.Value.Currency).OfType<string>().Distinct().Count() > 1 ? (decimal?)null : minutes.Average(price => price!.Value.Amount);
            if (mean != KwhCost.Over(sheet, from, 15)?.Amount) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tariff_counts_from_when_it_was_told()
    {
        var noon = At("2026-03-02T12:00:00Z");
        var always = new TariffInterval("flat", null, 0, 24 * 60);
        var sheet = new PriceSheet(
            TimeZoneInfo.Utc, [new PlacedTariff(noon, [always], [Told(noon, "0.20"), Told(noon.AddHours(1), "0.30")]), new PlacedTariff(noon.AddHours(2), [], [])],
            new Dictionary<DateTimeOffset, KwhPrice> { [noon.AddHours(-1)] = new(0.1m, "EUR"), [noon] = new(0.11m, "EUR"), [noon.AddHours(2)] = new(0.12m, "EUR") });
        Assert.Equal(new KwhPrice(0.1m, "EUR"), KwhCost.At(sheet, noon.AddMinutes(-46)));
        Assert.Null(KwhCost.At(sheet, noon.AddMinutes(-45)));
        Assert.Equal(new KwhPrice(0.20m, null), KwhCost.At(sheet, noon));
        Assert.Equal(new KwhPrice(0.30m, null), KwhCost.At(sheet, noon.AddHours(1)));
        // A gap in the tariff is the market's.
        Assert.Equal(new KwhPrice(0.12m, "EUR"), KwhCost.At(sheet, noon.AddHours(2)));
    }

    /// <summary>By the words of the tariff, and a search through all that is there.</summary>
    private static KwhPrice? Naive(PriceSheet sheet, DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, sheet.Zone);
        var (day, clock) = (((int)local.DayOfWeek + 6) % 7, local.ToString("HH:mm", null));
        var placed = sheet.Tariffs.Where(tariff => tariff.Since <= moment).MaxBy(tariff => tariff.Since);
        var interval = placed?.Intervals.SingleOrDefault(one =>
        {
            var (from, to) = (Clock(one.From), Clock(one.To));
            return string.CompareOrdinal(from, to) < 0
                ? On(one, day) && string.CompareOrdinal(clock, from) >= 0 && string.CompareOrdinal(clock, to) < 0
                : (On(one, day) && string.CompareOrdinal(clock, from) >= 0) || (On(one, (day + 6) % 7) && string.CompareOrdinal(clock, to) < 0);
        });
        if (interval is not null)
        {
            var rate = placed!.Versions.Where(tariff => tariff.Since <= moment).MaxBy(tariff => tariff.Since)?.Rates.FirstOrDefault(rate => rate.Name == interval.Rate);
            return rate is null ? null : new KwhPrice(decimal.Parse(rate.Cost, System.Globalization.CultureInfo.InvariantCulture), null);
        }
        return sheet.Market.Where(price => price.Key <= moment && moment < price.Key.AddMinutes(15)).Select(price => (KwhPrice?)price.Value).SingleOrDefault();

        static bool On(TariffInterval interval, int day) => interval.Weekdays?.Contains(day) ?? true;

        static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";
    }

    private static Gen<(PriceSheet Sheet, DateTimeOffset Start)> Worlds() =>
        from zone in Gen.Elements(zones)
        from turn in Gen.Elements(turns)
        from before in Gen.Choose(0, 59)
        from first in TariffWeekTests.Weeks().Generator
        from second in TariffWeekTests.Weeks().Generator
        from changeAt in Gen.Choose(-300, 900)
        from raiseAt in Gen.Choose(-300, 900)
        from hasB in Gen.Elements(true, true, false)
        from missing in Gen.Choose(0, 5)
        from isToldAtAll in Gen.Elements(true, true, true, false)
        let start = turn.AddMinutes(-15 * before)
        let versions = new[] { Told(start.AddDays(-9), "0.25", "-0.5"), hasB ? Told(start.AddMinutes(raiseAt), "0.3", "1") : Told(start.AddMinutes(raiseAt), "0.3") }
        let tariffs = new[] { new PlacedTariff(start.AddDays(-8), Sound(first), versions), new PlacedTariff(start.AddMinutes(changeAt), Sound(second), versions) }
        let market = Enumerable.Range(0, 70).Where(quarter => quarter % 6 != missing).ToDictionary(quarter => start.AddMinutes(15 * quarter), quarter => new KwhPrice(quarter / 100m, quarter < 50 ? "EUR" : "NOK"))
        select (new PriceSheet(TimeZoneInfo.FindSystemTimeZoneById(zone), isToldAtAll ? [.. tariffs.OrderBy(tariff => tariff.Since)] : [], market), start);

    /// <summary>As many as do not overlap.</summary>
    private static List<TariffInterval> Sound(List<TariffInterval> intervals)
    {
        var sound = new List<TariffInterval>();
        foreach (var interval in intervals)
            if (TariffWeek.Of([.. sound, interval]).Ok(out _, out _)) sound.Add(interval);
        return sound;
    }

    private static Tariff Told(DateTimeOffset since, string a, string? b = null) =>
        new(default, default, "t", since, b is null ? [new TariffRate("a", a), new TariffRate("flat", a)] : [new TariffRate("a", a), new TariffRate("b", b)]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
