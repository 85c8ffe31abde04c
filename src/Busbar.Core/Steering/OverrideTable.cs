using System.Data.Common;
using Dapper;

namespace Busbar.Core.Steering;

public static class OverrideTable
{
    private const string Select =
        "select id as Id, tenant_id as TenantId, client_id as ClientId, device_id as DeviceId, command_id as CommandId, has_charged as HasCharged, created_at as CreatedAt, ended_at as EndedAt from charging_overrides";

    /// <summary>The one that goes on; null where none does.</summary>
    public static Task<Override?> Open(DbConnection db, Guid deviceId) =>
        db.QueryFirstOrDefaultAsync<Override?>($"{Select} where device_id = @deviceId and ended_at is null order by created_at desc", new { deviceId });

    public static Task Add(DbConnection db, Override one) =>
        db.ExecuteAsync(
            """
            insert into charging_overrides (id, tenant_id, client_id, device_id, command_id, has_charged, created_at)
            values (@Id, @TenantId, @ClientId, @DeviceId, @CommandId, @HasCharged, @CreatedAt)
            """, one);

    public static Task Update(DbConnection db, Override one) =>
        db.ExecuteAsync("update charging_overrides set has_charged = @HasCharged, ended_at = @EndedAt where id = @Id", new { one.Id, one.HasCharged, one.EndedAt });
}
