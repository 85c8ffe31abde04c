using System.Data.Common;
using Dapper;

namespace Busbar.Core.Events;

public static class SubscriptionStateTable
{
    /// <summary>Subscriptions for which there is something to do that nobody does yet.</summary>
    public static async Task<IReadOnlyList<Guid>> Due(DbConnection db, DateTimeOffset now, int limit) =>
        [.. await db.QueryAsync<Guid>(
            """
            select w.id from subscriptions w join subscription_states s on s.subscription_id = w.id
            where w.is_active = 1 and w.paused_at is null and s.held_until <= @now and s.retry_at <= @now and (s.heartbeat_at <= @now
                or exists (select 1 from outbox o where o.subscription_id = w.id and o.delivery_id is null)
                or exists (select 1 from deliveries d where d.subscription_id = w.id and d.state = 'Waiting' and d.retry_at <= @now))
            order by s.retry_at limit @limit
            """,
            new { now, limit = (long)limit })];

    /// <summary>Holds it until then; null where somebody else does.</summary>
    public static Task<SubscriptionState?> Take(DbConnection db, Guid id, DateTimeOffset now, DateTimeOffset until) =>
        db.QueryFirstOrDefaultAsync<SubscriptionState?>(
            """
            update subscription_states set held_until = @until, version = version + 1 where subscription_id = @id and held_until <= @now
            returning subscription_id as SubscriptionId, version as Version, failures as Failures, failing_since as FailingSince, heartbeat_at as HeartbeatAt
            """,
            new { id, now, until });

    /// <summary>Holds it for longer, or lets it go. False where somebody else has it by now: then nothing more may be written.</summary>
    public static async Task<bool> Hold(DbConnection db, SubscriptionState held, DateTimeOffset until) =>
        await db.ExecuteAsync("update subscription_states set held_until = @until where subscription_id = @SubscriptionId and version = @Version", new { held.SubscriptionId, held.Version, until }) == 1;

    public static Task Succeeded(DbConnection db, Guid id, DateTimeOffset now) =>
        db.ExecuteAsync("update subscription_states set failures = 0, failing_since = null, retry_at = 0, last_success_at = @now where subscription_id = @id", new { id, now });

    public static Task Failed(DbConnection db, Guid id, long failures, DateTimeOffset since, DateTimeOffset retryAt) =>
        db.ExecuteAsync("update subscription_states set failures = @failures, failing_since = @since, retry_at = @retryAt where subscription_id = @id", new { id, failures, since, retryAt });

    /// <summary>As if nothing had ever failed.</summary>
    public static Task Renew(DbConnection db, Guid id) =>
        db.ExecuteAsync("update subscription_states set failures = 0, failing_since = null, retry_at = 0 where subscription_id = @id", new { id });

    public static Task NextHeartbeat(DbConnection db, Guid id, DateTimeOffset at) =>
        db.ExecuteAsync("update subscription_states set heartbeat_at = @at where subscription_id = @id", new { id, at });
}
