using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Work;

namespace Busbar.Core.Limits;

/// <summary>
/// Counts what callers ask for, each in a rolling hour of sixty minutes. It is counted in memory, and told to the store once a second:
/// so a restart forgets a second at most, and nodes on one store hear of each other's a second late.
/// </summary>
public sealed class HourlyLimits(Database database, Nodes nodes, TimeProvider time)
{
    /// <summary>How many callers are remembered beside the store; strangers can have many addresses.</summary>
    private const int MostKnown = 100_000;

    private readonly ConcurrentDictionary<string, Caller> callers = new();
    private long cleanedAt;

    /// <summary>Counts one, unless it is one too many.</summary>
    public async ValueTask<Quota> Take(string name, int limit) => (callers.GetValueOrDefault(name) ?? await Remember(name)).Take(time.GetUtcNow(), limit);

    /// <summary>How things stand, as far as is known here.</summary>
    public Quota Look(string name, int limit) => callers.GetValueOrDefault(name)?.Look(time.GetUtcNow(), limit) ?? new Quota(limit, limit);

    /// <summary>Tells the store what was counted here since the last time, and learns what others counted. To be called each second.</summary>
    public async Task Exchange()
    {
        var minute = Minute(time.GetUtcNow());
        var told = callers.SelectMany(caller => caller.Value.Untold().Select(one => new RequestCount(caller.Key, one.Minute, one.Requests))).ToList();
        try
        {
            if (told.Count > 0) await database.Write(db => RequestCountTable.Add(db, told));
        }
        catch
        {
            foreach (var one in told) callers.GetValueOrDefault(one.Caller)?.TakeBack(one.Minute, (int)one.Requests);
            throw;
        }
        // What lies further back does not change any more.
        if (!nodes.IsAlone && told.Count > 0)
            foreach (var one in await database.Read(db => RequestCountTable.Since(db, told.Select(one => one.Caller).ToHashSet(), minute - 1)))
                callers.GetValueOrDefault(one.Caller)?.Hear(one.Minute, (int)one.Requests);
        if (minute == cleanedAt) return;
        cleanedAt = minute;
        await database.Write(db => RequestCountTable.DropBefore(db, minute - RollingHour.Minutes + 1));
        var isCrowded = callers.Count > MostKnown;
        foreach (var (name, caller) in callers)
            if (caller.IsForgettable(minute, isCrowded)) callers.TryRemove(KeyValuePair.Create(name, caller));
    }

    // What was counted before the process began, or elsewhere.
    private async Task<Caller> Remember(string name)
    {
        var minute = Minute(time.GetUtcNow());
        var stored = await database.Read(db => RequestCountTable.Since(db, [name], minute - RollingHour.Minutes + 1));
        return callers.GetOrAdd(name, _ => new Caller(stored));
    }

    private static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;

    private sealed class Caller
    {
        private readonly Lock gate = new();
        private readonly RollingHour hour = new();
        private readonly Dictionary<long, int> untold = [];

        public Caller(IReadOnlyList<RequestCount> stored)
        {
            foreach (var count in stored) hour.Add(count.Minute, (int)count.Requests);
        }

        public Quota Take(DateTimeOffset now, int limit)
        {
            lock (gate)
            {
                var minute = Minute(now);
                var total = hour.Total(minute);
                if (total >= limit) return UsedUp(now, limit);
                hour.Add(minute, 1);
                untold[minute] = untold.GetValueOrDefault(minute) + 1;
                return new Quota(limit, limit - total - 1);
            }
        }

        public Quota Look(DateTimeOffset now, int limit)
        {
            lock (gate) return hour.Total(Minute(now)) is var total && total < limit ? new Quota(limit, limit - total) : UsedUp(now, limit);
        }

        public IReadOnlyList<(long Minute, int Requests)> Untold()
        {
            lock (gate)
            {
                var taken = untold.Select(one => (one.Key, one.Value)).ToList();
                untold.Clear();
                return taken;
            }
        }

        public void TakeBack(long minute, int requests)
        {
            lock (gate) untold[minute] = untold.GetValueOrDefault(minute) + requests;
        }

        /// <summary>What all have told of a minute; what was counted here since is not in it.</summary>
        public void Hear(long minute, int told)
        {
            lock (gate) hour.Add(minute, told + untold.GetValueOrDefault(minute) - hour.In(minute));
        }

        public bool IsForgettable(long minute, bool atOnce)
        {
            lock (gate) return untold.Count == 0 && (atOnce || hour.Total(minute) == 0);
        }

        private Quota UsedUp(DateTimeOffset now, int limit) =>
            new(limit, 0, TimeSpan.FromSeconds(Math.Max(1, (hour.FreeAt(Minute(now), limit) * 60) - now.ToUnixTimeSeconds())));
    }
}
