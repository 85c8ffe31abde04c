using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Stations as an operator looks at them: across tenants.</summary>
internal static class DeskTable
{
    private const string Lines =
        """
        select s.id as Id, t.name as Tenant, s.identity as Identity, s.vendor as Vendor, s.model as Model, s.firmware as Firmware,
          s.booted_at as BootedAt, s.connected_at as ConnectedAt, s.device_id as DeviceId
        from stations s join tenants t on t.id = s.tenant_id
        """;

    public static Task<IReadOnlyList<StationLine>> List(DbConnection db) => Read(db, $"{Lines} order by t.name, s.identity, s.id", null);

    /// <param name="tenant">A tenant's name or id; null for any.</param>
    public static Task<IReadOnlyList<StationLine>> Find(DbConnection db, string? tenant, string identity) =>
        Read(db, $"{Lines} where s.identity = @identity and (@any = 1 or t.name = @tenant or t.id = @tenant) order by t.name, s.id",
            new { identity, any = tenant is null ? 1L : 0L, tenant = tenant ?? "" });

    public static async Task<StationLine?> Find(DbConnection db, Guid id) => (await Read(db, $"{Lines} where s.id = @id", new { id = id.ToString() })).SingleOrDefault();

    public static async Task<IReadOnlyList<ParkedMessage>> Parked(DbConnection db, Guid id) =>
        [.. (await db.QueryAsync<(long At, string Action, string Reason, string Payload)>(
            "select heard_at, action, reason, payload from ocpp_parked where station_id = @id order by heard_at desc, fingerprint limit 100", new { id = id.ToString() }))
            .Select(row => new ParkedMessage(row.At.ToTime(), row.Action, row.Reason, row.Payload))];

    public static async Task<int> CountParked(DbConnection db, Guid id) =>
        (int)await db.ExecuteScalarAsync<long>("select count(*) from ocpp_parked where station_id = @id", new { id = id.ToString() });

    private static async Task<IReadOnlyList<StationLine>> Read(DbConnection db, string sql, object? parameters) =>
        [.. (await db.QueryAsync<Row>(sql, parameters)).Select(row => row.ToLine())];

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Tenant { get; init; }
        public required string Identity { get; init; }
        public string? Vendor { get; init; }
        public string? Model { get; init; }
        public string? Firmware { get; init; }
        public long? BootedAt { get; init; }
        public long? ConnectedAt { get; init; }
        public string? DeviceId { get; init; }

        public StationLine ToLine() => new(Guid.Parse(Id), Tenant, Identity, Vendor, Model, Firmware, BootedAt.ToTime(), ConnectedAt.ToTime(), DeviceId is not null);
    }
}
