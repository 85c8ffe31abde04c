using System.Data.Common;
using Busbar.Core.Devices;
using Dapper;

namespace Busbar.Core.Readings;

public static class ReadingTable
{
    private const string Select = "select device_id as DeviceId, measured_at as MeasuredAt, heard_at as HeardAt, signals as Signals from readings";

    /// <summary>Readings of a time span, oldest first; the end is not part of it.</summary>
    public static async Task<IReadOnlyList<Reading>> List(DbConnection db, Guid deviceId, DateTimeOffset start, DateTimeOffset end, DateTimeOffset? after, int limit) =>
        [.. (await db.QueryAsync<Row>(
            $"{Select} where device_id = @deviceId and measured_at >= @start and measured_at < @end and measured_at > @after order by measured_at limit @limit",
            new { deviceId, start, end, after = after ?? DateTimeOffset.UnixEpoch, limit = (long)limit }))
            .Select(row => row.ToReading())];

    /// <summary>Everything since a moment, oldest first.</summary>
    public static async Task<IReadOnlyList<Reading>> Since(DbConnection db, Guid deviceId, DateTimeOffset start) =>
        [.. (await db.QueryAsync<Row>($"{Select} where device_id = @deviceId and measured_at >= @start order by measured_at", new { deviceId, start }))
            .Select(row => row.ToReading())];

    public static async Task<Reading?> Find(DbConnection db, Guid deviceId, DateTimeOffset measuredAt) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where device_id = @deviceId and measured_at = @measuredAt", new { deviceId, measuredAt }))?.ToReading();

    /// <summary>The last value of a number in a time span, the end not being part of it; null where there is none.</summary>
    public static async Task<double?> LastNumber(DbConnection db, Guid deviceId, Signal signal, DateTimeOffset start, DateTimeOffset end) =>
        (await db.QueryAsync<Row>($"{Select} where device_id = @deviceId and measured_at >= @start and measured_at < @end order by measured_at desc", new { deviceId, start, end }))
            .Select(row => row.ToReading()).FirstOrDefault(reading => reading.Signals.ContainsKey(signal))?.Signals[signal].Number;

    public static Task Save(DbConnection db, Reading reading) =>
        db.ExecuteAsync(
            """
            insert into readings (device_id, measured_at, heard_at, signals) values (@DeviceId, @MeasuredAt, @HeardAt, @signals)
            on conflict (device_id, measured_at) do update set heard_at = excluded.heard_at, signals = excluded.signals
            """,
            new { reading.DeviceId, reading.MeasuredAt, reading.HeardAt, signals = SignalJson.Write(reading.Signals) });

    private sealed record Row(Guid DeviceId, DateTimeOffset MeasuredAt, DateTimeOffset HeardAt, string Signals)
    {
        public Reading ToReading() => new(DeviceId, MeasuredAt, HeardAt, SignalJson.ReadValues(Signals));
    }
}
