using Busbar.Core.Commands;
using Busbar.Core.Schedules;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Schedules;

public sealed class TimetableTests
{
    private static readonly Command start = new(CommandKind.StartCharging), stop = new(CommandKind.StopCharging);

    // Two days before clocks change in Europe and on Lord Howe, and a day where nothing happens.
    private static readonly DateTimeOffset[] days = [At("2026-03-27T00:00:00Z"), At("2026-10-23T00:00:00Z"), At("2026-04-02T13:00:00Z"), At("2026-06-10T00:00:00Z")];

    private static readonly TimeZoneInfo[] zones = [TimeZoneInfo.Utc, .. new[] { "Europe/Oslo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns" }.Select(TimeZoneInfo.FindSystemTimeZoneById)];

    /// <summary>Whoever looks every minute sees the same.</summary>
    [Fact]
    public void What_comes_next_is_what_looking_every_minute_finds() => Prop.ForAll(Schedules().ToArbitrary(), Gen.Elements(zones).ToArbitrary(), Starts().ToArbitrary(), (schedule, zone, now) =>
    {
        var (seen, wish) = (new List<Transition>(), Timetable.At(schedule, zone, now));
        for (var moment = now.AddMinutes(1); moment <= now.AddDays(4) && seen.Count < 3; moment = moment.AddMinutes(1))
            if (Timetable.At(schedule, zone, moment) is var then && then != wish) seen.Add(new Transition(moment, wish = then));
        var told = Timetable.Next(schedule, zone, now, 3).TakeWhile(next => next.At <= now.AddDays(4)).ToList();
        return told.SequenceEqual(seen);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-03-02T21:59:00Z", false)] // a Monday
    [InlineData("2026-03-02T22:00:00Z", true)]
    [InlineData("2026-03-03T05:59:00Z", true)]
    [InlineData("2026-03-03T06:00:00Z", false)]
    [InlineData("2026-03-03T22:00:00Z", false)] // a Tuesday, on which the night does not begin
    [InlineData("2026-03-04T03:00:00Z", false)]
    public void A_night_belongs_to_the_day_on_which_it_begins(string moment, bool charges) =>
        Assert.Equal(charges ? start : stop, Timetable.At(Of(new ScheduleRule(start, 22 * 60, 6 * 60, [0], null, null)), TimeZoneInfo.Utc, At(moment)));

    [Fact]
    public void Of_two_rules_the_first_counts_and_without_one_the_rest()
    {
        var schedule = Of(new ScheduleRule(stop, 60, 120, null, null, null), new ScheduleRule(start, 0, 180, null, null, null));
        Assert.Equal([start, stop, start, stop], new[] { 30, 90, 150, 200 }.Select(minute => Timetable.At(schedule, TimeZoneInfo.Utc, days[0].AddMinutes(minute))));
    }

    [Fact]
    public void A_moment_that_is_named_years_ahead_is_found()
    {
        var far = At("2030-01-01T12:00:30Z");
        var schedule = Of(new ScheduleRule(start, null, null, null, far, far.AddHours(1)));
        Assert.Equal([new Transition(far, start), new Transition(far.AddHours(1), stop)], Timetable.Next(schedule, TimeZoneInfo.Utc, days[0], 2));
    }

    private static Schedule Of(params ScheduleRule[] rules) => new(
        default, default, default, default, ScheduleSort.Charging, null, true, stop, rules, new ScheduleStatus(ScheduleState.Disabled, default, stop), null, default);

    private static Gen<Schedule> Schedules() =>
        from rules in (from charges in Gen.Elements(true, false)
                       from span in Gen.Choose(0, 3)
                       from fromQuarter in Gen.Choose(0, 95)
                       from quarters in Gen.Choose(1, 95)
                       from someDays in Gen.Elements(null, new[] { 0 }, [5, 6], [0, 1, 2, 3, 4], [2, 6])
                       from begins in Gen.Choose(-2, 20)
                       from hours in Gen.Choose(1, 60)
                       select new ScheduleRule(
                           charges ? start : stop, span == 0 ? null : fromQuarter * 15, span == 0 ? null : End(fromQuarter * 15 + quarters * 15), someDays,
                           span == 3 ? days[0].AddHours(begins * 12) : null, span == 3 ? days[0].AddHours(begins * 12 + hours) : null)).ListOf()
        select Of([.. rules.Take(4)]);

    private static int End(int minute) => minute == 1440 ? 1440 : minute % 1440;

    private static Gen<DateTimeOffset> Starts() => from day in Gen.Elements(days) from minutes in Gen.Choose(0, 3 * 1440) select day.AddMinutes(minutes);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
