using System.Data.Common;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Devices;

public static class SolarArrayTable
{
    /// <summary>Of users whom the caller keeps: those of whom an array was told, and those who have an inverter or a plant that the caller sees.</summary>
    private static readonly string select = $"""
        select u.id as UserId, u.created_at as UserCreatedAt, a.capacity_watts as CapacityWatts
        from users u left join solar_arrays a on a.user_id = u.id
        where {UserTable.CallerKeeps}
            and (a.user_id is not null or exists (select 1 from devices d where d.user_id = u.id and {DeviceViewTable.Is(DeviceGroup.Inverters)} and {PermissionTable.CallerSees}))
        """;

    /// <summary>Null where the user has none, or is none of the caller's.</summary>
    public static async Task<SolarArray?> FindFor(DbConnection db, Client caller, Guid userId) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{select} and u.id = @userId", new { userId, tenantId = caller.TenantId, caller = caller.Id }))?.ToArray();

    /// <summary>By their users, newest first.</summary>
    /// <param name="userId">Only this user's; null for everybody's.</param>
    public static async Task<IReadOnlyList<SolarArray>> ListFor(DbConnection db, Client caller, Guid? userId, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return slice.InOrder((await db.QueryAsync<Row>($"{select} {(userId is null ? "" : "and u.id = @userId")} {slice.Clause("u.created_at", "u.id")}", parameters)).Select(row => row.ToArray()));
    }

    public static Task Put(DbConnection db, Guid tenantId, Guid userId, int capacityWatts, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            insert into solar_arrays (user_id, tenant_id, capacity_watts, told_at) values (@userId, @tenantId, @capacityWatts, @now)
            on conflict (user_id) do update set capacity_watts = excluded.capacity_watts, told_at = excluded.told_at
            """,
            new { userId, tenantId, capacityWatts = (long)capacityWatts, now });

    private sealed record Row(Guid UserId, DateTimeOffset UserCreatedAt, long? CapacityWatts)
    {
        public SolarArray ToArray() => new(UserId, UserCreatedAt, (int?)CapacityWatts);
    }
}
