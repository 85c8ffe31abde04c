using Busbar.Core.Basics;

namespace Busbar.Core.Events;

/// <summary>Sends the same events once more, on an operator's wish: as a delivery of its own, with the same bodies.</summary>
public sealed class ReplayDelivery(Database database, Ids ids, TimeProvider time)
{
    public Task<Result<Delivery>> Replay(Guid id) => database.Write<Result<Delivery>>(async db =>
    {
        if (await DeliveryTable.Find(db, id) is not { } known) return Fault.NotFound();
        if (known.State is DeliveryState.Waiting) return new Fault(FaultKind.AlreadyEnded, "It is still being sent.");
        if ((await Outbox.Of(db, known.Of)).Count == 0) return new Fault(FaultKind.AlreadyEnded, "Its events are not kept any more.");
        var again = new Delivery(ids.New(), known.SubscriptionId, time.GetUtcNow().Stored(), known.Events, DeliveryState.Waiting, 0, null, null, null, known.Of);
        await DeliveryTable.Add(db, again);
        return again;
    });
}
