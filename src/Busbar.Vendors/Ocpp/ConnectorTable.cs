using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>A connector and what was last heard of it. Connector 0 is the station itself.</summary>
/// <param name="Plugged">Whether a car is plugged in, as far as its statuses told; null where none did.</param>
/// <param name="StatusAt">Since when, by our clock.</param>
internal sealed record Connector(
    int Id, Guid? DeviceId, string? Status, bool? Plugged, DateTimeOffset? StatusAt, DateTimeOffset? HeardAt, string? ErrorCode = null, string? VendorError = null, string? Info = null);

/// <summary>What a StatusNotification said.</summary>
internal sealed record ConnectorReport(int ConnectorId, string Status, string? ErrorCode, string? VendorError, string? VendorId, string? Info, bool? Plugged, DateTimeOffset At, DateTimeOffset HeardAt);

internal static class ConnectorTable
{
    private const string Columns = "connector_id as Id, device_id as DeviceId, status as Status, error_code as ErrorCode, vendor_error as VendorError, info as Info, plugged as Plugged, status_at as StatusAt, heard_at as HeardAt";

    public static async Task<Connector?> Find(DbConnection db, Guid stationId, int connectorId) => (await db.QuerySingleOrDefaultAsync<Row>(
        $"select {Columns} from connectors where station_id = @station and connector_id = @id",
        new { station = stationId.ToString(), id = (long)connectorId }))?.ToConnector();

    public static async Task<IReadOnlyList<Connector>> List(DbConnection db, Guid stationId) =>
        [.. (await db.QueryAsync<Row>($"select {Columns} from connectors where station_id = @station order by connector_id", new { station = stationId.ToString() }))
            .Select(row => row.ToConnector())];

    public static Task ReleaseAll(DbConnection db, Guid stationId) => db.ExecuteAsync(
        "update connectors set device_id = null where station_id = @station", new { station = stationId.ToString() });

    public static Task SetDevice(DbConnection db, Guid stationId, int connectorId, Guid deviceId) => db.ExecuteAsync(
        """
        insert into connectors (station_id, connector_id, device_id) values (@station, @id, @device)
        on conflict (station_id, connector_id) do update set device_id = excluded.device_id
        """,
        new { station = stationId.ToString(), id = (long)connectorId, device = deviceId.ToString() });

    public static Task Report(DbConnection db, Guid stationId, ConnectorReport report) => db.ExecuteAsync(
        """
        insert into connectors (station_id, connector_id, status, error_code, vendor_error, vendor_id, info, plugged, status_at, heard_at)
        values (@station, @id, @status, @error, @vendorError, @vendor, @info, @plugged, @at, @heard)
        on conflict (station_id, connector_id) do update set status = excluded.status, error_code = excluded.error_code,
          vendor_error = excluded.vendor_error, vendor_id = excluded.vendor_id, info = excluded.info, plugged = coalesce(excluded.plugged, connectors.plugged),
          status_at = excluded.status_at, heard_at = excluded.heard_at
        """,
        new
        {
            station = stationId.ToString(), id = (long)report.ConnectorId, status = report.Status, error = report.ErrorCode, vendorError = report.VendorError, vendor = report.VendorId,
            info = report.Info, plugged = report.Plugged is { } plugged ? (plugged ? 1L : 0L) : (long?)null, at = report.At.ToMicros(), heard = report.HeardAt.ToMicros(),
        });

    private sealed class Row
    {
        public long Id { get; init; }
        public string? DeviceId { get; init; }
        public string? Status { get; init; }
        public string? ErrorCode { get; init; }
        public string? VendorError { get; init; }
        public string? Info { get; init; }
        public long? Plugged { get; init; }
        public long? StatusAt { get; init; }
        public long? HeardAt { get; init; }

        public Connector ToConnector() =>
            new((int)Id, DeviceId is null ? null : Guid.Parse(DeviceId), Status, Plugged is null ? null : Plugged != 0, StatusAt.ToTime(), HeardAt.ToTime(), ErrorCode, VendorError, Info);
    }
}
