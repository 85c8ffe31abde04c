using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Signs with a new key from now on. The one before counts for a day more, so that the application can change over at its leisure.</summary>
public sealed class RotateKey(Database database, TenantVault vault, TimeProvider time)
{
    /// <summary>So many keys count at once. Each makes a header longer.</summary>
    public const int Most = 5;

    public async Task<Result<SubscriptionSecret>> Rotate(Client caller, string dialect, Guid id)
    {
        var (now, key) = (time.GetUtcNow().Stored(), StandardWebhooks.NewKey());
        return await database.Write<Result<SubscriptionSecret>>(async db =>
        {
            if (await SubscriptionTable.FindFor(db, caller, dialect, id) is not { } known) return Fault.NotFound();
            var secret = await SubscriptionSecrets.Open(db, vault, known);
            var former = secret.FormerAt(now);
            if (former.Count >= Most - 1) return new Fault(FaultKind.TooManyRequests, $"There are {Most} secrets that count already. Wait until the oldest has expired, {former[^1].Until:yyyy-MM-dd HH:mm} UTC.");
            secret = secret with { Key = key, Former = [new FormerKey(secret.Key, now + SubscriptionSecret.Overlap), .. former] };
            await SubscriptionTable.Update(db, await SubscriptionSecrets.Seal(db, vault, known, secret));
            return secret;
        });
    }
}
