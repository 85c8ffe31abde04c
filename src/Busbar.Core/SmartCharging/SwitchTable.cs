using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.SmartCharging;

public static class SwitchTable
{
    /// <summary>Those of these devices up to a moment, oldest first.</summary>
    public static async Task<ILookup<Guid, PolicySwitch>> Of(DbConnection db, IReadOnlyCollection<Guid> deviceIds, DateTimeOffset until)
    {
        if (deviceIds.Count == 0) return Array.Empty<PolicySwitch>().ToLookup(one => one.DeviceId);
        var parameters = new DynamicParameters(new { until });
        return (await db.QueryAsync<PolicySwitch>(
            $"""
            select id as Id, tenant_id as TenantId, device_id as DeviceId, switched_at as At, is_on as IsOn from charging_switches
            where device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))} and switched_at <= @until order by switched_at, id
            """, parameters)).ToLookup(one => one.DeviceId);
    }

    public static Task Add(DbConnection db, PolicySwitch one) =>
        db.ExecuteAsync("insert into charging_switches (id, tenant_id, device_id, switched_at, is_on) values (@Id, @TenantId, @DeviceId, @At, @IsOn)", one);
}
