using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>An application wants to be told of events from now on.</summary>
public sealed class AddSubscription(Database database, IEnumerable<IEventDialect> dialects, ISendDeliveries sender, TenantVault vault, Ids ids, TimeProvider time)
{
    /// <param name="wish">With address, key and events.</param>
    public async Task<Result<Subscription>> Add(Client caller, string dialect, SubscriptionWish wish)
    {
        if (CheckSubscription.Check(wish, dialects.Single(one => one.Name == dialect), sender) is { } fault) return fault;
        var (header, events) = (wish.Header?.Value, wish.Events!.Value);
        return await database.Write<Result<Subscription>>(async db =>
        {
            var told = new Subscription(
                ids.New(), caller.TenantId, caller.Id, dialect, wish.Url!, "", header?.Name, events.Words, events.Topics, wish.ApiVersion?.Value, wish.IsStandard ?? false, true, time.GetUtcNow().Stored())
            { Manner = wish.Manner, Description = wish.Description?.Value };
            if (await SubscriptionTable.HasTwin(db, told)) return Fault.Invalid("url", "There is a webhook with this address and version already: change that one.");
            if (await SubscriptionTable.CountFor(db, caller) >= CheckSubscription.Most) return Fault.Invalid("url", $"There are {CheckSubscription.Most} webhooks already, which is as many as there can be. Remove one first.");
            var subscription = await SubscriptionSecrets.Seal(db, vault, told, new SubscriptionSecret(wish.Key!, header?.Value));
            await SubscriptionTable.Add(db, subscription);
            return subscription;
        });
    }
}
