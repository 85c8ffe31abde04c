using Busbar.Core.Work;

namespace Busbar.Tests.Work;

public sealed class DoorbellTests
{
    private readonly Doorbell doorbell = new();
    private readonly OneTimer clock = new();

    [Fact]
    public async Task A_ring_wakes_everybody_at_the_door()
    {
        Task[] waiting = [Wait(WorkKind.Poll), Wait(WorkKind.Poll)];
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        doorbell.Ring(WorkKind.Poll);
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(Wait(WorkKind.Poll).IsCompleted);
    }

    [Fact]
    public async Task A_ring_with_nobody_there_is_kept_for_one_who_comes()
    {
        doorbell.Ring(WorkKind.Poll);
        doorbell.Ring(WorkKind.Poll);
        await Wait(WorkKind.Poll).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(Wait(WorkKind.Poll).IsCompleted);
    }

    [Fact]
    public void A_ring_for_one_kind_wakes_no_other()
    {
        doorbell.Ring(WorkKind.Command);
        Assert.False(Wait(WorkKind.Poll).IsCompleted);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_asked()
    {
        var waiting = Wait(WorkKind.Poll);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Due);
        clock.Fire();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(Wait(WorkKind.Poll).IsCompleted);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task What_is_due_already_is_not_waited_for(int seconds) =>
        await doorbell.Wait(WorkKind.Poll, TimeSpan.FromSeconds(seconds), clock, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

    [Fact]
    public void A_far_future_is_waited_for_piece_by_piece()
    {
        Assert.False(doorbell.Wait(WorkKind.Poll, TimeSpan.MaxValue, clock, CancellationToken.None).IsCompleted);
        Assert.Equal(TimeSpan.FromDays(1), clock.Due);
    }

    [Fact]
    public async Task Stopping_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        var waiting = doorbell.Wait(WorkKind.Poll, TimeSpan.FromSeconds(10), clock, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task Wait(WorkKind kind) => doorbell.Wait(kind, TimeSpan.FromSeconds(10), clock, CancellationToken.None);

    /// <summary>A clock that stands still until its newest timer is fired by hand.</summary>
    private sealed class OneTimer : TimeProvider
    {
        private Action fire = () => { };

        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (Due, fire) = (dueTime, () => callback(state));
            return new Handle();
        }

        private sealed class Handle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;
            public void Dispose() { }
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
