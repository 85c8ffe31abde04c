using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>A reservation that we asked a station for.</summary>
/// <param name="Status">As the station answered, or one of <see cref="Asked"/>, <see cref="Cancelled"/>, <see cref="Used"/>.</param>
/// <param name="TransactionId">The transaction that used it.</param>
public sealed record Reservation(int Id, int ConnectorId, string IdTag, string? ParentTag, DateTimeOffset Until, string Status, DateTimeOffset AskedAt, int? TransactionId)
{
    /// <summary>No answer is known: the station may hold it.</summary>
    public const string Asked = "Asked";

    public const string Held = "Accepted", Cancelled = "Cancelled", Used = "Used";
}

internal static class ReservationTable
{
    private const string Columns =
        """
        reservation_id as Id, connector_id as ConnectorId, id_tag as IdTag, parent_tag as ParentTag, expires_at as ExpiresAt, status as Status,
        asked_at as AskedAt, transaction_id as TransactionId
        """;

    public static async Task<Reservation?> Find(DbConnection db, Guid stationId, int id) => (await db.QuerySingleOrDefaultAsync<Row>(
        $"select {Columns} from ocpp_reservations where station_id = @station and reservation_id = @id", new { station = stationId.ToString(), id = (long)id }))?.ToReservation();

    /// <summary>Those that have not run out, the newest first.</summary>
    public static async Task<IReadOnlyList<Reservation>> Current(DbConnection db, Guid stationId, DateTimeOffset now) =>
        [.. (await db.QueryAsync<Row>(
            $"select {Columns} from ocpp_reservations where station_id = @station and expires_at > @now order by reservation_id desc limit 20",
            new { station = stationId.ToString(), now = now.ToMicros() })).Select(row => row.ToReservation())];

    public static async Task<int> NextId(DbConnection db, Guid stationId) => (int)await db.ExecuteScalarAsync<long>(
        "select coalesce(max(reservation_id), 0) + 1 from ocpp_reservations where station_id = @station", new { station = stationId.ToString() });

    public static Task Insert(DbConnection db, Guid stationId, Reservation reservation) => db.ExecuteAsync(
        """
        insert into ocpp_reservations (station_id, reservation_id, connector_id, id_tag, parent_tag, expires_at, status, asked_at)
        values (@station, @id, @connector, @tag, @parent, @until, @status, @asked)
        """,
        new
        {
            station = stationId.ToString(), id = (long)reservation.Id, connector = (long)reservation.ConnectorId, tag = reservation.IdTag, parent = reservation.ParentTag,
            until = reservation.Until.ToMicros(), status = reservation.Status, asked = reservation.AskedAt.ToMicros(),
        });

    public static Task SetStatus(DbConnection db, Guid stationId, int id, string status) => db.ExecuteAsync(
        "update ocpp_reservations set status = @status where station_id = @station and reservation_id = @id and status <> 'Used'",
        new { station = stationId.ToString(), id = (long)id, status });

    public static Task Use(DbConnection db, Guid stationId, int id, int transactionId) => db.ExecuteAsync(
        "update ocpp_reservations set status = 'Used', transaction_id = @transaction where station_id = @station and reservation_id = @id",
        new { station = stationId.ToString(), id = (long)id, transaction = (long)transactionId });

    private sealed class Row
    {
        public long Id { get; init; }
        public long ConnectorId { get; init; }
        public required string IdTag { get; init; }
        public string? ParentTag { get; init; }
        public long ExpiresAt { get; init; }
        public required string Status { get; init; }
        public long AskedAt { get; init; }
        public long? TransactionId { get; init; }

        public Reservation ToReservation() => new((int)Id, (int)ConnectorId, IdTag, ParentTag, ExpiresAt.ToTime(), Status, AskedAt.ToTime(), (int?)TransactionId);
    }
}
