using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>Uploads of diagnostics and firmware updates: what was asked, and how it goes.</summary>
internal static class JobTable
{
    private const string Columns = "kind as Kind, asked_at as AskedAt, location as Location, answer as Answer, file_name as FileName, status as Status, status_at as StatusAt";

    public static async Task<StationJob?> Find(DbConnection db, Guid stationId, StationJobKind kind) => (await db.QuerySingleOrDefaultAsync<Row>(
        $"select {Columns} from ocpp_jobs where station_id = @station and kind = @kind", new { station = stationId.ToString(), kind = kind.ToString() }))?.ToJob();

    public static async Task<IReadOnlyList<StationJob>> List(DbConnection db, Guid stationId) =>
        [.. (await db.QueryAsync<Row>($"select {Columns} from ocpp_jobs where station_id = @station order by kind", new { station = stationId.ToString() })).Select(row => row.ToJob())];

    /// <summary>A new job: what is known of the one before is forgotten.</summary>
    public static Task Ask(DbConnection db, Guid stationId, StationJobKind kind, string location, DateTimeOffset now) => db.ExecuteAsync(
        """
        insert into ocpp_jobs (station_id, kind, asked_at, location) values (@station, @kind, @now, @location)
        on conflict (station_id, kind) do update set asked_at = excluded.asked_at, location = excluded.location, answer = null, file_name = null, status = null, status_at = null
        """,
        new { station = stationId.ToString(), kind = kind.ToString(), now = now.ToMicros(), location });

    /// <summary>What the station answered to the job that was asked at that time.</summary>
    public static Task Answered(DbConnection db, Guid stationId, StationJobKind kind, DateTimeOffset askedAt, string answer, string? fileName) => db.ExecuteAsync(
        "update ocpp_jobs set answer = @answer, file_name = @file where station_id = @station and kind = @kind and asked_at = @asked",
        new { station = stationId.ToString(), kind = kind.ToString(), asked = askedAt.ToMicros(), answer, file = fileName });

    public static Task Report(DbConnection db, Guid stationId, StationJobKind kind, string status, DateTimeOffset at) => db.ExecuteAsync(
        """
        insert into ocpp_jobs (station_id, kind, status, status_at) values (@station, @kind, @status, @at)
        on conflict (station_id, kind) do update set status = excluded.status, status_at = excluded.status_at
        """,
        new { station = stationId.ToString(), kind = kind.ToString(), status, at = at.ToMicros() });

    private sealed class Row
    {
        public required string Kind { get; init; }
        public long? AskedAt { get; init; }
        public string? Location { get; init; }
        public string? Answer { get; init; }
        public string? FileName { get; init; }
        public string? Status { get; init; }
        public long? StatusAt { get; init; }

        public StationJob ToJob() => new(Enum.Parse<StationJobKind>(Kind), AskedAt.ToTime(), Location, Answer, FileName, Status, StatusAt.ToTime());
    }
}
