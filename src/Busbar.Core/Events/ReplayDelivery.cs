using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Sends the same events once more, on somebody's wish: as a delivery of its own, with the same bodies, past all that waits in line.</summary>
public sealed class ReplayDelivery(Database database, Ids ids, TimeProvider time)
{
    /// <summary>On an operator's wish.</summary>
    public Task<Result<Delivery>> Replay(Guid id) => database.Write(db => Replay(db, id, _ => true));

    /// <summary>On the wish of the application that made the subscription.</summary>
    public Task<Result<Delivery>> Replay(Client caller, string dialect, Guid subscriptionId, Guid id) => database.Write<Result<Delivery>>(async db =>
    {
        if (await SubscriptionTable.FindFor(db, caller, dialect, subscriptionId) is not { } subscription) return Fault.NotFound();
        if (!subscription.IsActive) return RecoverDeliveries.Disabled;
        return await Replay(db, id, known => known.SubscriptionId == subscriptionId);
    });

    private async Task<Result<Delivery>> Replay(DbConnection db, Guid id, Func<Delivery, bool> isAllowed)
    {
        if (await DeliveryTable.Find(db, id) is not { } known || !isAllowed(known)) return Fault.NotFound();
        if (known.State is DeliveryState.Waiting) return new Fault(FaultKind.AlreadyEnded, "It is still being sent.");
        if ((await Outbox.Of(db, known.Of)).Count == 0) return new Fault(FaultKind.AlreadyEnded, "Its events are not kept any more.");
        var again = Delivery.New(ids.New(), known.SubscriptionId, time.GetUtcNow().Stored(), known.Events) with { Replays = known.Of, EventType = known.EventType };
        await DeliveryTable.Add(db, again);
        return again;
    }
}
