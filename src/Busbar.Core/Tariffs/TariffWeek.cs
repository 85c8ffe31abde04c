using Busbar.Core.Basics;

namespace Busbar.Core.Tariffs;

/// <summary>A part of a day with one rate.</summary>
/// <param name="Weekday">From 0 for Monday.</param>
/// <param name="From">Minutes from midnight.</param>
/// <param name="To">Not part of it; 1440 for the end of the day.</param>
public sealed record TariffSpan(int Weekday, int From, int To, string Rate);

/// <summary>The intervals of a tariff laid out over the minutes of a week, which begins on Monday at midnight.</summary>
public static class TariffWeek
{
    public const int Day = 24 * 60, Length = 7 * Day;

    /// <summary>The rate of every minute; null where there is none. No two intervals may claim the same minute.</summary>
    public static Result<string?[]> Of(IReadOnlyList<TariffInterval> intervals)
    {
        var week = new string?[Length];
        for (var i = 0; i < intervals.Count; i++)
        {
            var (rate, weekdays, from, to) = intervals[i];
            var minutes = to > from ? to - from : to + Day - from;
            foreach (var weekday in weekdays ?? everyDay)
                for (var minute = 0; minute < minutes; minute++)
                {
                    ref var claimed = ref week[(weekday * Day + from + minute) % Length];
                    if (claimed is not null) return Fault.Invalid($"tariffIntervals[{i}]", "It overlaps another one: at any time of the week there is one rate at most.");
                    claimed = rate;
                }
        }
        return week;
    }

    /// <summary>Which minute of the week a clock there shows.</summary>
    public static int MinuteAt(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return ((int)local.DayOfWeek + 6) % 7 * Day + local.Hour * 60 + local.Minute;
    }

    /// <summary>The same week by a clock that is behind by so much, day by day: what crosses midnight there is in two parts.</summary>
    public static IReadOnlyList<TariffSpan> Behind(string?[] week, TimeSpan offset)
    {
        var (spans, shift) = (new List<TariffSpan>(), (int)offset.TotalMinutes);
        for (var from = 0; from < Length;)
        {
            var (rate, to) = (RateAt(from), from + 1);
            while (to % Day != 0 && RateAt(to) == rate) to++;
            if (rate is not null) spans.Add(new TariffSpan(from / Day, from % Day, to - from / Day * Day, rate));
            from = to;
        }
        return spans;

        string? RateAt(int minute) => week[(minute + shift + Length) % Length];
    }

    private static readonly IReadOnlyList<int> everyDay = [.. Enumerable.Range(0, 7)];
}
