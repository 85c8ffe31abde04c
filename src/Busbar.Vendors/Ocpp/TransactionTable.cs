using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>A transaction in OCPP's sense: from a station's start to its stop. Not our charge session.</summary>
/// <param name="StoppedRaw">The time of its stop as the station wrote it; null while no stop was told.</param>
/// <param name="StartedRaw">The same of its start; null where that was never told.</param>
/// <param name="StopIsGuess">The stop named no transaction of ours and was joined by what it says: one that names this one stands above it.</param>
/// <param name="Open">Nothing has shown that it is over.</param>
/// <param name="Suspended">Our own profile holds it at 0 A.</param>
/// <param name="LimitAmps">The current limit that we set for it.</param>
internal sealed record Transaction(int Id, int ConnectorId, DateTimeOffset StartedAt, string? StoppedRaw, double? MeterStopWh, bool Open, bool Suspended, double? LimitAmps,
    DateTimeOffset? StoppedAt = null, string? StartedRaw = null, double? MeterStartWh = null, bool StopIsGuess = false);

internal sealed record TransactionStart(int Id, int ConnectorId, string? MessageId, string? IdTag, double? MeterWh, DateTimeOffset At, string? Raw, DateTimeOffset HeardAt);

internal sealed record TransactionStop(int Id, string MessageId, string? Reason, double MeterWh, DateTimeOffset At, string Raw, DateTimeOffset HeardAt, bool IsGuess = false);

internal static class TransactionTable
{
    private const string ByStop = "stop", ByGuess = "joined stop";

    private const string Columns =
        """
        transaction_id as Id, connector_id as ConnectorId, started_at as StartedAt, stopped_raw as StoppedRaw, meter_stop_wh as MeterStopWh,
        closed_at as ClosedAt, suspended as Suspended, limit_amps as LimitAmps, stopped_at as StoppedAt, started_raw as StartedRaw, meter_start_wh as MeterStartWh,
        closed_by as ClosedBy
        """;

    public static async Task<Transaction?> Find(DbConnection db, Guid stationId, int id) => (await db.QuerySingleOrDefaultAsync<Row>(
        $"select {Columns} from ocpp_transactions where station_id = @station and transaction_id = @id",
        new { station = stationId.ToString(), id = (long)id }))?.ToTransaction();

    /// <summary>The newest ones of a station, newest first.</summary>
    public static async Task<IReadOnlyList<Transaction>> Newest(DbConnection db, Guid stationId, int limit) => [.. (await db.QueryAsync<Row>(
        $"select {Columns} from ocpp_transactions where station_id = @station order by started_at desc, transaction_id desc limit @limit",
        new { station = stationId.ToString(), limit = (long)limit })).Select(row => row.ToTransaction())];

    /// <summary>The one that runs at a connector now.</summary>
    public static async Task<Transaction?> Running(DbConnection db, Guid stationId, int connectorId) => (await db.QueryFirstOrDefaultAsync<Row>(
        $"select {Columns} from ocpp_transactions where station_id = @station and connector_id = @connector and closed_at is null order by started_at desc, transaction_id desc limit 1",
        new { station = stationId.ToString(), connector = (long)connectorId }))?.ToTransaction();

    /// <summary>
    /// The transaction that the same start made before. What a start says tells it from others: its message id alone does not,
    /// since some stations count their messages from 1 again at every boot, and some give a repeated message a new id.
    /// </summary>
    public static async Task<int?> FindStart(DbConnection db, Guid stationId, TransactionStart start) => (int?)await db.QueryFirstOrDefaultAsync<long?>(
        """
        select transaction_id from ocpp_transactions
        where station_id = @station and connector_id = @connector and id_tag = @tag and meter_start_wh = @meter
          and (started_raw = @raw or (message_id = @message and closed_at is null))
        order by transaction_id desc limit 1
        """,
        new { station = stationId.ToString(), connector = (long)start.ConnectorId, tag = start.IdTag, meter = start.MeterWh, raw = start.Raw, message = start.MessageId });

    public static Task Insert(DbConnection db, Guid stationId, TransactionStart start) => db.ExecuteAsync(
        """
        insert into ocpp_transactions (station_id, transaction_id, connector_id, message_id, id_tag, meter_start_wh, started_at, started_raw, suspended, heard_at)
        values (@station, @id, @connector, @message, @tag, @meter, @at, @raw, 0, @heard)
        """,
        new
        {
            station = stationId.ToString(), id = (long)start.Id, connector = (long)start.ConnectorId, message = start.MessageId, tag = start.IdTag,
            meter = start.MeterWh, at = start.At.ToMicros(), raw = start.Raw, heard = start.HeardAt.ToMicros(),
        });

