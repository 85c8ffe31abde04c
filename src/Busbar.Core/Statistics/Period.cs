namespace Busbar.Core.Statistics;

/// <summary>A day or a month of a place's calendar.</summary>
/// <param name="Day">Null for the whole month.</param>
public sealed record Period(DateOnly FirstDay, int? Day, TimeZoneInfo Zone)
{
    public static Period OfMonth(int year, int month, TimeZoneInfo zone) => new(new DateOnly(year, month, 1), null, zone);

    public static Period OfDay(int year, int month, int day, TimeZoneInfo zone) => new(new DateOnly(year, month, day), day, zone);

    public DateTimeOffset Start => Buckets.Midnight(FirstDay, Zone);

    public DateTimeOffset End => Buckets.Midnight(Day is null ? FirstDay.AddMonths(1) : FirstDay.AddDays(1), Zone);

    /// <summary>A day is told by quarters of an hour, a month by days.</summary>
    public BucketLength Step => Day is null ? BucketLength.Day : BucketLength.QuarterHour;

    public IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Steps => Buckets.Within(Start, End, Step, Zone);
}
