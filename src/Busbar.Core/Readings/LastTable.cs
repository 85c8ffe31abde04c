using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Readings;

/// <summary>What a device's last values are shown with.</summary>
/// <param name="HasPlaces">Locations are set for it.</param>
public sealed record LastKnown(DeviceKind Kind, DeviceState State, bool HasPlaces);

public static class LastTable
{
    /// <summary>All of it in one question: nothing is asked for more often. Null where there is no such device, or the caller may not see it.</summary>
    public static async Task<LastKnown?> FindFor(DbConnection db, Client caller, Guid deviceId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>(
            $"""
            select {StateTable.Columns}, d.kind as Kind,
                   case when exists (select 1 from device_locations l where l.device_id = d.id) then 1 else 0 end as HasPlaces
            from devices d join device_states s on s.device_id = d.id
            where d.id = @deviceId and {PermissionTable.CallerSees}
            """,
            new { deviceId, tenantId = caller.TenantId, caller = caller.Id }))?.ToLast();

    private sealed record Row : StateRow
    {
        public DeviceKind Kind { get; init; }
        public bool HasPlaces { get; init; }

        public LastKnown ToLast() => new(Kind, ToState(), HasPlaces);
    }
}
