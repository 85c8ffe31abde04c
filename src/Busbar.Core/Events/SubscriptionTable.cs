using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Events;

public static class SubscriptionTable
{
    private const string Select = """
        select w.id as Id, w.tenant_id as TenantId, w.client_id as ClientId, w.dialect as Dialect, w.url as Url, w.secret as Secret, w.header_name as HeaderName,
               w.events as Events, w.topics as Topics, w.api_version as ApiVersion, w.is_standard as IsStandard, w.is_active as IsActive, w.created_at as CreatedAt,
               s.last_success_at as LastSuccessAt, w.manner as Manner, w.description as Description, w.paused_at as PausedAt, s.failing_since as FailingSince
        from subscriptions w join subscription_states s on s.subscription_id = w.id
        """;

    public static async Task<Subscription?> Find(DbConnection db, Guid id) => (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where w.id = @id", new { id }))?.ToSubscription();

    /// <summary>Null where the caller has made no such one in this dialect.</summary>
    public static async Task<Subscription?> FindFor(DbConnection db, Client caller, string dialect, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{Select} where w.id = @id and w.tenant_id = @tenantId and w.client_id = @caller and w.dialect = @dialect", new { id, dialect, tenantId = caller.TenantId, caller = caller.Id }))?.ToSubscription();

    /// <summary>Those that the caller has made in this dialect, newest first.</summary>
    public static async Task<IReadOnlyList<Subscription>> ListFor(DbConnection db, Client caller, string dialect, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { dialect, tenantId = caller.TenantId, caller = caller.Id });
        return slice.InOrder((await db.QueryAsync<Row>(
            $"{Select} where w.tenant_id = @tenantId and w.client_id = @caller and w.dialect = @dialect {slice.Clause("w.created_at", "w.id")}", parameters)).Select(row => row.ToSubscription()));
    }

    /// <summary>All of them, for operators, oldest first.</summary>
    public static async Task<IReadOnlyList<Subscription>> All(DbConnection db) => [.. (await db.QueryAsync<Row>($"{Select} order by w.created_at, w.id")).Select(row => row.ToSubscription())];

    /// <summary>Whether the caller has another one in this dialect with the same address and version.</summary>
    public static async Task<bool> HasTwin(DbConnection db, Subscription one) =>
        await db.ExecuteScalarAsync<long>(
            """
            select count(*) from subscriptions w where w.tenant_id = @TenantId and w.client_id = @ClientId and w.dialect = @Dialect and w.id <> @Id
                and w.url = @Url and coalesce(w.api_version, '') = coalesce(@ApiVersion, '')
            """,
            new { one.TenantId, one.ClientId, one.Dialect, one.Id, one.Url, one.ApiVersion }) > 0;

    public static Task<long> CountFor(DbConnection db, Client caller) =>
        db.ExecuteScalarAsync<long>("select count(*) from subscriptions where tenant_id = @tenantId and client_id = @caller", new { tenantId = caller.TenantId, caller = caller.Id });

    public static async Task Add(DbConnection db, Subscription one)
    {
        await db.ExecuteAsync(
            """
            insert into subscriptions (id, tenant_id, client_id, dialect, url, secret, header_name, events, topics, api_version, is_standard, is_active, created_at, manner, description)
            values (@Id, @TenantId, @ClientId, @Dialect, @Url, @Secret, @HeaderName, @events, @Topics, @ApiVersion, @IsStandard, @IsActive, @CreatedAt, @manner, @Description)
            """,
            Parameters(one));
        await db.ExecuteAsync(
            "insert into subscription_states (subscription_id, held_until, version, failures, retry_at, heartbeat_at) values (@Id, 0, 0, 0, 0, @heartbeatAt)",
            new { one.Id, heartbeatAt = one.Manner is DeliveryManner.House ? one.CreatedAt + SubscriptionState.HeartbeatEvery : SubscriptionState.Never });
    }

    public static Task Update(DbConnection db, Subscription one) =>
        db.ExecuteAsync(
            """
            update subscriptions set url = @Url, secret = @Secret, header_name = @HeaderName, events = @events, topics = @Topics, api_version = @ApiVersion,
                is_standard = @IsStandard, is_active = @IsActive, description = @Description, paused_at = @PausedAt where id = @Id
            """,
            Parameters(one));

    /// <summary>It, and all that was or is to be told through it.</summary>
    public static async Task Remove(DbConnection db, Guid id)
    {
        foreach (var table in (string[])["outbox", "deliveries", "subscription_states"]) await db.ExecuteAsync($"delete from {table} where subscription_id = @id", new { id });
        await db.ExecuteAsync("delete from subscriptions where id = @id", new { id });
    }

    private static object Parameters(Subscription one) => new
    {
        one.Id, one.TenantId, one.ClientId, one.Dialect, one.Url, one.Secret, one.HeaderName, events = string.Join(' ', one.Events), one.Topics, one.ApiVersion,
        one.IsStandard, one.IsActive, one.CreatedAt, manner = one.Manner.ToString(), one.Description, one.PausedAt,
    };

    private sealed record Row(
        Guid Id, Guid TenantId, Guid ClientId, string Dialect, string Url, string Secret, string? HeaderName, string Events, string Topics, string? ApiVersion,
        bool IsStandard, bool IsActive, DateTimeOffset CreatedAt, DateTimeOffset? LastSuccessAt,
        DeliveryManner Manner, string? Description, DateTimeOffset? PausedAt, DateTimeOffset? FailingSince)
    {
        public Subscription ToSubscription() => new(
            Id, TenantId, ClientId, Dialect, Url, Secret, HeaderName, Events.Split(' ', StringSplitOptions.RemoveEmptyEntries), Topics, ApiVersion, IsStandard, IsActive, CreatedAt)
        { LastSuccessAt = LastSuccessAt, Manner = Manner, Description = Description, PausedAt = PausedAt, FailingSince = FailingSince };
    }
}
