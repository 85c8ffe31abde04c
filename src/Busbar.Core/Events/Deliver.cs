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
/// was stored before, and what came of it is stored after; so in between it may be sent twice, and is never lost. How many events
/// go together, and what is held up by what was not taken, is the subscription's <see cref="DeliveryManner"/>.
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
            // As it is now: it may have been changed or paused since the one before was sent.
            var (current, secret, bodies) = await database.Read(async db => await SubscriptionTable.Find(db, subscriptionId) is { IsActive: true, PausedAt: null } found
                ? (found, await SubscriptionSecrets.Open(db, vault, found), await Outbox.Of(db, delivery.Of)) : default);
            if (current is null) break;
            if (bodies.Count == 0)
            {
                // All of it was about somebody who was erased since.
                await database.Write(db => End(db, delivery with { State = DeliveryState.Dropped }, time.GetUtcNow().Stored()));
                continue;
            }
            var body = Dialect(subscription).Together([.. bodies.Select(one => one.Body!)]);
            // Whoever knows Svix expects a message that is sent again under the id that it had.
            var id = subscription.Manner is DeliveryManner.Svix ? delivery.Of : delivery.Id;
            var answer = await new Envelope(current, secret, Dialect(subscription)).Post(sender, id, Encoding.UTF8.GetBytes(body), delivery.EventType, time.GetUtcNow(), stop);
            if (!await Record(held, subscription, realm, delivery, answer)) return;
            held = held with { Failures = 0, FailingSince = null };
        }
        await database.Write(db => SubscriptionStateTable.Hold(db, held, DateTimeOffset.UnixEpoch));
    }

    private async Task<(SubscriptionState, Subscription, Realm)?> Take(Guid id) => await database.Write<(SubscriptionState, Subscription, Realm)?>(async db =>
    {
        var now = time.GetUtcNow().Stored();
        if (await SubscriptionTable.Find(db, id) is not { IsActive: true, PausedAt: null } subscription || await SubscriptionStateTable.Take(db, id, now, now + lease) is not { } held) return null;
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
                await DeliveryTable.Due(db, subscription.Id, time.GetUtcNow()) is { } again ? (again, []) : ((Delivery?)null, await Outbox.Pending(db, subscription.Id, Most)));
            if (waiting is not null || pending.Count == 0) return waiting;
            var bodies = await Word(subscription, pending, stop);
            var made = Delivery.New(ids.New(), subscription.Id, time.GetUtcNow().Stored(), bodies.Count(body => body is not null));
            var stored = await database.Write(async db =>
            {
                if (!await SubscriptionStateTable.Hold(db, held, made.MadeAt + lease)) return false;
                foreach (var (one, body) in pending.Zip(bodies))
                {
                    if (body is null) await Outbox.Drop(db, subscription.Id, one);
                    else if (subscription.Manner is DeliveryManner.House) await Outbox.Assign(db, subscription.Id, one, body, made.Id);
                    else await MakeOne(db, subscription, one, body, made.MadeAt);
                }
                if (subscription.Manner is DeliveryManner.House && made.Events > 0) await DeliveryTable.Add(db, made);
                return true;
            });
            if (!stored) return null;
            if (subscription.Manner is DeliveryManner.House && made.Events > 0) return made;
        }
    }

    private async Task MakeOne(DbConnection db, Subscription subscription, OutboxEvent one, string body, DateTimeOffset now)
    {
        var made = Delivery.New(ids.New(), subscription.Id, now, 1) with { EventType = Dialect(subscription).TypeOf(body), About = one.About, RetryAt = now };
        await Outbox.Assign(db, subscription.Id, one, body, made.Id);
        await DeliveryTable.AddInLine(db, made);
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
    private Task<bool> Record(SubscriptionState held, Subscription subscription, Realm realm, Delivery sent, DeliveryAnswer answer) => database.Write(async db =>
    {
        var now = time.GetUtcNow().Stored();
        var isTaken = answer.Trouble is null;
        if (!await SubscriptionStateTable.Hold(db, held, isTaken ? now + lease : DateTimeOffset.UnixEpoch) || await DeliveryTable.Find(db, sent.Id) is not { State: DeliveryState.Waiting } delivery) return false;
        delivery = delivery with { Attempts = delivery.Attempts + 1, TriedAt = now, StatusCode = answer.StatusCode, Trouble = answer.Trouble };
        if (isTaken)
        {
            await End(db, delivery with { State = DeliveryState.Delivered }, now);
            await SubscriptionStateTable.Succeeded(db, held.SubscriptionId, now);
            return true;
        }
        var (failures, since) = (held.Failures + 1, held.FailingSince ?? now);
        if (subscription.Manner is DeliveryManner.House)
        {
            await DeliveryTable.Update(db, delivery);
            if (DeliverySchedule.Next(realm, failures, since, now) is { } next) await SubscriptionStateTable.Failed(db, held.SubscriptionId, failures, since, next);
            else await GiveUp(db, held.SubscriptionId, keepsEvents: false);
            return false;
        }
        if (SvixSchedule.Next(delivery.Attempts, now) is { } again) await DeliveryTable.Update(db, delivery with { RetryAt = again });
        else await End(db, delivery with { State = DeliveryState.Dropped }, now);
        // What else waits may follow, but after all those whose addresses do not fail.
        if (!SvixSchedule.IsOver(since, now)) await SubscriptionStateTable.Failed(db, held.SubscriptionId, failures, since, now);
        else await GiveUp(db, held.SubscriptionId, keepsEvents: true);
        return false;
    });

    private static async Task End(DbConnection db, Delivery over, DateTimeOffset now)
    {
        await DeliveryTable.Update(db, over);
        await DeliveryTable.NextInLine(db, over, now);
    }

    /// <summary>The address has failed for too long: nothing more is told to it until its application asks for it anew.</summary>
    /// <param name="keepsEvents">Whether what was sent in vain can still be sent again by hand, for as long as it is kept.</param>
    private static async Task GiveUp(DbConnection db, Guid subscriptionId, bool keepsEvents)
    {
        // What waits no more is not dropped with what does.
        if (keepsEvents) await DeliveryTable.DropWaiting(db, subscriptionId);
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
