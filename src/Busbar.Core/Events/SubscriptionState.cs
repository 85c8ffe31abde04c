namespace Busbar.Core.Events;

/// <summary>How the deliveries of a subscription stand. Who delivers holds it for a while; a version tells whether it still does.</summary>
/// <param name="Failures">How many attempts in a row failed, and since when.</param>
public sealed record SubscriptionState(Guid SubscriptionId, long Version, long Failures, DateTimeOffset? FailingSince, DateTimeOffset HeartbeatAt)
{
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromMinutes(10);

    /// <summary>When a subscription that gets no signs of life gets one.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
