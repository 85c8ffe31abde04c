using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;

namespace Busbar.Core.Readings;

/// <summary>
/// Folds readings into aggregates, one reading at a time, in the order of measuring. Pure but for its own memory. A value holds
/// until the next one, as long as power over a silence is believed; a register's growth belongs to the interval in which it was
/// seen to have grown, and is taken from there where it shows that it had not. Stretches of which nothing is known are passed over at once, however long.
/// </summary>
public sealed class AggregateFold
{
    private static readonly long longestHold = SessionTracker.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly bool[] isCounter = [.. Enum.GetValues<Signal>().Select(signal => signal.Meaning().Life is SignalLife.Counter)];

    private readonly Track[] tracks = new Track[isCounter.Length];
    private readonly List<Aggregate> complete = [];
    private readonly Intervals intervals;
    private readonly long begin, now;
    private readonly bool spreads;
    private long current, from, to;
    private int readings;

    /// <param name="first">The interval to begin with. Readings before it are only what it starts from.</param>
    /// <param name="now">Nothing holds longer than until now.</param>
    /// <param name="registers">What registers said last before the first interval.</param>
    /// <param name="spreads">Whether growth belongs to the time in which it flowed, as <see cref="GrowthSpread"/> has it, and not to where it was seen.</param>
    public AggregateFold(Intervals intervals, long first, long now, IReadOnlyDictionary<Signal, double> registers, bool spreads = false)
    {
        (this.intervals, this.now, this.spreads, begin) = (intervals, now, spreads, intervals.StartOf(first));
        foreach (var (signal, value) in registers) tracks[(int)signal] = new Track { IsKnown = true, Run = new(value), At = long.MinValue };
        Begin(first);
    }

    /// <summary>The aggregates of the intervals that are over, oldest first.</summary>
    public IReadOnlyList<Aggregate> Complete => complete;

    /// <param name="numbers">What the reading tells in numbers.</param>
    public void Take(long at, IReadOnlyList<(Signal Signal, double Value)> numbers)
    {
        while (at >= to && current < intervals.Count) Close(goOn: at);
        if (at >= from) readings++;
        for (var i = 0; i < numbers.Count; i++)
        {
            var (signal, value) = numbers[i];
            if (signal is Signal.Latitude or Signal.Longitude) continue;
            ref var track = ref tracks[(int)signal];
            if (isCounter[(int)signal]) Count(ref track, signal, at, value);
            else if (track.IsKnown) Settle(ref track, at);
            (track.IsKnown, track.Value, track.At, track.SettledTo) = (true, value, at, at);
        }
    }

    /// <summary>Says that there are no more readings.</summary>
    public IReadOnlyList<Aggregate> Finish()
    {
        while (current < intervals.Count) Close(goOn: intervals.End);
        return complete;
    }

    private void Count(ref Track track, Signal signal, long at, double value)
    {
        // What is said before the first interval is older than what a register said last before it.
        if (!track.IsKnown || (at < from && track.At == long.MinValue))
        {
            track.Run = new RegisterRun(value);
            return;
        }
        (track.Run, var grown) = track.Run.Take(at, value);
        if (at < from) return;
        if (spreads) grown = GrowthSpread.Back(complete, signal, grown, track.At, at, begin);
        track.Steps++;
        track.Growth += grown;
        if (track.Growth >= 0) return;
        TakeBack(signal, -track.Growth);
        track.Growth = 0;
    }

    /// <summary>It was counted in intervals that are over; or before the first, and then it is not here.</summary>
    private void TakeBack(Signal signal, double excess)
    {
        for (var i = complete.Count - 1; i >= 0 && excess > 0; i--)
        {
            if (!complete[i].Growths.TryGetValue(signal, out var growth) || growth == 0) continue;
            var back = Math.Min(growth, excess);
            complete[i] = complete[i] with { Growths = new Dictionary<Signal, double>(complete[i].Growths) { [signal] = growth - back } };
            excess -= back;
        }
    }

    private void Settle(ref Track track, long until)
    {
        var (begin, end) = (Math.Max(track.SettledTo, from), Math.Min(Math.Min(until, to), HeldTo(track)));
        if (end <= begin) return;
        track.Positive += Math.Max(0, track.Value) * (end - begin);
        track.Negative += Math.Max(0, -track.Value) * (end - begin);
        track.Micros += end - begin;
        track.SettledTo = end;
    }

    private long HeldTo(in Track track) => Math.Min(track.At + longestHold, now);

    private void Close(long goOn)
    {
        // A register that will be told again soon is to find the interval here.
        var (holds, mayGrow) = (false, false);
        for (var i = 0; i < tracks.Length; i++)
        {
            if (!tracks[i].IsKnown || (isCounter[i] && !spreads)) continue;
            if (isCounter[i]) mayGrow |= HeldTo(tracks[i]) > from;
            else Settle(ref tracks[i], to);
            holds |= HeldTo(tracks[i]) > to;
        }
        if (mayGrow || tracks.Any(track => track.Micros > 0 || track.Steps > 0)) complete.Add(Told());
        Begin(holds ? current + 1 : Math.Max(current + 1, intervals.IndexOf(goOn)));
    }

    private Aggregate Told()
    {
        var (averages, growths) = (new Dictionary<Signal, Average>(), new Dictionary<Signal, double>());
        for (var i = 0; i < tracks.Length; i++)
        {
            ref readonly var track = ref tracks[i];
            if (track.Micros > 0) averages[(Signal)i] = new Average(track.Positive / track.Micros, track.Negative / track.Micros, track.Micros / 3.6e9);
            if (track.Steps > 0) growths[(Signal)i] = track.Growth;
        }
        return new Aggregate(from.ToTime(), to.ToTime(), readings, averages, growths);
    }

    private void Begin(long index)
    {
        (current, readings) = (index, 0);
        if (current < intervals.Count) (from, to) = (intervals.StartOf(current), intervals.EndOf(current));
        for (var i = 0; i < tracks.Length; i++) (tracks[i].Positive, tracks[i].Negative, tracks[i].Micros, tracks[i].Growth, tracks[i].Steps) = (0, 0, 0, 0, 0);
    }

    /// <summary>One signal: its newest value, up to when that is counted, and its sums in the current interval.</summary>
    private struct Track
    {
        public bool IsKnown;
        public RegisterRun Run;
        public double Value, Positive, Negative, Growth;
        public long At, SettledTo, Micros;
        public int Steps;
    }
}
