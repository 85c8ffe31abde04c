using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Ends a subscription, with all that waits for it.</summary>
public sealed class RemoveSubscription(Database database)
{
    public Task<Fault?> Remove(Client caller, string dialect, Guid id) => database.Write<Fault?>(async db =>
    {
        if (await SubscriptionTable.FindFor(db, caller, dialect, id) is null) return Fault.NotFound();
        await SubscriptionTable.Remove(db, id);
        return null;
    });
}
