namespace Busbar.Core.Work;

/// <summary>
/// Wakes whoever waits for something to change, on whichever node that is. A bell hangs at an id: of a node, a station, a call.
/// Never the truth: what changed stands in the store, and a ring may get lost, so whoever waits also looks by itself now and
/// then. Ring after the commit.
/// </summary>
public abstract class Bells
{
    private readonly Lock sync = new();
    private readonly Dictionary<Guid, List<Action>> hung = [];

    /// <summary>Rings at this place on every node. Does not wait, and never fails.</summary>
    public abstract void Ring(Guid place);

    /// <summary>Does this at each ring, until disposed. It must neither wait nor throw.</summary>
    public virtual IDisposable Hang(Guid place, Action rung)
    {
        lock (sync)
        {
            if (!hung.TryGetValue(place, out var there)) hung[place] = there = [];
            there.Add(rung);
        }
        return new Hook(this, place, rung);
    }

    /// <summary>A bell to wait at.</summary>
    public Bell At(Guid place) => new(this, place);

    /// <summary>A ring has arrived.</summary>
    protected void Sound(Guid place)
    {
        Action[] there;
        lock (sync) there = hung.TryGetValue(place, out var found) ? [.. found] : [];
        foreach (var rung in there) rung();
    }

    /// <summary>Rings may have been missed.</summary>
    protected void SoundAll()
    {
        Guid[] places;
        lock (sync) places = [.. hung.Keys];
        foreach (var place in places) Sound(place);
    }

    private void TakeDown(Guid place, Action rung)
    {
        lock (sync)
        {
            if (!hung.TryGetValue(place, out var there) || !there.Remove(rung) || there.Count > 0) return;
            hung.Remove(place);
        }
    }

    private sealed class Hook(Bells bells, Guid place, Action rung) : IDisposable
    {
        public void Dispose() => bells.TakeDown(place, rung);
    }
}

/// <summary>The bells of a store that one process has to itself.</summary>
public sealed class HouseBells : Bells
{
    public override void Ring(Guid place) => Sound(place);
}

/// <summary>A bell that keeps a ring until somebody comes to wait for it.</summary>
public sealed class Bell : IDisposable
{
    private readonly IDisposable hook;
    private TaskCompletionSource ring = NewRing();

    internal Bell(Bells bells, Guid place) => hook = bells.Hang(place, () => Volatile.Read(ref ring).TrySetResult());

    /// <summary>Until it rings, or for so long.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        var waiting = Volatile.Read(ref ring);
        await waiting.Task.WaitAsync(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        if (waiting.Task.IsCompleted) Interlocked.CompareExchange(ref ring, NewRing(), waiting);
    }

    public void Dispose() => hook.Dispose();

    // Whoever is woken must not run on the thread that rang.
    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
