using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Locations;

public static class LocationTable
{
    private const string Select = """
        select l.id as Id, l.tenant_id as TenantId, l.user_id as UserId, l.label as Label, l.address as Address,
               l.latitude as Latitude, l.longitude as Longitude, l.created_at as CreatedAt
        from device_locations dl join locations l on l.id = dl.location_id
        where dl.device_id = @deviceId
        """;

    /// <summary>Those set for a device, oldest first.</summary>
    public static async Task<IReadOnlyList<Location>> List(DbConnection db, Guid deviceId, Cursor? after, int limit) =>
        [.. await db.QueryAsync<Location>(
            $"{Select} and (l.created_at > @at or (l.created_at = @at and l.id > @id)) order by l.created_at, l.id limit @limit",
            new { deviceId, at = after?.At ?? DateTimeOffset.UnixEpoch, id = after?.Id ?? Guid.Empty, limit = (long)limit })];

    /// <summary>All that are set for a device.</summary>
    public static async Task<IReadOnlyList<Location>> List(DbConnection db, Guid deviceId) =>
        [.. await db.QueryAsync<Location>($"{Select} order by l.created_at, l.id", new { deviceId })];

    public static Task<Location?> Find(DbConnection db, Guid deviceId, Guid id) =>
        db.QueryFirstOrDefaultAsync<Location?>($"{Select} and l.id = @id", new { deviceId, id });

    public static async Task<int> Count(DbConnection db, Guid deviceId) =>
        (int)await db.ExecuteScalarAsync<long>("select count(*) from device_locations where device_id = @deviceId", new { deviceId });

    /// <summary>A new place of the device's user, set for the device.</summary>
    public static async Task Add(DbConnection db, Location location, Guid deviceId)
    {
        await db.ExecuteAsync(
            """
            insert into locations (id, tenant_id, user_id, label, address, latitude, longitude, created_at)
            values (@Id, @TenantId, @UserId, @Label, @Address, @Latitude, @Longitude, @CreatedAt)
            """, location);
        await db.ExecuteAsync("insert into device_locations (device_id, location_id) values (@deviceId, @Id)", new { deviceId, location.Id });
    }

    public static Task Update(DbConnection db, Location location) =>
        db.ExecuteAsync("update locations set label = @Label, address = @Address, latitude = @Latitude, longitude = @Longitude where id = @Id", location);

    /// <summary>Takes all places from a device.</summary>
    public static async Task RemoveAll(DbConnection db, Guid deviceId)
    {
        foreach (var location in await List(db, deviceId)) await Remove(db, deviceId, location.Id);
    }

    /// <summary>Takes a place from a device; the place itself goes with the last device that has it.</summary>
    public static async Task Remove(DbConnection db, Guid deviceId, Guid id)
    {
        await db.ExecuteAsync("delete from device_locations where device_id = @deviceId and location_id = @id", new { deviceId, id });
        await db.ExecuteAsync("delete from locations where id = @id and not exists (select 1 from device_locations dl where dl.location_id = @id)", new { id });
    }
}
