using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Sessions;

public static class SessionTable
{
    private const string Select = """
        select c.id as Id, c.tenant_id as TenantId, c.device_id as DeviceId, c.plugged_at as PluggedAt, c.ended_at as EndedAt, c.facts as Facts,
               c.revision as Revision, c.created_at as CreatedAt
        from charge_sessions c
        """;

    private const string SelectSeen = $"{Select} join devices d on d.id = c.device_id where {PermissionTable.CallerSees}";

    /// <summary>The session that was going on at this moment, or began last before it.</summary>
    public static async Task<ChargeSession?> At(DbConnection db, Guid deviceId, DateTimeOffset moment) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(Select + " where device_id = @deviceId and plugged_at <= @moment order by plugged_at desc", new { deviceId, moment }))?.ToSession();

    public static async Task<IReadOnlyList<ChargeSession>> Since(DbConnection db, Guid deviceId, DateTimeOffset pluggedAt) =>
        [.. (await db.QueryAsync<Row>(Select + " where device_id = @deviceId and plugged_at >= @pluggedAt order by plugged_at", new { deviceId, pluggedAt })).Select(row => row.ToSession())];

    /// <summary>Those that touch a span, open ones among them, oldest first.</summary>
    public static async Task<IReadOnlyList<ChargeSession>> Within(DbConnection db, Guid deviceId, DateTimeOffset start, DateTimeOffset end) =>
        [.. (await db.QueryAsync<Row>(
            Select + " where device_id = @deviceId and plugged_at < @end and (ended_at is null or ended_at >= @start) order by plugged_at", new { deviceId, start, end })).Select(row => row.ToSession())];

    /// <summary>Finished sessions in which energy flowed, by when it began to; the end is not part of the span.</summary>
    public static async Task<IReadOnlyList<ChargeSession>> ListFinished(DbConnection db, Guid deviceId, DateTimeOffset start, DateTimeOffset end, Cursor? after, int limit) =>
        [.. (await db.QueryAsync<Row>(
            Select + """
             where device_id = @deviceId and ended_at is not null and started_at >= @start and started_at < @end
               and (started_at > @at or (started_at = @at and id > @id))
             order by started_at, id limit @limit
            """,
            new { deviceId, start, end, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit }))
            .Select(row => row.ToSession())];

    /// <summary>What the caller sees of all devices', newest first.</summary>
    /// <param name="userId">Only this user's; null for everybody's.</param>
    public static async Task<IReadOnlyList<ChargeSession>> ListFor(DbConnection db, Client caller, Guid? userId, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return slice.InOrder((await db.QueryAsync<Row>(
            $"{SelectSeen} and c.tenant_id = @tenantId{(userId is null ? "" : " and d.user_id = @userId")} {slice.Clause("c.plugged_at", "c.id")}", parameters)).Select(row => row.ToSession()));
    }

    /// <summary>Null where the caller sees none of this id.</summary>
    public static async Task<ChargeSession?> FindFor(DbConnection db, Client caller, Guid? userId, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"{SelectSeen} and c.id = @id{(userId is null ? "" : " and d.user_id = @userId")}", new { id, userId, tenantId = caller.TenantId, caller = caller.Id }))?.ToSession();

    /// <summary>Those of these ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ChargeSession>> Find(DbConnection db, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, ChargeSession>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>($"{Select} where c.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters)).ToDictionary(row => row.Id, row => row.ToSession());
    }

    public static Task Save(DbConnection db, ChargeSession session) =>
        db.ExecuteAsync(
            """
            insert into charge_sessions (id, tenant_id, device_id, plugged_at, started_at, ended_at, facts, revision, created_at)
            values (@Id, @TenantId, @DeviceId, @PluggedAt, @startedAt, @EndedAt, @facts, @Revision, @CreatedAt)
            on conflict (id) do update set plugged_at = excluded.plugged_at, started_at = excluded.started_at, ended_at = excluded.ended_at,
                facts = excluded.facts, revision = excluded.revision
            """,
            new
            {
                session.Id, session.TenantId, session.DeviceId, session.PluggedAt, startedAt = session.Facts.StartedAt, session.EndedAt,
                facts = WriteFacts(session.Facts), session.Revision, session.CreatedAt,
            });

    /// <summary>The times of a session are left alone, and with them three indexes: nearly every reading of a charge saves no more than this.</summary>
    public static Task SaveFacts(DbConnection db, ChargeSession session) => db.ExecuteAsync(
        "update charge_sessions set facts = @facts, revision = @Revision where id = @Id", new { session.Id, session.Revision, facts = WriteFacts(session.Facts) });

    internal static SessionFacts ReadFacts(string facts) => JsonSerializer.Deserialize<SessionFacts>(facts)!;

    private static string WriteFacts(SessionFacts facts) => JsonSerializer.Serialize(facts, knownOnly);

    private static readonly JsonSerializerOptions knownOnly = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Task Remove(DbConnection db, Guid id) => db.ExecuteAsync("delete from charge_sessions where id = @id", new { id });

    private sealed record Row(
        Guid Id, Guid TenantId, Guid DeviceId, DateTimeOffset PluggedAt, DateTimeOffset? EndedAt, string Facts, long Revision, DateTimeOffset CreatedAt)
    {
        public ChargeSession ToSession() => new(Id, TenantId, DeviceId, PluggedAt, EndedAt, ReadFacts(Facts), Revision, CreatedAt);
    }
}
