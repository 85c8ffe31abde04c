namespace Busbar.Core.Basics;

/// <summary>Times as the store keeps them: whole microseconds since 1970, UTC.</summary>
public static class Micros
{
    public static long ToMicros(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(this long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? ToTime(this long? micros) => micros?.ToTime();

    /// <summary>The same instant without what the store cannot hold.</summary>
    public static DateTimeOffset Stored(this DateTimeOffset time) => time.ToMicros().ToTime();
}
