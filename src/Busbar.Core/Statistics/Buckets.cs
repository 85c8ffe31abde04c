using Busbar.Core.Prices;

namespace Busbar.Core.Statistics;

/// <summary>How long a bucket of statistics is.</summary>
public enum BucketLength { QuarterHour, HalfHour, Hour, Day, Week, Month, Year }

/// <summary>
/// The buckets of time that statistics are put together in. Up to an hour they are counted in UTC; days and more are those of a
/// place's calendar, so that a day may have 23 or 25 hours. Weeks begin on Monday.
/// </summary>
public static class Buckets
{
    /// <summary>The start of the one that a moment lies in.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset moment, BucketLength length, TimeZoneInfo zone) => length switch
    {
        BucketLength.QuarterHour => Quarters.Of(moment),
        BucketLength.HalfHour => Floor(moment, TimeSpan.FromMinutes(30)),
        BucketLength.Hour => Floor(moment, TimeSpan.FromHours(1)),
        BucketLength.Day or BucketLength.Week or BucketLength.Month or BucketLength.Year => Midnight(FirstDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime), length), zone),
    };

    /// <summary>The end of the one that starts there.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset start, BucketLength length, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        return length switch
        {
            BucketLength.QuarterHour => start + Quarters.Length,
            BucketLength.HalfHour => start + TimeSpan.FromMinutes(30),
            BucketLength.Hour => start + TimeSpan.FromHours(1),
            BucketLength.Day => Midnight(day.AddDays(1), zone),
            BucketLength.Week => Midnight(day.AddDays(7), zone),
            BucketLength.Month => Midnight(day.AddMonths(1), zone),
            BucketLength.Year => Midnight(day.AddYears(1), zone),
        };
    }

    /// <summary>All of a span, which begins at the start of one.</summary>
    public static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Within(DateTimeOffset start, DateTimeOffset end, BucketLength length, TimeZoneInfo zone)
    {
        for (var from = start; from < end;)
        {
            var to = EndOf(from, length, zone);
            yield return (from, to);
            from = to;
        }
    }

    /// <summary>When a day begins: at midnight, or at the first moment after it where the clocks leap over midnight.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        // Where midnight strikes twice the day begins with the first.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateOnly FirstDay(DateOnly day, BucketLength length) => length switch
    {
        BucketLength.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        BucketLength.Month => new DateOnly(day.Year, day.Month, 1),
        BucketLength.Year => new DateOnly(day.Year, 1, 1),
        _ => day,
    };

    private static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan step) => moment.ToUniversalTime().AddTicks(-(moment.UtcTicks % step.Ticks));
}
