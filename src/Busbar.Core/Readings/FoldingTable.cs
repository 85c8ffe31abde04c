using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Readings;

public static class FoldingTable
{
    /// <summary>All of it in one question, which every message of every device asks. Null where the device is not there, or going.</summary>
    public static async Task<Folding?> Find(DbConnection db, Guid deviceId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"""
            select {StateTable.Columns}, d.tenant_id as TenantId, d.kind as Kind,
                   case when exists (select 1 from devices p where p.parent_id = d.id and p.gone_at is null) then 1 else 0 end as HasParts,
                   case when exists (select 1 from commands c where c.device_id = d.id and c.verification = 'Pending') then 1 else 0 end as AwaitsProof
            from devices d join device_states s on s.device_id = d.id
            where d.id = @deviceId and d.gone_at is null
            """,
            new { deviceId }))?.ToFolding();

    private sealed record Row : StateRow
    {
        public Guid TenantId { get; init; }
        public DeviceKind Kind { get; init; }
        public bool HasParts { get; init; }
        public bool AwaitsProof { get; init; }

        public Folding ToFolding() => new(DeviceId, TenantId, Kind, HasParts, AwaitsProof, ToState());
    }
}
