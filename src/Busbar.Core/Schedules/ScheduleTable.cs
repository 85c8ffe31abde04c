using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Steering;
using Busbar.Core.Tenancy;
using Dapper;

namespace Busbar.Core.Schedules;

public static class ScheduleTable
{
    private const string Select = """
        select s.id as Id, s.tenant_id as TenantId, s.client_id as ClientId, s.device_id as DeviceId, s.sort as Sort, s.location_id as LocationId, s.is_enabled as IsEnabled,
               s.otherwise as Otherwise, s.rules as Rules, s.status as Status, s.attempt as Attempt, s.created_at as CreatedAt
        from schedules s join devices d on d.id = s.device_id
        """;

    /// <summary>Null where there is none, or the caller may not see its device.</summary>
    public static async Task<Schedule?> FindFor(DbConnection db, Client caller, Guid id) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where s.id = @id and {PermissionTable.CallerSees}", new { id, tenantId = caller.TenantId, caller = caller.Id }))?.ToSchedule();

    /// <summary>Those of a user's devices that the caller sees, newest first.</summary>
    public static async Task<IReadOnlyList<Schedule>> ListFor(DbConnection db, Client caller, Guid userId, ListSlice slice)
    {
        var parameters = new DynamicParameters(slice.Parameters);
        parameters.AddDynamicParams(new { tenantId = caller.TenantId, caller = caller.Id, userId });
        return slice.InOrder((await db.QueryAsync<Row>($"{Select} where d.user_id = @userId and {PermissionTable.CallerSees} {slice.Clause("s.created_at", "s.id")}", parameters)).Select(row => row.ToSchedule()));
    }

    /// <summary>Those of a device that are enabled; more than one never stay so.</summary>
    public static async Task<IReadOnlyList<Schedule>> Enabled(DbConnection db, Guid deviceId) =>
        [.. (await db.QueryAsync<Row>($"{Select} where s.device_id = @deviceId and s.is_enabled = 1 order by s.created_at, s.id", new { deviceId })).Select(row => row.ToSchedule())];

    public static Task<long> Count(DbConnection db, Guid deviceId) => db.ExecuteScalarAsync<long>("select count(*) from schedules where device_id = @deviceId", new { deviceId });

    public static Task Save(DbConnection db, Schedule schedule) =>
        db.ExecuteAsync(
            """
            insert into schedules (id, tenant_id, client_id, device_id, sort, location_id, is_enabled, otherwise, rules, status, attempt, created_at)
            values (@Id, @TenantId, @ClientId, @DeviceId, @sort, @LocationId, @IsEnabled, @otherwise, @rules, @status, @attempt, @CreatedAt)
            on conflict (id) do update set client_id = excluded.client_id, location_id = excluded.location_id, is_enabled = excluded.is_enabled, otherwise = excluded.otherwise,
                rules = excluded.rules, status = excluded.status, attempt = excluded.attempt
            """,
            new
            {
                schedule.Id, schedule.TenantId, schedule.ClientId, schedule.DeviceId, sort = schedule.Sort.ToString(), schedule.LocationId, schedule.IsEnabled, schedule.CreatedAt,
                otherwise = StoredJson.Write(schedule.Otherwise), rules = StoredJson.Write(schedule.Rules), status = StoredJson.Write(schedule.Status),
                attempt = schedule.Attempt is null ? null : StoredJson.Write(schedule.Attempt),
            });

    public static Task Remove(DbConnection db, Guid id) => db.ExecuteAsync("delete from schedules where id = @id", new { id });

    private sealed record Row(
        Guid Id, Guid TenantId, Guid ClientId, Guid DeviceId, ScheduleSort Sort, Guid? LocationId, bool IsEnabled, string Otherwise, string Rules, string Status, string? Attempt, DateTimeOffset CreatedAt)
    {
        public Schedule ToSchedule() => new(
            Id, TenantId, ClientId, DeviceId, Sort, LocationId, IsEnabled, StoredJson.Read<Command>(Otherwise), StoredJson.Read<ScheduleRule[]>(Rules),
            StoredJson.Read<ScheduleStatus>(Status), Attempt is null ? null : StoredJson.Read<Attempt>(Attempt), CreatedAt);
    }
}
