using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Steering;

public static class OverrideTable
{
    private const string Select =
        "select id as Id, tenant_id as TenantId, client_id as ClientId, device_id as DeviceId, command_id as CommandId, has_charged as HasCharged, created_at as CreatedAt, ended_at as EndedAt from charging_overrides";

    /// <summary>The one that goes on; null where none does.</summary>
    public static Task<Override?> Open(DbConnection db, Guid deviceId) =>
        db.QueryFirstOrDefaultAsync<Override?>($"{Select} where device_id = @deviceId and ended_at is null order by created_at desc", new { deviceId });

    /// <summary>Those of these devices that went on in a span.</summary>
    public static async Task<ILookup<Guid, Override>> Of(DbConnection db, IReadOnlyCollection<Guid> deviceIds, DateTimeOffset start, DateTimeOffset end)
    {
        if (deviceIds.Count == 0) return Array.Empty<Override>().ToLookup(one => one.DeviceId);
        var parameters = new DynamicParameters(new { start, end });
        return (await db.QueryAsync<Override>(
            $"{Select} where device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))} and created_at <= @end and (ended_at is null or ended_at >= @start) order by created_at, id", parameters)).ToLookup(one => one.DeviceId);
    }

    public static Task Add(DbConnection db, Override one) =>
        db.ExecuteAsync(
            """
            insert into charging_overrides (id, tenant_id, client_id, device_id, command_id, has_charged, created_at)
            values (@Id, @TenantId, @ClientId, @DeviceId, @CommandId, @HasCharged, @CreatedAt)
            """, one);

    public static Task Update(DbConnection db, Override one) =>
        db.ExecuteAsync("update charging_overrides set has_charged = @HasCharged, ended_at = @EndedAt where id = @Id", new { one.Id, one.HasCharged, one.EndedAt });
}
