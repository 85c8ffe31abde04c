namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Counts wrong attempts: of each key no more than so many are told within any minute. It remembers only so many keys; where more
/// are guessed at within a minute, the others share one count.
/// </summary>
internal sealed class GuessLimit(int perMinute, TimeProvider time, int mostKeys = 10_000)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), SweepPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<long>> told = [];
    private readonly Queue<long> crowd = new();
    private long? sweptAt;

    /// <summary>How many keys it remembers.</summary>
    public int Keys { get { lock (gate) return told.Count; } }

    /// <summary>How long until a wrong attempt is told again; null where that is now.</summary>
    public TimeSpan? Wait(string key)
    {
        lock (gate) return told.TryGetValue(key, out var times) ? Wait(times) : told.Count < mostKeys ? null : Wait(crowd);
    }

    /// <summary>A wrong attempt was told.</summary>
    public void Count(string key)
    {
        lock (gate)
        {
            if (!told.TryGetValue(key, out var times)) times = Enter(key);
            times.Enqueue(time.GetTimestamp());
            while (times.Count > perMinute) times.Dequeue();
        }
    }

    private Queue<long> Enter(string key)
    {
        if (told.Count >= mostKeys) Sweep();
        if (told.Count >= mostKeys) return crowd;
        return told[key] = new Queue<long>();
    }

    /// <summary>Forgets the keys at which nobody guesses any more.</summary>
    private void Sweep()
    {
        if (sweptAt is { } last && time.GetElapsedTime(last) < SweepPause) return;
        sweptAt = time.GetTimestamp();
        foreach (var (key, times) in told)
            if (time.GetElapsedTime(times.Last()) >= Minute) told.Remove(key);
    }

    private TimeSpan? Wait(Queue<long> times) =>
        times.Count == perMinute && Minute - time.GetElapsedTime(times.Peek()) is var rest && rest > TimeSpan.Zero ? rest : null;
}
