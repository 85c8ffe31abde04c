using System.Data.Common;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Linking;
using Busbar.Core.Sessions;
using Dapper;

namespace Busbar.Core.Readings;

public static class FoldingTable
{
    /// <summary>All of it in one question, which every message of every device asks. Null where the device is not there, or going.</summary>
    public static async Task<Folding?> Find(DbConnection db, Guid deviceId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"""
            select {StateTable.Columns}, d.tenant_id as TenantId, d.user_id as UserId, d.kind as Kind, d.parent_id as ParentId, g.scopes as Scopes, case when {Outbox.IsHeard} then 1 else 0 end as IsHeard,
                   case when exists (select 1 from devices p where p.parent_id = d.id and p.gone_at is null) then 1 else 0 end as HasParts,
                   case when {IsOfHome} then 1 else 0 end as IsOfHome, case when {CommandTable.AwaitsProof} then 1 else 0 end as AwaitsProof,
                   case when exists (select 1 from due u where u.kind = 'steer' and u.id = d.id) then 1 else 0 end as IsSteered,
                   o.id as SessionId, o.plugged_at as PluggedAt, o.facts as Facts, o.revision as Revision, o.created_at as CreatedAt
            from devices d join device_states s on s.device_id = d.id join grants g on g.id = d.grant_id left join charge_sessions o on o.device_id = d.id and o.ended_at is null
            where d.id = @deviceId and d.gone_at is null
            """,
            new { deviceId }))?.ToFolding();

    private const string IsOfHome = """
        d.kind in ('EV', 'ChargePoint') and exists (
            select 1 from devices o where o.tenant_id = d.tenant_id and o.user_id = d.user_id and o.gone_at is null and o.kind = case d.kind when 'EV' then 'ChargePoint' else 'EV' end)
        """;

    private sealed record Row : StateRow
    {
        public Guid TenantId { get; init; }
        public Guid UserId { get; init; }
        public DeviceKind Kind { get; init; }
        public Guid? ParentId { get; init; }
        public string? Scopes { get; init; }
        public bool IsHeard { get; init; }
        public bool HasParts { get; init; }
        public bool IsOfHome { get; init; }
        public bool AwaitsProof { get; init; }
        public bool IsSteered { get; init; }
        public Guid? SessionId { get; init; }
        public DateTimeOffset? PluggedAt { get; init; }
        public string? Facts { get; init; }
        public long? Revision { get; init; }
        public DateTimeOffset? CreatedAt { get; init; }

        public Folding ToFolding() => new(DeviceId, TenantId, UserId, Kind, LinkScopes.Read(Scopes), IsHeard, HasParts, IsOfHome, AwaitsProof, IsSteered, ToState(), ToSession(), ParentId);

        private ChargeSession? ToSession() =>
            SessionId is { } id ? new(id, TenantId, DeviceId, PluggedAt!.Value, null, SessionTable.ReadFacts(Facts!), Revision!.Value, CreatedAt!.Value) : null;
    }
}
