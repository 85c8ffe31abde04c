namespace Busbar.Core.Events;

/// <summary>How the deliveries of a subscription stand. Who delivers holds it for a while; a version tells whether it still does.</summary>
/// <param name="Failures">How many attempts in a row failed, and since when.</param>
public sealed record SubscriptionState(Guid SubscriptionId, long Version, long Failures, DateTimeOffset? FailingSince, DateTimeOffset HeartbeatAt)
{
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromMinutes(10);
}
