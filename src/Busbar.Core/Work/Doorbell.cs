namespace Busbar.Core.Work;

/// <summary>
/// Wakes a worker of this process before its time. Never the truth: what is due stands in <see cref="DueTable"/>, and a worker
/// that misses a ring finds it there when its wait is over. Ring after the commit.
/// </summary>
public sealed class Doorbell
{
    private readonly TaskCompletionSource[] bells = [.. Enum.GetValues<WorkKind>().Select(_ => NewBell())];

    public void Ring(WorkKind kind) => Volatile.Read(ref bells[(int)kind]).TrySetResult();

    /// <summary>
    /// Until somebody rings, or for so long. A ring with nobody at the door is kept for the next who comes; a ring with many
    /// at the door wakes them all.
    /// </summary>
    public async Task Wait(WorkKind kind, TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        var bell = Volatile.Read(ref bells[(int)kind]);
        var patience = TimeSpan.FromTicks(Math.Clamp(atMost.Ticks, 0, TimeSpan.TicksPerDay));
        await bell.Task.WaitAsync(patience, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        if (bell.Task.IsCompleted) Interlocked.CompareExchange(ref bells[(int)kind], NewBell(), bell);
    }

    // A worker woken by a ring must not run on the thread that rang.
    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
