using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;

namespace Busbar.Core.Readings;

/// <summary>
/// Aggregates, computed from the readings when they are asked for. Rows are read in helpings that end where enough is known, and the
/// connection is given back between two of them: a question about years holds nobody up.
/// </summary>
public sealed class ReadAggregates(Database database, TimeProvider time)
{
    private const int FirstHelping = 500, Helping = 4_000;

    /// <summary>What is known of a moment depends on readings so far before it, and so far after: they show which value was out of line.</summary>
    private static readonly long look = SessionTracker.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The first aggregates from an interval on, oldest first; intervals of which nothing is known are not among them.</summary>
    /// <param name="spreads">Whether growth belongs to the time in which it flowed; see <see cref="GrowthSpread"/>.</param>
    public async Task<IReadOnlyList<Aggregate>> Read(DeviceState state, Intervals intervals, long first, int limit, CancellationToken stop, bool spreads = false)
    {
        if (first >= intervals.Count) return [];
        var start = intervals.StartOf(first);
        var counters = state.Signals.Keys.Where(signal => signal.Meaning().Life is SignalLife.Counter).ToList();
        var registers = await database.Read(db => ReadingTable.LastNumbers(db, state.DeviceId, counters, start));
        var fold = new AggregateFold(intervals, first, time.GetUtcNow().ToMicros(), registers, spreads);

        var numbers = new SignalNumbers();
        for (var (after, size) = (start - look, FirstHelping); ; size = Helping)
        {
            stop.ThrowIfCancellationRequested();
            var rows = await database.Read(db => ReadingTable.ListStored(db, state.DeviceId, after, intervals.End + look, size));
            foreach (var (measuredAt, signals) in rows)
            {
                if (fold.Complete.Count >= limit && measuredAt > fold.Complete[limit - 1].End.ToMicros() + look) return [.. fold.Complete.Take(limit)];
                fold.Take(measuredAt, numbers.Of(signals));
            }
            if (rows.Count < size) return [.. fold.Finish().Take(limit)];
            after = rows[^1].MeasuredAt;
        }
    }
}
