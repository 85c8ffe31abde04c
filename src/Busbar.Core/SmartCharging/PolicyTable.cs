using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.SmartCharging;

public static class PolicyTable
{
    private const string Select = """
        select p.device_id as DeviceId, p.tenant_id as TenantId, p.client_id as ClientId, p.is_enabled as IsEnabled, p.deadline as Deadline,
               p.minimum_percent as MinimumPercent, p.duration as Duration, p.status as Status
        from charging_policies p
        """;

    /// <summary>Null where nobody has asked for any.</summary>
    public static async Task<ChargingPolicy?> Find(DbConnection db, Guid deviceId) => (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where p.device_id = @deviceId", new { deviceId }))?.ToPolicy();

    /// <summary>Those of these devices, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ChargingPolicy>> Find(DbConnection db, IReadOnlyCollection<Guid> deviceIds)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, ChargingPolicy>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>($"{Select} where p.device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}", parameters)).ToDictionary(row => row.DeviceId, row => row.ToPolicy());
    }

    /// <summary>The devices that are to be charged smartly: of a tenant, or of all.</summary>
    public static async Task<IReadOnlyList<Guid>> Enabled(DbConnection db, Guid? tenantId) =>
        [.. await db.QueryAsync<Guid>($"select p.device_id from charging_policies p where p.is_enabled = 1{(tenantId is null ? "" : " and p.tenant_id = @tenantId")}", new { tenantId })];

    /// <summary>Whether the same car, as another user's, is charged smartly already.</summary>
    public static async Task<bool> IsEnabledElsewhere(DbConnection db, Guid tenantId, Guid deviceId, Guid userId, string identifier) =>
        await db.ExecuteScalarAsync<long>(
            """
            select count(*) from charging_policies p join devices d on d.id = p.device_id
            where p.tenant_id = @tenantId and p.is_enabled = 1 and d.id <> @deviceId and d.user_id <> @userId and d.identifier = @identifier and d.gone_at is null
            """,
            new { tenantId, deviceId, userId, identifier }) > 0;

    public static async Task Save(DbConnection db, ChargingPolicy policy)
    {
        await db.ExecuteAsync(
            """
            insert into charging_policies (device_id, tenant_id, client_id, is_enabled, deadline, minimum_percent, duration, status)
            values (@DeviceId, @TenantId, @ClientId, @IsEnabled, @Deadline, @MinimumPercent, @Duration, @status)
            on conflict (device_id) do update set client_id = excluded.client_id, is_enabled = excluded.is_enabled, deadline = excluded.deadline,
                minimum_percent = excluded.minimum_percent, duration = excluded.duration, status = excluded.status
            """,
            new
            {
                policy.DeviceId, policy.TenantId, policy.ClientId, policy.IsEnabled, Deadline = (long?)policy.Deadline, policy.MinimumPercent, Duration = (long?)policy.Duration,
                status = StoredJson.Write(policy.Status),
            });
        await RevisionTable.Change(db, policy.DeviceId);
    }

    private sealed record Row
    {
        public Guid DeviceId { get; init; }
        public Guid TenantId { get; init; }
        public Guid ClientId { get; init; }
        public bool IsEnabled { get; init; }
        public long? Deadline { get; init; }
        public double MinimumPercent { get; init; }
        public long? Duration { get; init; }
        public required string Status { get; init; }

        public ChargingPolicy ToPolicy() => new(DeviceId, TenantId, ClientId, IsEnabled, (int?)Deadline, MinimumPercent, (int?)Duration, StoredJson.Read<SmartStatus>(Status));
    }
}
