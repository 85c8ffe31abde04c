using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Changes a subscription, and wakes it where its address had failed for too long.</summary>
public sealed class ChangeSubscription(Database database, IEnumerable<IEventDialect> dialects, ISendDeliveries sender, TenantVault vault, TimeProvider time)
{
    public async Task<Result<Subscription>> Change(Client caller, string dialect, Guid id, SubscriptionWish wish)
    {
        if (CheckSubscription.Check(wish, dialects.Single(one => one.Name == dialect), sender) is { } fault) return fault;
        return await database.Write<Result<Subscription>>(async db =>
        {
            if (await SubscriptionTable.FindFor(db, caller, dialect, id) is not { } known) return Fault.NotFound();
            var changed = known with
            {
                Url = wish.Url ?? known.Url, Events = wish.Events?.Words ?? known.Events, Topics = wish.Events?.Topics ?? known.Topics,
                ApiVersion = wish.ApiVersion is { } version ? version.Value : known.ApiVersion, HeaderName = wish.Header is { } header ? header.Value?.Name : known.HeaderName,
                IsStandard = wish.IsStandard ?? known.IsStandard, IsActive = true, Description = wish.Description is { } description ? description.Value : known.Description,
                PausedAt = wish.IsPaused is { } pause ? pause ? known.PausedAt ?? time.GetUtcNow().Stored() : null : known.PausedAt,
            };
            if (await SubscriptionTable.HasTwin(db, changed)) return Fault.Invalid("url", "There is another webhook with this address and version.");
            var secret = await SubscriptionSecrets.Open(db, vault, known);
            if (wish.Key is { } key) secret = secret with { Key = key, Former = null };
            if (wish.Header is { } told) secret = secret with { HeaderValue = told.Value?.Value };
            changed = await SubscriptionSecrets.Seal(db, vault, changed, secret);
            await SubscriptionTable.Update(db, changed);
            await SubscriptionStateTable.Renew(db, id);
            return changed;
        });
    }
}
