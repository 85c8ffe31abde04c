namespace Busbar.Bench;

/// <summary>How long things took, every one of them kept. For one thread; join those of many.</summary>
internal sealed class Latency
{
    private readonly List<long> ticks = [];

    public int Count => ticks.Count;

    public void Add(TimeSpan took) => ticks.Add(took.Ticks);

    public static Latency Join(IEnumerable<Latency> parts)
    {
        var all = new Latency();
        foreach (var part in parts) all.ticks.AddRange(part.ticks);
        return all;
    }

    public object Milliseconds() => Show(TimeSpan.TicksPerMillisecond);

    public object Microseconds() => Show(TimeSpan.TicksPerMicrosecond);

    private object Show(double unit)
    {
        ticks.Sort();
        return new { p50 = At(0.5), p95 = At(0.95), p99 = At(0.99), max = At(1) };

        double? At(double share) => ticks.Count == 0 ? null : Math.Round(ticks[Math.Min(ticks.Count - 1, (int)(ticks.Count * share))] / unit, 3);
    }
}
