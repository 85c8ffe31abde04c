namespace Busbar.Vendors.Ocpp;

/// <summary>
/// How fast sockets are opened. A storm of all stations passes; beyond that they are told to come back, each at the time when those
/// before it will be through, so that they do not come back together.
/// </summary>
internal sealed class UpgradeBucket(int perSecond, int burst, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private double left = burst, sentAway;
    private long at = time.GetTimestamp();

    /// <summary>Null where a socket may be opened; else how long to wait.</summary>
    public TimeSpan? Take()
    {
        lock (gate)
        {
            var refill = time.GetElapsedTime(at).TotalSeconds * perSecond;
            at = time.GetTimestamp();
            (left, sentAway) = (Math.Min(burst, left + refill), Math.Max(0, sentAway - refill));
            if (left >= 1)
            {
                left--;
                return null;
            }
            sentAway = Math.Min(sentAway + 1, perSecond * Longest.TotalSeconds);
            return TimeSpan.FromSeconds(sentAway / perSecond);
        }
    }
}
