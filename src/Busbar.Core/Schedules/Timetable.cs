using Busbar.Core.Commands;
using Busbar.Core.Tariffs;

namespace Busbar.Core.Schedules;

/// <summary>What a schedule wishes for at a moment, and when that changes next.</summary>
public static class Timetable
{
    /// <summary>Rules come round every week: what has not changed by then does not.</summary>
    private static readonly TimeSpan horizon = TimeSpan.FromDays(8);

    /// <param name="zone">The clock of the place.</param>
    public static Command At(Schedule schedule, TimeZoneInfo zone, DateTimeOffset moment)
    {
        var minute = TariffWeek.MinuteAt(moment, zone);
        foreach (var rule in schedule.Rules)
            if (Holds(rule, moment, minute)) return rule.Wish;
        return schedule.Otherwise;
    }

    /// <summary>The changes that come next, soonest first.</summary>
    public static IReadOnlyList<Transition> Next(Schedule schedule, TimeZoneInfo zone, DateTimeOffset now, int most)
    {
        var (found, wish, looked) = (new List<Transition>(), At(schedule, zone, now), now);
        // Moments that are named once may lie years ahead; between them the weeks are alike.
        var named = schedule.Rules.SelectMany(rule => new[] { rule.Start, rule.End }).OfType<DateTimeOffset>().Where(moment => moment > now).Distinct().Order().ToList();
        foreach (var (from, to) in Spans(now, named))
        {
            if (to <= looked) continue;
            foreach (var moment in Moments(schedule, zone, from, to).Concat(named.Where(one => one >= from && one <= to)).Where(moment => moment > looked && moment <= to).Distinct().Order())
            {
                if (At(schedule, zone, moment) is var then && then == wish) continue;
                found.Add(new Transition(moment, wish = then));
                if (found.Count == most) return found;
            }
            looked = to;
        }
        return found;
    }

    private static bool Holds(ScheduleRule rule, DateTimeOffset moment, int minute)
    {
        if (moment < rule.Start || moment >= rule.End) return false;
        var (day, at) = (minute / TariffWeek.Day, minute % TariffWeek.Day);
        if (rule is not { From: { } from, To: { } to }) return IsOn(day);
        if (from < to) return at >= from && at < to && IsOn(day);
        return (at >= from && IsOn(day)) || (at < to && IsOn((day + 6) % 7));

        bool IsOn(int weekday) => rule.Weekdays is not { } days || days.Contains(weekday);
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(DateTimeOffset now, List<DateTimeOffset> named) =>
        new[] { now }.Concat(named).Select(from => (from, from + horizon));

    /// <summary>Every moment of a span at which a rule that goes by the clock may begin or end.</summary>
    private static IEnumerable<DateTimeOffset> Moments(Schedule schedule, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = schedule.Rules.SelectMany(rule => new[] { rule.From, rule.To }).OfType<int>().Append(0).Select(minute => minute % TariffWeek.Day).Distinct().ToList();
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1);
        for (var day = first; day.ToDateTime(TimeOnly.MinValue) <= TimeZoneInfo.ConvertTime(to, zone).DateTime; day = day.AddDays(1))
        {
            foreach (var minute in minutes)
                foreach (var moment in Strikes(day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute), zone)) yield return moment;
            if (ClockChange(day, zone) is { } change) yield return change;
        }
    }

    // An hour that comes twice strikes twice; one that is left out, not at all: then the leap is the moment.
    private static IEnumerable<DateTimeOffset> Strikes(DateTime local, TimeZoneInfo zone) =>
        zone.IsInvalidTime(local) ? []
        : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Select(offset => new DateTimeOffset(local, offset).ToUniversalTime())
        : [new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()];

    /// <summary>The moment of this day at which clocks leap, to the minute; null on most days.</summary>
    private static DateTimeOffset? ClockChange(DateOnly day, TimeZoneInfo zone)
    {
        var (before, after) = (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-14), new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(38));
        if (zone.GetUtcOffset(before) is var offset && offset == zone.GetUtcOffset(after)) return null;
        for (var minutes = (int)(after - before).TotalMinutes; minutes > 1;)
        {
            var half = minutes / 2;
            if (zone.GetUtcOffset(before.AddMinutes(half)) == offset) (before, minutes) = (before.AddMinutes(half), minutes - half);
            else minutes = half;
        }
        return before.AddMinutes(1);
    }
}
