using System.Data.Common;
using Busbar.Core.Basics;
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

    /// <summary>Readings between two moments, neither part of it, newest first: the newest of them, or the oldest.</summary>
    /// <param name="told">Only those that tell this signal; null for all.</param>
    public static async Task<IReadOnlyList<Reading>> Between(DbConnection db, Guid deviceId, DateTimeOffset? after, DateTimeOffset? before, bool oldest, Signal? told, int limit)
    {
        var found = (await db.QueryAsync<Row>(
            $"""
            {Select} where device_id = @deviceId and measured_at > @after and measured_at < @before {(told is null ? "" : "and signals like @told")}
            order by measured_at {(oldest ? "" : "desc")} limit @limit
            """,
            new { deviceId, after = after ?? DateTimeOffset.UnixEpoch, before = before ?? DateTimeOffset.MaxValue.Stored(), told = $"%\"{told}\":%", limit = (long)limit })).Select(row => row.ToReading());
        return oldest ? [.. found.Reverse()] : [.. found];
    }

    /// <summary>The newest reading of each of these devices that has any, by device.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Reading>> Newest(DbConnection db, IReadOnlyCollection<Guid> deviceIds)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, Reading>();
        var parameters = new DynamicParameters();
        return (await db.QueryAsync<Row>(
            $"""
            select r.device_id as DeviceId, r.measured_at as MeasuredAt, r.heard_at as HeardAt, r.signals as Signals
            from devices d join readings r on r.device_id = d.id and r.measured_at = (select max(n.measured_at) from readings n where n.device_id = d.id)
            where d.id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}
            """,
            parameters)).Select(row => row.ToReading()).ToDictionary(reading => reading.DeviceId);
    }

    /// <summary>Everything since a moment, oldest first.</summary>
    public static async Task<IReadOnlyList<Reading>> Since(DbConnection db, Guid deviceId, DateTimeOffset start) =>
        [.. (await db.QueryAsync<Row>($"{Select} where device_id = @deviceId and measured_at >= @start order by measured_at", new { deviceId, start }))
            .Select(row => row.ToReading())];

    /// <summary>Everything in these spans, their ends included, by device, oldest first.</summary>
    public static async Task<ILookup<Guid, Reading>> Within(DbConnection db, IReadOnlyCollection<(Guid DeviceId, DateTimeOffset From, DateTimeOffset To)> spans)
    {
        if (spans.Count == 0) return Array.Empty<Reading>().ToLookup(reading => reading.DeviceId);
        var parameters = new DynamicParameters();
        var within = spans.Select((span, i) =>
        {
            parameters.Add($"device{i}", span.DeviceId);
            parameters.Add($"from{i}", span.From);
            parameters.Add($"to{i}", span.To);
            return $"(device_id = @device{i} and measured_at >= @from{i} and measured_at <= @to{i})";
        });
        return (await db.QueryAsync<Row>($"{Select} where {string.Join(" or ", within)} order by device_id, measured_at", parameters)).Select(row => row.ToReading()).ToLookup(reading => reading.DeviceId);
    }

    public static async Task<Reading?> Find(DbConnection db, Guid deviceId, DateTimeOffset measuredAt) =>
        (await db.QueryFirstOrDefaultAsync<Row?>($"{Select} where device_id = @deviceId and measured_at = @measuredAt", new { deviceId, measuredAt }))?.ToReading();

    /// <summary>The last value of a number in a time span, the end not being part of it; null where there is none.</summary>
    public static async Task<double?> LastNumber(DbConnection db, Guid deviceId, Signal signal, DateTimeOffset start, DateTimeOffset end) =>
        (await db.QueryAsync<Row>($"{Select} where device_id = @deviceId and measured_at >= @start and measured_at < @end order by measured_at desc", new { deviceId, start, end }))
            .Select(row => row.ToReading()).FirstOrDefault(reading => reading.Signals.ContainsKey(signal))?.Signals[signal].Number;

    /// <summary>Readings as they are stored, oldest first, for those who read thousands: measured after a moment and before an end, in microseconds.</summary>
    public static async Task<IReadOnlyList<(long MeasuredAt, string Signals)>> ListStored(DbConnection db, Guid deviceId, long after, long end, int limit) =>
        (await db.QueryAsync<(long, string)>(
            "select measured_at, signals from readings where device_id = @deviceId and measured_at > @after and measured_at < @end order by measured_at limit @limit",
            new { deviceId, after, end, limit = (long)limit })).AsList();

    /// <summary>The last values of these numbers before a moment, each from the newest reading that tells it.</summary>
    public static async Task<IReadOnlyDictionary<Signal, double>> LastNumbers(DbConnection db, Guid deviceId, IReadOnlyList<Signal> signals, long before)
    {
        var found = new Dictionary<Signal, double>();
        foreach (var signal in signals)
            if (await db.QueryFirstOrDefaultAsync<string?>(
                "select signals from readings where device_id = @deviceId and measured_at < @before and signals like @told order by measured_at desc limit 1",
                new { deviceId, before, told = $"%\"{signal}\":%" }) is { } stored)
                found[signal] = SignalJson.ReadValues(stored)[signal].Number;
        return found;
    }

    /// <summary>When the first thing was measured that may still tell of this moment, or came after it; null where nothing did.</summary>
    public static async Task<DateTimeOffset?> FirstAfter(DbConnection db, Guid deviceId, DateTimeOffset moment) =>
        (await db.ExecuteScalarAsync<long?>(
            "select min(measured_at) from readings where device_id = @deviceId and measured_at > @after",
            new { deviceId, after = moment.ToMicros() - Sessions.SessionTracker.LongestGap.Ticks / TimeSpan.TicksPerMicrosecond })).ToTime();

    /// <summary>When a signal was first told; null where it never was.</summary>
    public static async Task<DateTimeOffset?> FirstTold(DbConnection db, Guid deviceId, Signal signal) =>
        (await db.QueryFirstOrDefaultAsync<long?>(
            "select measured_at from readings where device_id = @deviceId and signals like @told order by measured_at limit 1", new { deviceId, told = $"%\"{signal}\":%" })).ToTime();

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
