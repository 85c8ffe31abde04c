using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>The local authorization list that we last sent to a station.</summary>
/// <param name="UpdateType"><c>Full</c> or <c>Differential</c>.</param>
/// <param name="Tags">What was sent: tags and their statuses; null for one that was taken off.</param>
/// <param name="Status">As the station answered, or <see cref="Asked"/>.</param>
public sealed record LocalList(int Version, string UpdateType, IReadOnlyDictionary<string, string?> Tags, string Status, DateTimeOffset SentAt)
{
    /// <summary>No answer is known: the station may have it.</summary>
    public const string Asked = "Asked";
}

internal static class LocalListTable
{
    public static async Task<LocalList?> Find(DbConnection db, Guid stationId) => (await db.QuerySingleOrDefaultAsync<Row>(
        "select version as Version, update_type as UpdateType, tags as Tags, status as Status, sent_at as SentAt from ocpp_local_lists where station_id = @station",
        new { station = stationId.ToString() }))?.ToList();

    public static Task Put(DbConnection db, Guid stationId, LocalList list) => db.ExecuteAsync(
        """
        insert into ocpp_local_lists (station_id, version, update_type, tags, status, sent_at) values (@station, @version, @type, @tags, @status, @at)
        on conflict (station_id) do update set version = excluded.version, update_type = excluded.update_type, tags = excluded.tags, status = excluded.status, sent_at = excluded.sent_at
        """,
        new
        {
            station = stationId.ToString(), version = (long)list.Version, type = list.UpdateType, tags = JsonSerializer.Serialize(list.Tags), status = list.Status,
            at = list.SentAt.ToMicros(),
        });

    public static Task Answered(DbConnection db, Guid stationId, LocalList sent, string status) => db.ExecuteAsync(
        "update ocpp_local_lists set status = @status where station_id = @station and version = @version and sent_at = @at",
        new { station = stationId.ToString(), version = (long)sent.Version, at = sent.SentAt.ToMicros(), status });

    private sealed class Row
    {
        public long Version { get; init; }
        public required string UpdateType { get; init; }
        public required string Tags { get; init; }
        public required string Status { get; init; }
        public long SentAt { get; init; }

        public LocalList ToList() => new((int)Version, UpdateType, JsonSerializer.Deserialize<Dictionary<string, string?>>(Tags)!, Status, SentAt.ToTime());
    }
}
