using Busbar.Vendors.Ocpp;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Ocpp;

public sealed class StationClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(299)]
    [InlineData(-299)]
    public void Up_to_five_minutes_the_stations_own_time_stands(int offSeconds)
    {
        var clock = Live(TimeSpan.FromSeconds(offSeconds));
        Assert.Equal(TimeSpan.Zero, clock.Correction);
        var old = Noon.AddHours(-1);
        Assert.Equal(old, clock.Ours(old, old, Noon));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    [InlineData(86_400)]
    [InlineData(-86_400)]
    public void A_clock_further_off_is_corrected(int offSeconds)
    {
        var off = TimeSpan.FromSeconds(offSeconds);
        var told = Noon.AddMinutes(-30) + off;
        Assert.Equal(Noon.AddMinutes(-30), Live(off).Ours(told, told, Noon));
    }

    [Fact]
    public void A_sample_that_we_asked_for_sets_the_clock_at_once() =>
        Assert.Equal(TimeSpan.FromHours(-3), new StationClock(TimeSpan.Zero).Hear(Noon.AddHours(-3), Noon, live: true).Offset);

    [Fact]
    public void One_old_time_proves_nothing_but_two_in_step_do()
    {
        var clock = new StationClock(TimeSpan.Zero).Hear(Noon.AddHours(-3), Noon, live: false);
        Assert.Equal(TimeSpan.Zero, clock.Offset);
        clock = clock.Hear(Noon.AddHours(-3).AddSeconds(61), Noon.AddSeconds(60), live: false);
        Assert.Equal(-TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1), clock.Offset);
    }

    [Fact]
    public void A_queue_that_is_sent_off_does_not_fool_it()
    {
        var clock = new StationClock(TimeSpan.Zero);
        for (var n = 0; n < 600; n++) clock = clock.Hear(Noon.AddMinutes(n - 600), Noon.AddMilliseconds(n * 80), live: false);
        Assert.Equal(TimeSpan.Zero, clock.Offset);
    }

    [Fact]
    public void A_clock_that_was_set_right_is_noticed()
    {
        var clock = Live(TimeSpan.FromHours(-3)).Hear(Noon.AddSeconds(89), Noon.AddSeconds(90), live: false);
        Assert.Equal(TimeSpan.FromSeconds(-1), clock.Offset);
    }

    [Fact]
    public void One_time_in_the_future_moves_itself_and_nothing_else()
    {
        var clock = new StationClock(TimeSpan.Zero).Hear(Noon.AddYears(40), Noon, live: false);
        Assert.Equal(Noon, clock.Ours(Noon.AddYears(40), Noon.AddYears(40), Noon));
        Assert.Equal(Noon.AddMinutes(-1), clock.Ours(Noon.AddMinutes(-1), Noon.AddMinutes(-1), Noon));
        // Nor does it overtake one that is a little ahead.
        var (told, heard) = (Noon.AddSeconds(4), Noon.AddSeconds(1));
        Assert.Equal(heard, clock.Hear(told, heard, live: false).Ours(told, told, heard));
    }

    [Theory]
    [InlineData(221, 88, 57)]
    [InlineData(221, 57, 88)]
    [InlineData(299, 298, 1)]
    public void Messages_a_little_ahead_that_overtook_each_other_keep_their_order(params int[] ahead)
    {
        var clock = new StationClock(TimeSpan.Zero);
        var ours = new List<(int Told, DateTimeOffset At)>();
        foreach (var seconds in ahead)
        {
            var (told, heard) = (Noon.AddSeconds(seconds), Noon.AddMilliseconds(20 * ours.Count));
            clock = clock.Hear(told, heard, live: false);
            ours.Add((seconds, clock.Ours(told, told, heard)));
            Assert.True(ours[^1].At <= heard);
            // What the message told beside its newest time keeps its distance.
            Assert.Equal(TimeSpan.FromMinutes(5), ours[^1].At - clock.Ours(told.AddMinutes(-5), told, heard));
        }
        Assert.Equal(ours.OrderBy(one => one.Told), ours.OrderBy(one => one.At));
    }

    [Fact]
    public void The_times_of_one_message_keep_their_distance() =>
        Assert.Equal(Noon.AddMinutes(-10), new StationClock(TimeSpan.Zero).Ours(Noon.AddMinutes(-8), newest: Noon.AddMinutes(2), Noon));

    [Fact]
    public void A_clock_that_was_never_set_is_not_believed() =>
        Assert.Equal(Noon, new StationClock(TimeSpan.Zero).Ours(DateTimeOffset.UnixEpoch.AddHours(2), DateTimeOffset.UnixEpoch.AddHours(2), Noon));

    /// <summary>Whatever a station's clock and queue are like: after two live messages a minute apart live times are right, and never later than heard.</summary>
    [Fact]
    public void Live_times_are_right_within_seconds()
    {
        var cases =
            from offSeconds in Gen.Choose(-200_000, 200_000)
            from queued in Gen.ListOf(Gen.Choose(60, 100_000))
            from delays in Gen.ListOf(Gen.Choose(0, 1_000), 4)
            select (off: TimeSpan.FromSeconds(offSeconds), queued, delays);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (clock, heard) = (new StationClock(TimeSpan.Zero), Noon);
            foreach (var age in one.queued.OrderDescending())
            {
                heard = heard.AddMilliseconds(50);
                clock = clock.Hear(Noon.AddSeconds(-age) + one.off, heard, live: false);
            }
            var right = true;
            for (var n = 0; n < one.delays.Count; n++)
            {
                var measured = Noon.AddMinutes(n + 1);
                heard = measured.AddMilliseconds(one.delays[n]);
                clock = clock.Hear(measured + one.off, heard, live: false);
                var ours = clock.Ours(measured + one.off, measured + one.off, heard);
                right &= ours <= heard && (n < 2 || (heard - ours).Duration() <= StationClock.Tolerance + TimeSpan.FromSeconds(2));
                if (n >= 2 && one.off.Duration() > StationClock.Tolerance + TimeSpan.FromSeconds(5)) right &= (heard - ours).Duration() < TimeSpan.FromSeconds(5);
            }
            return right;
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>A queue with times that cannot be keeps its order, whatever the order in which it arrives, and nothing of it is later than heard.</summary>
    [Fact]
    public void Times_that_cannot_be_keep_their_order()
    {
        var cases =
            from days in Gen.Elements(-20_000, -9_000, 2, 5)
            from minutes in Gen.Choose(0, 1_200).ListOf(20)
            select (days, minutes);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (clock, heard, placed) = (new StationClock(TimeSpan.Zero), Noon, new List<(DateTimeOffset Told, DateTimeOffset Ours)>());
            foreach (var minute in one.minutes)
            {
                heard = heard.AddMilliseconds(100);
                var told = Noon.AddDays(one.days).AddMinutes(minute);
                clock = clock.Hear(told, heard, live: false);
                placed.Add((told, clock.Ours(told, told, heard)));
                if (placed[^1].Ours > heard) return false;
            }
            return placed.All(a => placed.All(b => a.Told >= b.Told || a.Ours < b.Ours));
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>A queue that reaches from our past into our future keeps its order, though messages overtake each other or are told again; what is told again stays where it was.</summary>
    [Fact]
    public void A_queue_that_reaches_into_our_future_keeps_its_order()
    {
        var cases =
            from steps in Gen.Choose(-40, 200).ListOf(14)
            from milliseconds in Gen.Choose(1, 1_000)
            select (steps, milliseconds);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (clock, heard, placed) = (new StationClock(TimeSpan.Zero), Noon, new List<(DateTimeOffset Told, DateTimeOffset Ours)>());
            foreach (var step in one.steps)
            {
                heard = heard.AddMilliseconds(one.milliseconds);
                var told = Noon.AddSeconds(20 * step);
                clock = clock.Hear(told, heard, live: false);
                placed.Add((told, clock.Ours(told, told, heard)));
                if (placed[^1].Ours > heard) return false;
            }
            return placed.All(a => placed.All(b => a.Told.CompareTo(b.Told) == a.Ours.CompareTo(b.Ours)));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(15, 0)]
    [InlineData(10, 10)]
    [InlineData(5, 10)]
    public void A_clock_a_little_fast_tells_live_times_as_of_when_they_are_heard(int every, int within)
    {
        var clock = new StationClock(TimeSpan.Zero);
        for (var second = 0; second < 3_600; second += every)
        {
            var (told, heard) = (Noon.AddSeconds(second + 100), Noon.AddSeconds(second));
            clock = clock.Hear(told, heard, live: false);
            Assert.InRange(clock.Ours(told, told, heard), heard.AddSeconds(-within), heard);
        }
    }

    private static StationClock Live(TimeSpan off) => new StationClock(TimeSpan.Zero).Hear(Noon + off, Noon, live: true);

    /// <summary>A queue that reaches a little into our future, out of order and with one of it told again: in the end each has the place of its first time.</summary>
    [Fact]
    public void What_is_told_again_stays_where_it_was_and_what_was_overtaken_comes_before()
    {
        var clock = new StationClock(TimeSpan.Zero);
        var placed = new List<(int Told, DateTimeOffset Ours)>();
        foreach (var (second, told) in new[] { (0, -60), (2, 220), (4, 220), (6, -30), (8, 100), (10, 160), (12, 100) })
        {
            var (heard, at) = (Noon.AddSeconds(second), Noon.AddSeconds(told));
            clock = clock.Hear(at, heard, live: false);
            placed.Add((told, clock.Ours(at, at, heard)));
        }
        Assert.Equal(5, placed.DistinctBy(one => one.Ours).Count());
        Assert.Equal(placed.OrderBy(one => one.Told).Select(one => one.Told), placed.OrderBy(one => one.Ours).Select(one => one.Told));
        Assert.Equal(Noon.AddSeconds(2), placed[1].Ours);
    }
}
