namespace Busbar.Tests.Ground;

/// <summary>
/// A clock that stands still until a test moves it. <see cref="Advance"/> fires what falls due on the way, in the order of
/// the due times (those of one time in the order in which they were set), each seeing the clock at its own due time, and
/// returns when all of them ran. A timer that is due at once fires on the thread pool, as a real one does.
/// </summary>
public sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    /// <summary>A Sunday morning before the clocks change; nothing depends on it.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<FakeTimer> armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private DateTimeOffset wall = (start ?? DefaultStart).ToUniversalTime();
    private long elapsed;
    private long order;

    /// <summary>What time it is. Setting it moves the wall clock alone, either way, as a correction from outside does: no timer notices.</summary>
    public DateTimeOffset Now
    {
        get { lock (gate) return wall; }
        set { lock (gate) wall = value.ToUniversalTime(); }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() { lock (gate) return elapsed; }

    /// <summary>How many timers wait.</summary>
    public int Armed { get { lock (gate) return armed.Count; } }

    /// <summary>How long until the next timer fires; null where none waits.</summary>
    public TimeSpan? UntilNext { get { lock (gate) return First() is { } next ? TimeSpan.FromTicks(next.DueAt - elapsed) : null; } }

    /// <summary>Completes when at least so many timers wait: the one who is to be woken has gone to sleep.</summary>
    public Task WhenArmed(int count = 1)
    {
        lock (gate)
        {
            if (armed.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            // One that is never armed fails its own test, and not the whole run.
            return reached.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    public void AdvanceTo(DateTimeOffset time) => Advance(time - Now);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target;
        lock (gate) target = elapsed + by.Ticks;
        while (NextDue(target) is { } timer) timer.Fire();
        lock (gate) MoveTo(target);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? NextDue(long target)
    {
        lock (gate)
        {
            if (First() is not { } next || next.DueAt > target) return null;
            MoveTo(next.DueAt);
            armed.Remove(next);
            if (next.Period > 0) Arm(next, next.DueAt + next.Period);
            return next;
        }
    }

    private FakeTimer? First() => armed.MinBy(timer => (timer.DueAt, timer.Order));

    /// <summary>Never back: a callback may have advanced the clock itself.</summary>
    private void MoveTo(long target)
    {
        if (target <= elapsed) return;
        wall += TimeSpan.FromTicks(target - elapsed);
        elapsed = target;
    }

    private void Arm(FakeTimer timer, long dueAt)
    {
        timer.DueAt = dueAt;
        timer.Order = order++;
        armed.Add(timer);
        foreach (var (_, reached) in waiting.Where(one => one.Count <= armed.Count)) reached.TrySetResult();
        waiting.RemoveAll(one => one.Count <= armed.Count);
    }

    private bool Change(FakeTimer timer, long dueTicks, long periodTicks)
    {
        lock (gate)
        {
            if (timer.Disposed) return false;
            armed.Remove(timer);
            timer.Period = periodTicks;
            if (dueTicks > 0) Arm(timer, elapsed + dueTicks);
            if (dueTicks == 0 && periodTicks > 0) Arm(timer, elapsed + periodTicks);
        }
        if (dueTicks == 0) ThreadPool.UnsafeQueueUserWorkItem(_ => timer.Fire(), null);
        return true;
    }

    private void Remove(FakeTimer timer)
    {
        lock (gate)
        {
            timer.Disposed = true;
            armed.Remove(timer);
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();

        public long DueAt, Period, Order;
        public bool Disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Change(this, Ticks(dueTime), Ticks(period));

        public void Fire()
        {
            if (Disposed) return;
            if (context is null) callback(state);
            else ExecutionContext.Run(context, _ => callback(state), null);
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static long Ticks(TimeSpan time)
        {
            if (time == Timeout.InfiniteTimeSpan) return -1;
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
            return time.Ticks;
        }
    }
}
