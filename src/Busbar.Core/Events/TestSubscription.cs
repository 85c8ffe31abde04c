using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Sends one event of no meaning at once, past all that waits, and tells what came of it. Where the address takes it, the subscription is awake again.</summary>
public sealed class TestSubscription(Database database, IEnumerable<IEventDialect> dialects, ISendDeliveries sender, TenantVault vault, Ids ids, TimeProvider time)
{
    public async Task<Result<DeliveryAnswer>> Test(Client caller, string dialect, Guid id, CancellationToken stop)
    {
        var now = time.GetUtcNow().Stored();
        var words = dialects.Single(one => one.Name == dialect);
        var (subscription, secret, body) = await database.Read(async db =>
        {
            if (await SubscriptionTable.FindFor(db, caller, dialect, id) is not { } found) return default;
            var test = new OutboxEvent(now.ToMicros(), found.Id, null, EventKind.Test, now, "", null);
            return (found, await SubscriptionSecrets.Open(db, vault, found), (await words.Write(db, found, [test]))[0]);
        });
        if (subscription is null) return Fault.NotFound();
        if (body is null) return new Fault(FaultKind.CommandNotSupported, "There is no test event here.");

        var answer = await new Envelope(subscription, secret, words).Post(sender, ids.New(), Encoding.UTF8.GetBytes(words.Together([body])), words.TypeOf(body), now, stop);
        if (answer.Trouble is null) await database.Write(db => Wake(db, caller, dialect, id, now));
        return answer;
    }

    private static async Task Wake(System.Data.Common.DbConnection db, Client caller, string dialect, Guid id, DateTimeOffset now)
    {
        if (await SubscriptionTable.FindFor(db, caller, dialect, id) is not { } known) return;
        if (!known.IsActive) await SubscriptionTable.Update(db, known with { IsActive = true });
        await SubscriptionStateTable.Succeeded(db, id, now);
    }
}
