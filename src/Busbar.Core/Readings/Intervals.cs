using Busbar.Core.Basics;

namespace Busbar.Core.Readings;

/// <summary>A span of time in equal parts, counted from its start; the last part is cut at its end. Ends belong to what follows.</summary>
public sealed class Intervals(DateTimeOffset start, DateTimeOffset end, TimeSpan length)
{
    private readonly long start = start.ToMicros(), length = length.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The end of the whole span, in microseconds as the store keeps them; so are all times here.</summary>
    public long End { get; } = end.ToMicros();

    public long Count => (End - start + length - 1) / length;

    public long IndexOf(long at) => at < start ? -1 : (at - start) / length;

    public long StartOf(long index) => start + index * length;

    public long EndOf(long index) => Math.Min(StartOf(index) + length, End);
}
