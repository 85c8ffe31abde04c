using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Events;

/// <summary>The one way out for events: what is announced is written in the transaction of the fact, once for each subscription that hears of it.</summary>
public static class Outbox
{
    /// <summary>Somebody in the tenant of a device named <c>d</c> wants to be told of something.</summary>
    public const string IsHeard = "exists (select 1 from subscriptions w where w.tenant_id = d.tenant_id and w.is_active = 1)";

    public static async Task<bool> Hears(DbConnection db, Guid tenantId) =>
        await db.ExecuteScalarAsync<long>("select count(*) from subscriptions where tenant_id = @tenantId and is_active = 1", new { tenantId }) > 0;

    /// <summary>An application hears of a device while it may see it, and of a user whom it keeps.</summary>
    public static async Task Add(DbConnection db, Announcement told)
    {
        var order = told.DeviceId is { } device ? await NextPlace(db, device, told.At) : told.At.ToMicros();
        await db.ExecuteAsync(
            $"""
            insert into outbox (subscription_id, order_at, about, tenant_id, user_id, kind, created_at, facts)
            select w.id, @order, @about, @TenantId, @UserId, @kind, @At, @Facts from subscriptions w
            where w.tenant_id = @TenantId and w.is_active = 1 and (w.topics = '*' or w.topics like @topic) and {(told.DeviceId is null ? Keeps : Sees)}
            on conflict do nothing
            """,
            new { told.TenantId, told.UserId, told.DeviceId, order, about = told.DeviceId ?? told.UserId, kind = told.Kind.ToString(), told.At, told.Facts, topic = $"% {told.Topic} %" });
    }

    /// <summary>One event of a subscription's own.</summary>
    public static Task AddFor(DbConnection db, Subscription subscription, EventKind kind, string facts, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            insert into outbox (subscription_id, order_at, about, tenant_id, kind, created_at, facts)
            values (@Id, @now, @Id, @TenantId, @kind, @now, @facts) on conflict do nothing
            """,
            new { subscription.Id, subscription.TenantId, kind = kind.ToString(), now, facts });

    /// <summary>What waits to be sent to a subscription, in its order.</summary>
    public static async Task<IReadOnlyList<OutboxEvent>> Pending(DbConnection db, Guid subscriptionId, int limit) =>
        [.. await db.QueryAsync<OutboxEvent>($"{Select} where subscription_id = @subscriptionId and delivery_id is null order by order_at, about limit @limit", new { subscriptionId, limit = (long)limit })];

    public static Task<long> CountPending(DbConnection db, Guid subscriptionId) =>
        db.ExecuteScalarAsync<long>("select count(*) from outbox where subscription_id = @subscriptionId and delivery_id is null", new { subscriptionId });

    /// <summary>What goes, or went, with a delivery.</summary>
    public static async Task<IReadOnlyList<OutboxEvent>> Of(DbConnection db, Guid deliveryId) =>
        [.. await db.QueryAsync<OutboxEvent>($"{Select} where delivery_id = @deliveryId order by order_at, about", new { deliveryId })];

    /// <summary>The event goes with this delivery, in these words.</summary>
    public static Task Assign(DbConnection db, Guid subscriptionId, OutboxEvent one, string body, Guid deliveryId) =>
        db.ExecuteAsync(
            "update outbox set body = @body, facts = '', delivery_id = @deliveryId where subscription_id = @subscriptionId and order_at = @OrderAt and about = @About",
            new { subscriptionId, one.OrderAt, one.About, body, deliveryId });

    /// <summary>It turned out that there is nothing to say.</summary>
    public static Task Drop(DbConnection db, Guid subscriptionId, OutboxEvent one) =>
        db.ExecuteAsync("delete from outbox where subscription_id = @subscriptionId and order_at = @OrderAt and about = @About", new { subscriptionId, one.OrderAt, one.About });

    /// <summary>All that waits, and what was sent and not taken.</summary>
    public static Task DropAll(DbConnection db, Guid subscriptionId) =>
        db.ExecuteAsync(
            """
            delete from outbox where subscription_id = @subscriptionId
                and (delivery_id is null or delivery_id in (select d.id from deliveries d where d.subscription_id = @subscriptionId and d.state = 'Waiting'))
            """,
            new { subscriptionId });

    /// <summary>What has waited for paused subscriptions since before a moment.</summary>
    public static Task DropPaused(DbConnection db, DateTimeOffset before) =>
        db.ExecuteAsync(
            """
            delete from outbox where delivery_id is null and created_at < @before
                and subscription_id in (select w.id from subscriptions w where w.paused_at is not null)
            """,
            new { before });

    /// <summary>Whatever was or is to be told of a user. What waits to be sent is looked at at once, and found empty.</summary>
    public static async Task Forget(DbConnection db, Guid userId)
    {
        await db.ExecuteAsync(
            "update deliveries set about = null, retry_at = 0 where state = 'Waiting' and about is not null and id in (select o.delivery_id from outbox o where o.user_id = @userId)", new { userId });
        await db.ExecuteAsync("delete from outbox where user_id = @userId", new { userId });
    }

    // Each later than the one before, whichever node announces it and whatever its clock says.
    private static Task<long> NextPlace(DbConnection db, Guid deviceId, DateTimeOffset now) =>
        db.ExecuteScalarAsync<long>(
            "update device_states set announced_at = case when announced_at >= @now then announced_at + 1 else @now end where device_id = @deviceId returning announced_at",
            new { deviceId, now });

    private const string Select = "select order_at as OrderAt, about as About, user_id as UserId, kind as Kind, created_at as CreatedAt, facts as Facts, body as Body from outbox";

    private const string Sees = $"""
        (exists (select 1 from permissions p where p.device_id = @DeviceId and p.level = 'Viewer' and {IsSubscribers})
            or {Administers})
        """;

    private const string Keeps = $"""
        exists (select 1 from users u where u.id = @UserId and (
            u.client_id = w.client_id
            or exists (select 1 from devices d join permissions p on p.device_id = d.id where d.tenant_id = @TenantId and d.user_id = u.id and p.level = 'Owner' and {IsSubscribers})
            or {Administers}))
        """;

    // As PermissionTable has it, with the subscription's application for the caller.
    private const string IsSubscribers = "(p.principal_id = w.client_id or p.principal_id = w.tenant_id or p.principal_id in (select m.collective_id from collective_members m where m.principal_id = w.client_id))";

    private const string Administers = "exists (select 1 from tenant_administrators a where a.tenant_id = w.tenant_id and a.principal_id = w.client_id)";
}
