using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Vehicles;

public static class VehicleNotesTable
{
    private const string Select = """
        select n.device_id as DeviceId, n.tenant_id as TenantId, n.trim_id as TrimId, n.charge_limit as ChargeLimit, n.vehicle_class as Class,
            n.watt_hours as WattHours, n.native_connector as NativeConnector, n.adaptors as Adaptors, n.connectors_at as ConnectorsAt, n.level as Level, n.level_at as LevelAt
        from vehicle_notes n
        """;

    /// <summary>Null where nobody has said anything.</summary>
    public static async Task<VehicleNotes?> Find(DbConnection db, Guid deviceId) => (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where n.device_id = @deviceId", new { deviceId }))?.ToNotes();

    /// <summary>Those of these cars, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<Guid, VehicleNotes>> Find(DbConnection db, IReadOnlyCollection<Guid> deviceIds)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, VehicleNotes>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>($"{Select} where n.device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}", parameters)).ToDictionary(row => row.DeviceId, row => row.ToNotes());
    }

    public static Task Put(DbConnection db, VehicleNotes notes) =>
        db.ExecuteAsync(
            """
            insert into vehicle_notes (device_id, tenant_id, trim_id, charge_limit, vehicle_class, watt_hours, native_connector, adaptors, connectors_at, level, level_at)
            values (@DeviceId, @TenantId, @TrimId, @limit, @type, @wattHours, @native, @adaptors, @ConnectorsAt, @level, @LevelAt)
            on conflict (device_id) do update set trim_id = excluded.trim_id, charge_limit = excluded.charge_limit, vehicle_class = excluded.vehicle_class, watt_hours = excluded.watt_hours,
                native_connector = excluded.native_connector, adaptors = excluded.adaptors, connectors_at = excluded.connectors_at, level = excluded.level, level_at = excluded.level_at
            """,
            new
            {
                notes.DeviceId, notes.TenantId, notes.TrimId, limit = (long?)notes.ChargeLimit, type = notes.Class?.ToString(), wattHours = (long?)notes.WattHours, native = notes.NativeConnector?.ToString(),
                adaptors = notes.Adaptors.Count == 0 ? null : string.Join(' ', notes.Adaptors), notes.ConnectorsAt, level = (long?)notes.Level, notes.LevelAt,
            });

    private sealed record Row
    {
        public Guid DeviceId { get; init; }
        public Guid TenantId { get; init; }
        public Guid? TrimId { get; init; }
        public long? ChargeLimit { get; init; }
        public string? Class { get; init; }
        public long? WattHours { get; init; }
        public string? NativeConnector { get; init; }
        public string? Adaptors { get; init; }
        public DateTimeOffset? ConnectorsAt { get; init; }
        public long? Level { get; init; }
        public DateTimeOffset? LevelAt { get; init; }

        public VehicleNotes ToNotes() => new(DeviceId, TenantId, TrimId, (int?)ChargeLimit, Class is null ? null : Enum.Parse<VehicleClass>(Class))
        {
            WattHours = (int?)WattHours, NativeConnector = NativeConnector is null ? null : Enum.Parse<ConnectorType>(NativeConnector),
            Adaptors = [.. (Adaptors ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ConnectorType>)], ConnectorsAt = ConnectorsAt, Level = (int?)Level, LevelAt = LevelAt,
        };
    }
}
