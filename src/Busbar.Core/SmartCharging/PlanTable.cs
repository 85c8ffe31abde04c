using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.SmartCharging;

public static class PlanTable
{
    public static async Task<ChargingPlan?> Find(DbConnection db, Guid deviceId, Guid id) =>
        Read(await db.QueryFirstOrDefaultAsync<string?>("select facts from charging_plans where device_id = @deviceId and id = @id", new { deviceId, id }));

    /// <summary>The last that was made; null where none ever was.</summary>
    public static async Task<ChargingPlan?> Latest(DbConnection db, Guid deviceId) =>
        Read(await db.QueryFirstOrDefaultAsync<string?>("select facts from charging_plans where device_id = @deviceId order by created_at desc, id desc limit 1", new { deviceId }));

    /// <summary>Those that began in a span, oldest first.</summary>
    public static async Task<IReadOnlyList<ChargingPlan>> Within(DbConnection db, Guid deviceId, DateTimeOffset start, DateTimeOffset end) =>
        [.. (await db.QueryAsync<string>("select facts from charging_plans where device_id = @deviceId and created_at >= @start and created_at < @end order by created_at, id", new { deviceId, start, end })).Select(facts => Read(facts)!)];

    /// <summary>Those of these devices that began in a span, oldest first.</summary>
    public static async Task<ILookup<Guid, ChargingPlan>> Of(DbConnection db, IReadOnlyCollection<Guid> deviceIds, DateTimeOffset start, DateTimeOffset end)
    {
        if (deviceIds.Count == 0) return Array.Empty<ChargingPlan>().ToLookup(plan => plan.DeviceId);
        var parameters = new DynamicParameters(new { start, end });
        return (await db.QueryAsync<string>(
            $"select facts from charging_plans where device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))} and created_at >= @start and created_at <= @end order by created_at, id", parameters))
            .Select(facts => Read(facts)!).ToLookup(plan => plan.DeviceId);
    }

    public static Task Save(DbConnection db, ChargingPlan plan) =>
        db.ExecuteAsync(
            """
            insert into charging_plans (id, tenant_id, device_id, created_at, facts) values (@Id, @TenantId, @DeviceId, @CreatedAt, @facts)
            on conflict (id) do update set facts = excluded.facts
            """,
            new { plan.Id, plan.TenantId, plan.DeviceId, plan.CreatedAt, facts = StoredJson.Write(plan) });

    private static ChargingPlan? Read(string? facts) => facts is null ? null : StoredJson.Read<ChargingPlan>(facts);
}
