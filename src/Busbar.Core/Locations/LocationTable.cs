using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Locations;

public static class LocationTable
{
    private const string Columns = """
        l.id as Id, l.tenant_id as TenantId, l.user_id as UserId, l.label as Label, l.address as Address,
        l.latitude as Latitude, l.longitude as Longitude, l.created_at as CreatedAt, l.time_zone as TimeZone, l.stands_alone as StandsAlone
        """;

    private const string Select = $"select {Columns} from device_locations dl join locations l on l.id = dl.location_id where dl.device_id = @deviceId";

    private const string OfUsers = $"select {Columns} from locations l join users u on u.id = l.user_id where {UserTable.CallerKeeps}";

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

    /// <summary>Those of all users whom the caller keeps, or of this one, newest first.</summary>
    public static async Task<IReadOnlyList<Location>> ListFor(DbConnection db, Client caller, Guid? userId, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return slice.InOrder(await db.QueryAsync<Location>($"{OfUsers}{(userId is null ? "" : " and l.user_id = @userId")} {slice.Clause("l.created_at", "l.id")}", parameters));
    }

    /// <summary>Null where it is no place of a user whom the caller keeps.</summary>
    public static Task<Location?> FindFor(DbConnection db, Client caller, Guid id) =>
        db.QueryFirstOrDefaultAsync<Location?>($"{OfUsers} and l.id = @id", new { id, tenantId = caller.TenantId, caller = caller.Id });

    /// <summary>For our own work and the operator's, whoever's it is.</summary>
    public static Task<Location?> Find(DbConnection db, Guid id) => db.QueryFirstOrDefaultAsync<Location?>($"select {Columns} from locations l where l.id = @id", new { id });

    /// <summary>The same of several, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Location>> Find(DbConnection db, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, Location>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Location>($"select {Columns} from locations l where l.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters)).ToDictionary(location => location.Id);
    }

    /// <summary>All places of these users.</summary>
    public static async Task<ILookup<Guid, Location>> OfAll(DbConnection db, Guid tenantId, IReadOnlyCollection<Guid> userIds)
    {
        if (userIds.Count == 0) return Array.Empty<Location>().ToLookup(location => location.UserId);
        var parameters = new DynamicParameters(new { tenantId });
        return (await db.QueryAsync<Location>(
            $"select {Columns} from locations l where l.tenant_id = @tenantId and l.user_id in {parameters.In("user", userIds.Select(id => id.ToString()))} order by l.created_at, l.id", parameters))
            .ToLookup(location => location.UserId);
    }

    public static Task<long> CountOfUser(DbConnection db, Guid userId) => db.ExecuteScalarAsync<long>("select count(*) from locations where user_id = @userId", new { userId });

    /// <summary>A new place of a user, set for no device yet.</summary>
    public static async Task Add(DbConnection db, Location location)
    {
        await db.ExecuteAsync(
            """
            insert into locations (id, tenant_id, user_id, label, address, latitude, longitude, created_at, time_zone, stands_alone)
            values (@Id, @TenantId, @UserId, @Label, @Address, @Latitude, @Longitude, @CreatedAt, @TimeZone, @StandsAlone)
            """, location);
        await RevisionTable.Change(db, "tenant_id = @TenantId and user_id = @UserId", new { location.TenantId, location.UserId });
    }

    /// <summary>The place is set for the device, beside those that are.</summary>
    public static async Task Set(DbConnection db, Guid deviceId, Guid id, DateTimeOffset now)
    {
        await db.ExecuteAsync("insert into device_locations (device_id, location_id, set_at) values (@deviceId, @id, @now) on conflict do nothing", new { deviceId, id, now });
        await RevisionTable.Change(db, deviceId);
    }

    public static Task Update(DbConnection db, Location location) =>
        db.ExecuteAsync("update locations set label = @Label, address = @Address, latitude = @Latitude, longitude = @Longitude, time_zone = @TimeZone where id = @Id", location);

    /// <summary>The place is no more, for no device.</summary>
    public static async Task Remove(DbConnection db, Guid id)
    {
        await ChangeOwners(db, id);
        await db.ExecuteAsync("delete from device_locations where location_id = @id", new { id });
        await db.ExecuteAsync("delete from locations where id = @id", new { id });
        await RemoveDetails(db, id);
    }

    /// <summary>Takes all places from a device; how many there were.</summary>
    public static async Task<int> RemoveAll(DbConnection db, Guid deviceId)
    {
        var all = await List(db, deviceId);
        foreach (var location in all) await Remove(db, deviceId, location.Id);
        return all.Count;
    }

    /// <summary>Takes a place from a device; the place itself goes with the last device that has it, unless it stands alone.</summary>
    public static async Task Remove(DbConnection db, Guid deviceId, Guid id)
    {
        await ChangeOwners(db, id);
        await db.ExecuteAsync("delete from device_locations where device_id = @deviceId and location_id = @id", new { deviceId, id });
        await db.ExecuteAsync("delete from locations where id = @id and stands_alone = 0 and not exists (select 1 from device_locations dl where dl.location_id = @id)", new { id });
        await RemoveDetails(db, id);
    }

    // Whether a user has places at all shows in all of the user's devices.
    private static Task ChangeOwners(DbConnection db, Guid id) => RevisionTable.Change(
        db, "tenant_id = (select l.tenant_id from locations l where l.id = @id) and user_id = (select l.user_id from locations l where l.id = @id)", new { id });

    /// <summary>What is said of a place goes with it.</summary>
    private static async Task RemoveDetails(DbConnection db, Guid id)
    {
        await db.ExecuteAsync("delete from location_tariffs where location_id = @id and not exists (select 1 from locations l where l.id = @id)", new { id });
        await db.ExecuteAsync("delete from price_areas where place = @id and not exists (select 1 from locations l where l.id = @id)", new { id });
    }
}
