using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Events;

public static class DeliveryTable
{
    private const string Select = """
        select id as Id, subscription_id as SubscriptionId, made_at as MadeAt, events as Events, state as State, attempts as Attempts, tried_at as TriedAt,
               status_code as StatusCode, trouble as Trouble, replays as Replays, event_type as EventType, about as About, retry_at as RetryAt
        from deliveries
        """;

    public static Task<Delivery?> Find(DbConnection db, Guid id) => db.QueryFirstOrDefaultAsync<Delivery?>($"{Select} where id = @id", new { id });

    /// <summary>The one that is to be sent next, now; null where there is none.</summary>
    public static Task<Delivery?> Due(DbConnection db, Guid subscriptionId, DateTimeOffset now) =>
        db.QueryFirstOrDefaultAsync<Delivery?>(
            $"{Select} where subscription_id = @subscriptionId and state = 'Waiting' and retry_at <= @now order by retry_at, made_at, id limit 1", new { subscriptionId, now });

    /// <summary>Those of a subscription, newest first.</summary>
    public static Task<IReadOnlyList<Delivery>> List(DbConnection db, Guid subscriptionId, int limit) => List(db, subscriptionId, new ListSlice(null, null, limit));

    /// <param name="state">Only those that stand so.</param>
    public static async Task<IReadOnlyList<Delivery>> List(DbConnection db, Guid subscriptionId, ListSlice slice, DeliveryState? state = null)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { subscriptionId, state = state?.ToString() ?? "" });
        return slice.InOrder(await db.QueryAsync<Delivery>($"{Select} where subscription_id = @subscriptionId and (@state = '' or state = @state) {slice.Clause("made_at", "id")}", parameters));
    }

    /// <summary>Those made since then that were given up, oldest first, and whose events were neither taken nor wait to be sent again.</summary>
    public static async Task<IReadOnlyList<Delivery>> Lost(DbConnection db, Guid subscriptionId, DateTimeOffset since, int limit) =>
        [.. await db.QueryAsync<Delivery>(
            $"""
            {Select} where subscription_id = @subscriptionId and state = 'Dropped' and made_at >= @since and replays is null
                and not exists (select 1 from deliveries r where r.replays = deliveries.id and r.state <> 'Dropped')
                and exists (select 1 from outbox o where o.delivery_id = deliveries.id)
            order by made_at, id limit @limit
            """,
            new { subscriptionId, since, limit = (long)limit })];

    public static Task Add(DbConnection db, Delivery one) =>
        db.ExecuteAsync(
            """
            insert into deliveries (id, subscription_id, made_at, events, state, attempts, replays, event_type, about, retry_at)
            values (@Id, @SubscriptionId, @MadeAt, @Events, @state, 0, @Replays, @EventType, @About, @RetryAt)
            """,
            new { one.Id, one.SubscriptionId, one.MadeAt, one.Events, state = one.State.ToString(), one.Replays, one.EventType, one.About, one.RetryAt });

    /// <summary>Adds one that waits behind those about the same thing.</summary>
    public static async Task AddInLine(DbConnection db, Delivery one)
    {
        var ahead = await db.ExecuteScalarAsync<long>(
            "select count(*) from deliveries where subscription_id = @SubscriptionId and about = @About and state = 'Waiting'", new { one.SubscriptionId, one.About });
        await Add(db, ahead == 0 ? one : one with { RetryAt = Delivery.InLine });
    }

    /// <summary>Whatever waits behind what is over now is to be sent.</summary>
    public static Task NextInLine(DbConnection db, Delivery over, DateTimeOffset now) => over.About is null
        ? Task.CompletedTask
        : db.ExecuteAsync(
            """
            update deliveries set retry_at = @now where id in (
                select id from deliveries where subscription_id = @SubscriptionId and about = @About and state = 'Waiting' order by made_at, id limit 1)
            """,
            new { over.SubscriptionId, over.About, now });

    /// <summary>What failed and waits for its next attempt is to be sent now.</summary>
    public static Task Hurry(DbConnection db, Guid subscriptionId, DateTimeOffset now) =>
        db.ExecuteAsync(
            "update deliveries set retry_at = @now where subscription_id = @subscriptionId and state = 'Waiting' and retry_at > @now and retry_at < @inLine", new { subscriptionId, now, inLine = Delivery.InLine });

    /// <summary>What came of an attempt. What is over names nothing that it is about.</summary>
    public static Task Update(DbConnection db, Delivery one) =>
        db.ExecuteAsync(
            "update deliveries set state = @state, attempts = @Attempts, tried_at = @TriedAt, status_code = @StatusCode, trouble = @Trouble, about = @about, retry_at = @RetryAt where id = @Id",
            new { one.Id, state = one.State.ToString(), one.Attempts, one.TriedAt, one.StatusCode, one.Trouble, about = one.State is DeliveryState.Waiting ? one.About : null, one.RetryAt });

    /// <summary>How many events of a subscription are to be sent, for the first time or again.</summary>
    public static async Task<long> CountWaiting(DbConnection db, Guid subscriptionId) =>
        await Outbox.CountPending(db, subscriptionId)
        + await db.ExecuteScalarAsync<long>("select coalesce(sum(events), 0) from deliveries where subscription_id = @subscriptionId and state = 'Waiting'", new { subscriptionId });

    public static Task DropWaiting(DbConnection db, Guid subscriptionId) =>
        db.ExecuteAsync("update deliveries set state = 'Dropped', about = null where subscription_id = @subscriptionId and state = 'Waiting'", new { subscriptionId });

    /// <summary>Forgets some of what ended before a moment, with its events; how many.</summary>
    public static async Task<int> Forget(DbConnection db, DateTimeOffset before, int limit)
    {
        var old = (await db.QueryAsync<Guid>("select id from deliveries where made_at < @before and state <> 'Waiting' order by made_at limit @limit", new { before, limit = (long)limit })).ToList();
        foreach (var id in old)
        {
            await db.ExecuteAsync("delete from outbox where delivery_id = @id", new { id });
            await db.ExecuteAsync("delete from deliveries where id = @id", new { id });
        }
        return old.Count;
    }
}
