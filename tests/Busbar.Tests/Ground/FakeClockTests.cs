using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Ground;

public sealed class FakeClockTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void Timers_fire_in_due_order_each_seeing_its_own_time()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        Arm("later", 3, fired);
        Arm("sooner", 1, fired);
        Arm("with sooner, set after it", 1, fired);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([("sooner", TimeSpan.FromSeconds(1)), ("with sooner, set after it", TimeSpan.FromSeconds(1))], fired);
        Assert.Equal(FakeClock.DefaultStart.AddSeconds(2), clock.Now);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(("later", TimeSpan.FromSeconds(3)), fired[^1]);
        Assert.Equal(0, clock.Armed);
    }

    /// <summary>However an hour is cut into steps, the same timers fire at the same times in the same order.</summary>
    [Fact]
    public void Steps_change_nothing()
    {
        var timers = Gen.Two(Gen.Choose(1, 40)).NonEmptyListOf().ToArbitrary();
        var steps = Gen.Choose(0, 30).ListOf().ToArbitrary();
        Prop.ForAll(timers, steps, (periods, cuts) =>
        {
            var fired = Fired(periods, cuts);
            return fired.Select(one => one.Second).SequenceEqual(fired.Select(one => one.Second).Order())
                && fired.SequenceEqual(Fired(periods, [cuts.Sum()]))
                && fired.Order().SequenceEqual(Expected(periods, cuts.Sum()).Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_timer_that_was_disposed_or_stopped_does_not_fire_and_one_that_was_changed_fires_anew()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        Arm("disposed", 1, fired).Dispose();
        Arm("stopped", 1, fired).Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var changed = Arm("changed", 1, fired);
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([("changed", TimeSpan.FromSeconds(5))], fired);
        changed.Dispose();
        Assert.False(changed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void A_callback_may_set_timers_that_fall_due_on_the_same_way()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        using var first = clock.CreateTimer(_ => Arm("child", 2, fired), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("child", TimeSpan.FromSeconds(3))], fired);
    }

    [Fact]
    public void Setting_the_wall_clock_moves_no_timer_and_no_stopwatch()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        Arm("timer", 10, fired);
        var begin = clock.GetTimestamp();
        clock.Now = clock.Now.AddDays(-1);
        clock.Now = clock.Now.AddDays(2);
        Assert.Empty(fired);
        Assert.Equal(TimeSpan.Zero, clock.GetElapsedTime(begin));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(fired);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.GetElapsedTime(begin));
        Assert.Equal(FakeClock.DefaultStart.AddDays(1).AddSeconds(10), clock.GetUtcNow());
    }

    [Fact]
    public async Task Delays_timeouts_and_periodic_timers_of_the_framework_follow_it()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), clock);
        using var periodic = new PeriodicTimer(TimeSpan.FromSeconds(50), clock);
        var tick = periodic.WaitForNextTickAsync();

        Assert.Equal(TimeSpan.FromSeconds(50), clock.UntilNext);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(await tick);
        Assert.False(delay.IsCompleted);
        clock.AdvanceTo(FakeClock.DefaultStart.AddMinutes(1));
        await delay;
        Assert.False(timeout.IsCancellationRequested);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(timeout.IsCancellationRequested);
    }

    [Fact]
    public async Task What_is_due_at_once_needs_no_advance()
    {
        var fired = new TaskCompletionSource();
        using var timer = clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await fired.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task It_tells_when_somebody_sleeps()
    {
        var asleep = clock.WhenArmed(2);
        var first = Task.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.False(asleep.IsCompleted);
        var second = Task.Delay(TimeSpan.FromSeconds(2), clock);
        await asleep.WaitAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(2));
        await Task.WhenAll(first, second);
    }

    [Fact]
    public void It_never_goes_back_by_advancing() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));

    private ITimer Arm(string name, int seconds, List<(string Name, TimeSpan At)> fired) =>
        clock.CreateTimer(_ => fired.Add((name, clock.Now - FakeClock.DefaultStart)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private static List<(int Timer, long Second)> Fired(IList<(int Due, int Period)> timers, IEnumerable<int> steps)
    {
        var clock = new FakeClock();
        var fired = new List<(int Timer, long Second)>();
        for (var i = 0; i < timers.Count; i++)
        {
            var timer = i;
            clock.CreateTimer(
                _ => fired.Add((timer, clock.GetTimestamp() / TimeSpan.TicksPerSecond)), null,
                TimeSpan.FromSeconds(timers[i].Due), TimeSpan.FromSeconds(timers[i].Period));
        }
        foreach (var step in steps) clock.Advance(TimeSpan.FromSeconds(step));
        return fired;
    }

    private static IEnumerable<(int Timer, long Second)> Expected(IList<(int Due, int Period)> timers, int seconds) =>
        timers.SelectMany((timer, i) => Enumerable.Range(0, seconds + 1).Where(s => s >= timer.Due && (s - timer.Due) % timer.Period == 0).Select(s => (i, (long)s)));
}
