using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Vehicles;

public static class OwnCarTable
{
    private const string Select = $"""
        select c.id as Id, c.tenant_id as TenantId, c.user_id as UserId, c.model_id as ModelId, c.name as Name, c.created_at as CreatedAt
        from own_cars c join users u on u.id = c.user_id where {UserTable.CallerKeeps}
        """;

    /// <summary>Null where the caller looks after no user with such a car.</summary>
    public static Task<OwnCar?> FindFor(DbConnection db, Client caller, Guid id) =>
        db.QueryFirstOrDefaultAsync<OwnCar?>($"{Select} and c.id = @id", new { id, tenantId = caller.TenantId, caller = caller.Id });

    /// <summary>Those of these that the caller may know of, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OwnCar>> FindFor(DbConnection db, Client caller, IReadOnlyCollection<Guid> ids)
    {
        if (ids.Count == 0) return new Dictionary<Guid, OwnCar>();
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, caller = caller.Id });
        return (await db.QueryAsync<OwnCar>($"{Select} and c.id in {parameters.In("id", ids.Select(id => id.ToString()))}", parameters)).ToDictionary(car => car.Id);
    }

    /// <summary>Newest first.</summary>
    /// <param name="userId">Only this user's; null for those of all whom the caller looks after.</param>
    public static async Task<IReadOnlyList<OwnCar>> ListFor(DbConnection db, Client caller, Guid? userId, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return slice.InOrder(await db.QueryAsync<OwnCar>($"{Select} {(userId is null ? "" : "and c.user_id = @userId")} {slice.Clause("c.created_at", "c.id")}", parameters));
    }

    /// <summary>The ids of the cars of those of these users whom the caller looks after, by user, oldest first.</summary>
    public static async Task<ILookup<Guid, Guid>> IdsFor(DbConnection db, Client caller, IReadOnlyCollection<Guid> userIds)
    {
        if (userIds.Count == 0) return Array.Empty<Guid>().ToLookup(id => id);
        var parameters = new DynamicParameters(new { tenantId = caller.TenantId, caller = caller.Id });
        return (await db.QueryAsync<OwnCar>($"{Select} and c.user_id in {parameters.In("user", userIds.Select(id => id.ToString()))} order by c.created_at, c.id", parameters)).ToLookup(car => car.UserId, car => car.Id);
    }

    public static Task Add(DbConnection db, OwnCar car) => db.ExecuteAsync(
        "insert into own_cars (id, tenant_id, user_id, model_id, name, created_at) values (@Id, @TenantId, @UserId, @ModelId, @Name, @CreatedAt)", car);

    public static async Task Remove(DbConnection db, Guid id)
    {
        await db.ExecuteAsync("delete from vehicle_notes where device_id = @id", new { id });
        await db.ExecuteAsync("delete from own_cars where id = @id", new { id });
    }
}
