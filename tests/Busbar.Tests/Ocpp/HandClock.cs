namespace Busbar.Tests.Ocpp;

/// <summary>A clock that stands still until it is put forward; its timers fire then, in order.</summary>
internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = start;

    public HandClock() : this(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow()
    {
        lock (sync) return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (true)
        {
            Timer? next;
            lock (sync)
            {
                next = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
                now = next?.Due ?? until;
                if (next is not null) timers.Remove(next);
            }
            if (next is null) return;
            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(HandClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan) throw new NotSupportedException("Nothing here uses periods.");
            lock (clock.sync)
            {
                clock.timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock.now + dueTime;
                clock.timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.sync) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
