using Busbar.Core.Limits;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Limits;

public sealed class RollingHourTests
{
    private static readonly Arbitrary<(int Pause, int Count)[]> Hours = Gen.Choose(0, 90).SelectMany(pause => Gen.Choose(1, 9).Select(count => (pause, count))).ArrayOf().ToArbitrary();

    [Fact]
    public void An_hour_holds_what_came_in_its_sixty_minutes_and_nothing_else() => Prop.ForAll(Hours, counts =>
    {
        var (hour, minute, all) = (new RollingHour(), 29_000_000L, new List<(long Minute, int Count)>());
        foreach (var (pause, count) in counts)
        {
            minute += pause;
            hour.Add(minute, count);
            all.Add((minute, count));
            if (hour.Total(minute) != all.Where(one => one.Minute > minute - 60).Sum(one => one.Count)) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_waits_as_long_as_is_said_is_let_in_and_no_sooner() => Prop.ForAll(Hours, Gen.Choose(1, 20).ToArbitrary(), (counts, limit) =>
    {
        var (hour, minute) = (new RollingHour(), 29_000_000L);
        foreach (var (pause, count) in counts) hour.Add(minute += pause, count);
        var full = hour.Total(minute) >= limit;
        var free = hour.FreeAt(minute, limit);
        return (full ? free > minute && free <= minute + 60 && hour.Total(free - 1) >= limit : free == minute) && hour.Total(free) < limit;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_clock_that_was_set_back_counts_where_it_was()
    {
        var hour = new RollingHour();
        hour.Add(1_000, 1);
        hour.Add(995, 2);
        hour.Add(900, 4);
        Assert.Equal((3, 2, 0), (hour.Total(1_000), hour.In(995), hour.In(900)));
        Assert.Equal(1, hour.Total(1_055));
    }
}
