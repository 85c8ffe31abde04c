using System.Data.Common;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Devices;

public static class DeviceViewTable
{
    private const string Select = $"""
        select {DeviceTable.Columns}, {StateTable.Columns}, u.external_id as UserName, g.scopes as Scopes, dl.location_id as LocationId, dl.set_at as LocationSetAt
        from devices d join device_states s on s.device_id = d.id join users u on u.id = d.user_id join grants g on g.id = d.grant_id
            left join device_locations dl on dl.device_id = d.id
                and not exists (select 1 from device_locations o where o.device_id = d.id and (o.set_at > dl.set_at or (o.set_at = dl.set_at and o.location_id > dl.location_id)))
        """;

    /// <summary>Null where the caller sees no such device in the group.</summary>
    public static async Task<DeviceView?> FindFor(DbConnection db, Client caller, DeviceGroup group, Guid id) =>
        (await Query(db, $"{Select} where d.id = @id and {Is(group)} and {PermissionTable.CallerSees}", Parameters(caller, new { id }))).FirstOrDefault();

    /// <summary>What the caller sees of the group, newest first.</summary>
    /// <param name="userId">Only this user's; null for everybody's.</param>
    public static async Task<IReadOnlyList<DeviceView>> ListFor(DbConnection db, Client caller, DeviceGroup group, Guid? userId, ListSlice slice)
    {
        var parameters = Parameters(caller, slice.Parameters);
        parameters.Add("userId", userId);
        return slice.InOrder(await Query(
            db, $"{Select} where {(userId is null ? "" : "d.user_id = @userId and ")}{Is(group)} and {PermissionTable.CallerSees} {slice.Clause("d.created_at", "d.id")}", parameters));
    }

    /// <summary>The parts of a site, with what is known of them now, oldest first; those that the caller sees.</summary>
    public static async Task<IReadOnlyList<DeviceView>> PartsFor(DbConnection db, Client caller, Guid siteId) =>
        [.. await Query(db, $"{Select} where d.parent_id = @siteId and {PermissionTable.CallerSees} order by d.created_at, d.id", Parameters(caller, new { siteId }))];

    private static async Task<IEnumerable<DeviceView>> Query(DbConnection db, string statement, DynamicParameters parameters) =>
        await db.QueryAsync<DeviceRow, StateRow, Rest, DeviceView>(
            statement,
            (device, state, rest) => new DeviceView(device.ToDevice(), state.ToState(), rest.UserName, LinkScopes.Read(rest.Scopes), rest.LocationId, rest.LocationSetAt),
            parameters, splitOn: $"{nameof(StateRow.DeviceId)},{nameof(Rest.UserName)}");

    private static DynamicParameters Parameters(Client caller, object more)
    {
        var parameters = new DynamicParameters(more);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id });
        return parameters;
    }

    private static string Is(DeviceGroup group) => group switch
    {
        DeviceGroup.Cars => "d.kind = 'EV'",
        DeviceGroup.Chargers => $"(d.kind = 'ChargePoint' and not {HasPart("p.kind = 'ChargePoint'")})",
        DeviceGroup.HeatPumps => "d.kind = 'HeatPump'",
        DeviceGroup.Inverters => $"(d.kind = 'Inverter' or (d.kind = 'SolarPlant' and not {HasPart("p.kind = 'Inverter'")}))",
        DeviceGroup.Batteries => "d.kind = 'Battery'",
        DeviceGroup.Meters => "d.kind in ('Meter', 'RetrofitMeter')",
        DeviceGroup.Sites => $"(d.kind <> 'ChargePoint' and {HasPart("1 = 1")})",
    };

    private static string HasPart(string which) => $"exists (select 1 from devices p where p.parent_id = d.id and p.tenant_id = d.tenant_id and p.gone_at is null and {which})";

    private sealed record Rest(string UserName, string? Scopes, Guid? LocationId, DateTimeOffset? LocationSetAt);
}
