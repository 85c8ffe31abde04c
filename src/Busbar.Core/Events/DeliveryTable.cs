using System.Data.Common;
using Dapper;

namespace Busbar.Core.Events;

public static class DeliveryTable
{
    private const string Select = """
        select id as Id, subscription_id as SubscriptionId, made_at as MadeAt, events as Events, state as State, attempts as Attempts, tried_at as TriedAt,
               status_code as StatusCode, trouble as Trouble, replays as Replays
        from deliveries
        """;

    public static Task<Delivery?> Find(DbConnection db, Guid id) => db.QueryFirstOrDefaultAsync<Delivery?>($"{Select} where id = @id", new { id });

    /// <summary>The oldest that is to be sent.</summary>
    public static Task<Delivery?> Waiting(DbConnection db, Guid subscriptionId) =>
        db.QueryFirstOrDefaultAsync<Delivery?>($"{Select} where subscription_id = @subscriptionId and state = 'Waiting' order by made_at, id limit 1", new { subscriptionId });

    /// <summary>Those of a subscription, newest first.</summary>
    public static async Task<IReadOnlyList<Delivery>> List(DbConnection db, Guid subscriptionId, int limit) =>
        [.. await db.QueryAsync<Delivery>($"{Select} where subscription_id = @subscriptionId order by made_at desc, id desc limit @limit", new { subscriptionId, limit = (long)limit })];

    public static Task Add(DbConnection db, Delivery one) =>
        db.ExecuteAsync(
            "insert into deliveries (id, subscription_id, made_at, events, state, attempts, replays) values (@Id, @SubscriptionId, @MadeAt, @Events, @state, 0, @Replays)",
            new { one.Id, one.SubscriptionId, one.MadeAt, one.Events, state = one.State.ToString(), one.Replays });

    /// <summary>What came of an attempt.</summary>
    public static Task Update(DbConnection db, Delivery one) =>
        db.ExecuteAsync(
            "update deliveries set state = @state, attempts = @Attempts, tried_at = @TriedAt, status_code = @StatusCode, trouble = @Trouble where id = @Id",
            new { one.Id, state = one.State.ToString(), one.Attempts, one.TriedAt, one.StatusCode, one.Trouble });

    public static Task DropWaiting(DbConnection db, Guid subscriptionId) =>
        db.ExecuteAsync("update deliveries set state = 'Dropped' where subscription_id = @subscriptionId and state = 'Waiting'", new { subscriptionId });

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
