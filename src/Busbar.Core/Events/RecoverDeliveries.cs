using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>
/// An application's address works again: all that was given up since a moment is sent once more, in the order in which it happened,
/// and what waits for its next attempt is tried now.
/// </summary>
public sealed class RecoverDeliveries(Database database, Ids ids, TimeProvider time)
{
    /// <summary>How many at a time.</summary>
    public const int Most = 1_000;

    internal static readonly Fault Disabled = new(FaultKind.AlreadyEnded, "Nothing is sent to a disabled endpoint. Enable it first.");

    /// <returns>How many are sent once more.</returns>
    public Task<Result<int>> Recover(Client caller, string dialect, Guid subscriptionId, DateTimeOffset since) => database.Write<Result<int>>(async db =>
    {
        var now = time.GetUtcNow().Stored();
        if (await SubscriptionTable.FindFor(db, caller, dialect, subscriptionId) is not { } subscription) return Fault.NotFound();
        if (!subscription.IsActive) return Disabled;
        await DeliveryTable.Hurry(db, subscriptionId, now);
        var lost = await DeliveryTable.Lost(db, subscriptionId, since, Most);
        foreach (var one in lost)
        {
            var again = Delivery.New(ids.New(), subscriptionId, now, one.Events) with { Replays = one.Id, EventType = one.EventType };
            if (one.EventType is null || await Outbox.Of(db, one.Id) is not [var single]) await DeliveryTable.Add(db, again);
            else await DeliveryTable.AddInLine(db, again with { About = single.About, RetryAt = now });
        }
        return lost.Count;
    });
}
