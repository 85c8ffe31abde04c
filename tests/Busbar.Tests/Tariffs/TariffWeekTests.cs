using Busbar.Core.Tariffs;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Tariffs;

public sealed class TariffWeekTests
{
    [Fact]
    public void A_week_told_in_utc_has_the_same_rate_at_every_moment() =>
        Prop.ForAll(Weeks(), Gen.Elements(-600, -210, 0, 60, 120, 345, 840).ToArbitrary(), (intervals, offset) =>
        {
            if (!TariffWeek.Of(intervals).Ok(out var week, out _)) return true;
            var spans = TariffWeek.Behind(week, TimeSpan.FromMinutes(offset));
            var told = new string?[TariffWeek.Length];
            foreach (var span in spans)
                for (var minute = span.From; minute < span.To; minute++)
                {
                    Assert.Null(told[span.Weekday * TariffWeek.Day + minute]);
                    told[span.Weekday * TariffWeek.Day + minute] = span.Rate;
                }
            return Enumerable.Range(0, TariffWeek.Length).All(minute => told[minute] == week[(minute + offset + TariffWeek.Length) % TariffWeek.Length])
                && spans.All(span => span.From < span.To && span.To <= TariffWeek.Day);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Intervals_overlap_where_one_minute_has_two_rates() =>
        Prop.ForAll(Weeks(), intervals =>
        {
            var claims = Enumerable.Range(0, TariffWeek.Length).Max(minute => intervals.Count(interval => Holds(interval, minute / TariffWeek.Day, minute % TariffWeek.Day)));
            return TariffWeek.Of(intervals).Ok(out _, out _) == claims <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_night_of_Oslo_is_in_two_parts_in_utc()
    {
        var week = TariffWeek.Of([new TariffInterval("night", [0], 22 * 60, 6 * 60)]).Value;
        Assert.Equal([new TariffSpan(0, 21 * 60, 24 * 60, "night"), new TariffSpan(1, 0, 5 * 60, "night")], TariffWeek.Behind(week, TimeSpan.FromHours(1)));
        var day = TariffWeek.Of([new TariffInterval("day", [0], 0, 24 * 60)]).Value;
        Assert.Equal([new TariffSpan(0, 0, 23 * 60, "day"), new TariffSpan(6, 23 * 60, 24 * 60, "day")], TariffWeek.Behind(day, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData("0.1234", true)]
    [InlineData("-1", true)]
    [InlineData("+.5", true)]
    [InlineData("3.", true)]
    [InlineData("123456789.123456789", true)]
    [InlineData("1234567890", false)]
    [InlineData("0.1234567890", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData("1,5", false)]
    [InlineData("1e3", false)]
    [InlineData("1\n", false)]
    [InlineData("\u0661", false)]
    public void A_cost_is_a_decimal_number(string text, bool isCost)
    {
        Assert.Equal(isCost, CheckTariff.IsCost(text));
        if (isCost) Assert.NotNull(new Tariff(default, default, "t", default, [new TariffRate("a", text)]).CostOfRate("a"));
    }

    private static bool Holds(TariffInterval interval, int weekday, int minute)
    {
        var isOvernight = interval.To < interval.From;
        return (Begins(weekday) && minute >= interval.From && (isOvernight || minute < interval.To)) || (isOvernight && Begins((weekday + 6) % 7) && minute < interval.To);

        bool Begins(int day) => interval.Weekdays?.Contains(day) ?? true;
    }

    /// <summary>Few intervals, so that some do not overlap.</summary>
    public static Arbitrary<List<TariffInterval>> Weeks() => (
        from told in (from name in Gen.Elements("a", "b")
                      from days in Gen.Elements<int[]?>(null, [0], [5, 6], [0, 1, 2, 3, 4], [6])
                      from hour in Gen.Choose(0, 23)
                      from minute in Gen.Elements(0, 0, 7, 30)
                      from length in Gen.Elements(1, 7, 60, 480, 600, 1440)
                      let start = hour * 60 + minute
                      let end = start + length > 1440 ? start + length - 1440 : start + length
                      where end != start
                      select new TariffInterval(name, days, start, end)).ListOf()
        select told.Take(4).ToList()).ToArbitrary();
}