    public static Task Stop(DbConnection db, Guid stationId, TransactionStop stop) => db.ExecuteAsync(
        """
        update ocpp_transactions set meter_stop_wh = @meter, stopped_at = @at, stopped_raw = @raw, stop_message_id = @message, stop_reason = @reason,
          closed_at = @heard, closed_by = @by
        where station_id = @station and transaction_id = @id
        """,
        new
        {
            station = stationId.ToString(), id = (long)stop.Id, message = stop.MessageId, reason = stop.Reason, meter = stop.MeterWh,
            at = stop.At.ToMicros(), raw = stop.Raw, heard = stop.HeardAt.ToMicros(), by = stop.IsGuess ? ByGuess : ByStop,
        });

    /// <summary>A start was told: what was taken for another transaction, met in its meter values since then, is this one under a name of the station's own.</summary>
    public static Task CloseNameless(DbConnection db, Guid stationId, TransactionStart start) => db.ExecuteAsync(
        """
        update ocpp_transactions set closed_at = @now, closed_by = 'its start'
        where station_id = @station and connector_id = @connector and closed_at is null and started_raw is null and started_at >= @at
        """,
        new { station = stationId.ToString(), connector = (long)start.ConnectorId, at = start.At.ToMicros(), now = start.HeardAt.ToMicros() });

    /// <summary>Of several open ones at a connector only the newest runs: the stops of the others were lost, or come later.</summary>
    public static Task CloseAllButNewest(DbConnection db, Guid stationId, int connectorId, DateTimeOffset now) => db.ExecuteAsync(
        """
        update ocpp_transactions set closed_at = @now, closed_by = 'later start'
        where station_id = @station and connector_id = @connector and closed_at is null and transaction_id <> (
          select n.transaction_id from ocpp_transactions n where n.station_id = @station and n.connector_id = @connector and n.closed_at is null
          order by n.started_at desc, n.transaction_id desc limit 1)
        """,
        new { station = stationId.ToString(), connector = (long)connectorId, now = now.ToMicros() });

    /// <summary>A connector that is available holds no transaction: what began before that is over, though its stop is missing.</summary>
    public static Task CloseBefore(DbConnection db, Guid stationId, int connectorId, DateTimeOffset available, DateTimeOffset now) => db.ExecuteAsync(
        "update ocpp_transactions set closed_at = @now, closed_by = 'available' where station_id = @station and connector_id = @connector and closed_at is null and started_at <= @available",
        new { station = stationId.ToString(), connector = (long)connectorId, available = available.ToMicros(), now = now.ToMicros() });

    /// <summary>What a command made of the transaction, unless a command that was planned later has said so by now.</summary>
    public static Task Remember(DbConnection db, Guid stationId, int id, bool suspended, double? limitAmps, DateTimeOffset plannedAt) => db.ExecuteAsync(
        """
        update ocpp_transactions set suspended = @suspended, limit_amps = @limit, told_at = @planned
        where station_id = @station and transaction_id = @id and (told_at is null or told_at <= @planned)
        """,
        new { station = stationId.ToString(), id = (long)id, suspended = suspended ? 1L : 0L, limit = limitAmps, planned = plannedAt.ToMicros() });

    private sealed class Row
    {
        public long Id { get; init; }
        public long ConnectorId { get; init; }
        public long StartedAt { get; init; }
        public string? StoppedRaw { get; init; }
        public double? MeterStopWh { get; init; }
        public long? ClosedAt { get; init; }
        public long Suspended { get; init; }
        public double? LimitAmps { get; init; }
        public long? StoppedAt { get; init; }
        public string? StartedRaw { get; init; }
        public double? MeterStartWh { get; init; }
        public string? ClosedBy { get; init; }

        public Transaction ToTransaction() =>
            new((int)Id, (int)ConnectorId, StartedAt.ToTime(), StoppedRaw, MeterStopWh, ClosedAt is null, Suspended != 0, LimitAmps, StoppedAt.ToTime(), StartedRaw, MeterStartWh, ClosedBy == ByGuess);
    }
}
