using System.Data.Common;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Events;

/// <summary>
/// Brings a subscription what waits for it, one delivery after the other, until nothing does or its address fails. What is sent
/// was stored before, and what came of it is stored after; so in between it may be sent twice, and is never lost.
/// </summary>
public sealed partial class Deliver(Database database, IEnumerable<IEventDialect> dialects, ISendDeliveries sender, TenantVault vault, Ids ids, TimeProvider time, ILogger<Deliver> logger)
{
    /// <summary>How many events go together.</summary>
    private const int Most = 100;

    /// <summary>Longer than an attempt takes: who has died in it is followed by another.</summary>
    private static readonly TimeSpan lease = TimeSpan.FromSeconds(30);

    public async Task Run(Guid subscriptionId, CancellationToken stop)
    {
        if (await Take(subscriptionId) is not var (held, subscription, realm)) return;
        while (!stop.IsCancellationRequested && await Next(held, subscription, stop) is { } delivery)
        {
            var (secret, bodies) = await database.Read(async db => (await SubscriptionSecrets.Open(db, vault, subscription), await Outbox.Of(db, delivery.Of)));
            if (bodies.Count == 0)
            {
                // All of it was about somebody who was erased since.
                await database.Write(db => DeliveryTable.Update(db, delivery with { State = DeliveryState.Dropped }));
                continue;
            }
            var body = Dialect(subscription).Together([.. bodies.Select(one => one.Body!)]);
            var answer = await new Envelope(subscription, secret, Dialect(subscription)).Post(sender, delivery.Id, Encoding.UTF8.GetBytes(body), time.GetUtcNow(), stop);
            if (!await Record(held, realm, delivery, answer)) return;
            held = held with { Failures = 0, FailingSince = null };
        }
        await database.Write(db => SubscriptionStateTable.Hold(db, held, DateTimeOffset.UnixEpoch));
    }

    private async Task<(SubscriptionState, Subscription, Realm)?> Take(Guid id) => await database.Write<(SubscriptionState, Subscription, Realm)?>(async db =>
    {
        var now = time.GetUtcNow().Stored();
        if (await SubscriptionTable.Find(db, id) is not { IsActive: true } subscription || await SubscriptionStateTable.Take(db, id, now, now + lease) is not { } held) return null;
        if (held.HeartbeatAt <= now)
        {
            await Outbox.AddFor(db, subscription, EventKind.Heartbeat, (await Outbox.CountPending(db, id)).ToString(System.Globalization.CultureInfo.InvariantCulture), now);
            await SubscriptionStateTable.NextHeartbeat(db, id, now + SubscriptionState.HeartbeatEvery);
        }
        return (held, subscription, await TenantTable.RealmOf(db, subscription.TenantId));
    });

    /// <summary>The delivery that is to be sent: one that was sent in vain, or else a new one of what waits.</summary>
    private async Task<Delivery?> Next(SubscriptionState held, Subscription subscription, CancellationToken stop)
    {
        while (true)
        {
            var (waiting, pending) = await database.Read(async db =>
                await DeliveryTable.Waiting(db, subscription.Id) is { } again ? (again, []) : ((Delivery?)null, await Outbox.Pending(db, subscription.Id, Most)));
            if (waiting is not null || pending.Count == 0) return waiting;
            var bodies = await Word(subscription, pending, stop);
            var made = new Delivery(ids.New(), subscription.Id, time.GetUtcNow().Stored(), bodies.Count(body => body is not null), DeliveryState.Waiting, 0, null, null, null, null);
            var stored = await database.Write(async db =>
            {
                if (!await SubscriptionStateTable.Hold(db, held, made.MadeAt + lease)) return false;
                foreach (var (one, body) in pending.Zip(bodies))
                {
                    if (body is null) await Outbox.Drop(db, subscription.Id, one);
                    else await Outbox.Assign(db, subscription.Id, one, body, made.Id);
                }
                if (made.Events > 0) await DeliveryTable.Add(db, made);
                return true;
            });
            if (!stored) return null;
            if (made.Events > 0) return made;
        }
    }

    /// <summary>The events in the dialect's words. One that it fails at, which is a fault of ours, is left out, and holds up no other.</summary>
    private async Task<IReadOnlyList<string?>> Word(Subscription subscription, IReadOnlyList<OutboxEvent> events, CancellationToken stop)
    {
        try
        {
            var complete = await Dialect(subscription).Complete(subscription, events, stop);
            return await database.Read(db => Dialect(subscription).Write(db, subscription, complete));
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException or TimeoutException or IOException))
        {
            if (events is [var one])
            {
                Log.Wordless(logger, one.Kind, one.About, subscription.Id, e);
                return [null];
            }
            var words = new List<string?>(events.Count);
            foreach (var single in events) words.AddRange(await Word(subscription, [single], stop));
            return words;
        }
    }

    /// <summary>Stores what came of an attempt; true where the next one may follow at once.</summary>
    private Task<bool> Record(SubscriptionState held, Realm realm, Delivery sent, DeliveryAnswer answer) => database.Write(async db =>
    {
        var now = time.GetUtcNow().Stored();
        var isTaken = answer.Trouble is null;
        if (!await SubscriptionStateTable.Hold(db, held, isTaken ? now + lease : DateTimeOffset.UnixEpoch) || await DeliveryTable.Find(db, sent.Id) is not { State: DeliveryState.Waiting } delivery) return false;
        await DeliveryTable.Update(db, delivery with
        {
            State = isTaken ? DeliveryState.Delivered : DeliveryState.Waiting, Attempts = delivery.Attempts + 1, TriedAt = now, StatusCode = answer.StatusCode, Trouble = answer.Trouble,
        });
        if (isTaken)
        {
            await SubscriptionStateTable.Succeeded(db, held.SubscriptionId, now);
            return true;
        }
        var (failures, since) = (held.Failures + 1, held.FailingSince ?? now);
        if (DeliverySchedule.Next(realm, failures, since, now) is { } next) await SubscriptionStateTable.Failed(db, held.SubscriptionId, failures, since, next);
        else await GiveUp(db, held.SubscriptionId);
        return false;
    });

    /// <summary>The address has failed for too long: nothing more is told to it until its application asks for it anew.</summary>
    private static async Task GiveUp(DbConnection db, Guid subscriptionId)
    {
        await Outbox.DropAll(db, subscriptionId);
        await DeliveryTable.DropWaiting(db, subscriptionId);
        await SubscriptionStateTable.Renew(db, subscriptionId);
        if (await SubscriptionTable.Find(db, subscriptionId) is { } subscription) await SubscriptionTable.Update(db, subscription with { IsActive = false });
    }

    private IEventDialect Dialect(Subscription subscription) => dialects.Single(dialect => dialect.Name == subscription.Dialect);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Kind} of {About} cannot be told to the subscription {SubscriptionId}, and is left out")]
        public static partial void Wordless(ILogger logger, EventKind kind, Guid about, Guid subscriptionId, Exception e);
    }
}
