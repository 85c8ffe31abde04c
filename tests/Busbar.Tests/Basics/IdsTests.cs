using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Tests.Ground;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Basics;

public sealed class IdsTests
{
    [Fact]
    public void Whatever_the_clock_does_each_id_sorts_after_the_one_before() => Prop.ForAll(
        Gen.Choose(-5_000, 5_000).ListOf().ToArbitrary(),
        Gen.Choose(1, 9_000).ToArbitrary(),
        (steps, each) =>
        {
            var clock = new FakeClock();
            var ids = new Ids(clock);
            var made = new List<Guid>();
            foreach (var step in steps.Prepend(0))
            {
                clock.Now = clock.Now.AddMilliseconds(step);
                for (var i = 0; i < each / (steps.Count + 1) + 1; i++) made.Add(ids.New());
            }
            return made.Select(id => id.ToString()).SequenceEqual(made.Select(id => id.ToString()).Order(StringComparer.Ordinal))
                && made.Distinct().Count() == made.Count && made.TrueForAll(id => id is { Version: 7, Variant: >= 8 and < 12 });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_id_tells_the_millisecond_in_which_it_was_made() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seconds =>
    {
        var clock = new FakeClock(DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(seconds % TimeSpan.TicksPerSecond));
        var ids = new Ids(clock);
        var first = ids.New();
        for (var i = 1; i < 4_096; i++) ids.New();
        return Millisecond(first) == clock.Now.ToUnixTimeMilliseconds() && Millisecond(ids.New()) == clock.Now.ToUnixTimeMilliseconds() + 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_at_once_get_different_ids_and_each_sees_its_own_rise()
    {
        var ids = new Ids(new FakeClock());
        var lines = new ConcurrentBag<List<Guid>>();
        Parallel.For(0, 16, _ => lines.Add([.. Enumerable.Range(0, 5_000).Select(_ => ids.New())]));
        Assert.Equal(16 * 5_000, lines.SelectMany(line => line).Distinct().Count());
        Assert.All(lines, line => Assert.Equal(line.Select(id => id.ToString()).Order(StringComparer.Ordinal), line.Select(id => id.ToString())));
    }

    [Fact]
    public void What_is_not_time_or_counter_is_random()
    {
        var ids = new Ids(new FakeClock());
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => ids.New().ToString()[19..]).Distinct().Count());
    }

    private static long Millisecond(Guid id) => Convert.ToInt64(id.ToString("N")[..12], 16);
}
