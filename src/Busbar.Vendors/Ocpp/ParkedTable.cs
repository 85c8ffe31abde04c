using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>What was acknowledged and has no better place: messages that fit nowhere, and signed meter values. Both are kept once, however often they are sent.</summary>
internal static class ParkedTable
{
    /// <summary>A station that never stops repeating itself does not fill the disk.</summary>
    public const int KeptPerStation = 1_000;

    /// <param name="sameAs">What the message has in common with others of which one is enough; else all that it says.</param>
    /// <returns>False where the same message was kept before.</returns>
    public static async Task<bool> Park(DbConnection db, Guid stationId, string action, string messageId, string reason, string payload, DateTimeOffset now, string? sameAs = null)
    {
        var station = stationId.ToString();
        var isNew = await db.ExecuteAsync(
            """
            insert into ocpp_parked (station_id, fingerprint, action, message_id, reason, payload, heard_at)
            values (@station, @fingerprint, @action, @messageId, @reason, @payload, @now) on conflict (station_id, fingerprint) do nothing
            """,
            new { station, fingerprint = Fingerprint($"{action} {sameAs ?? payload}"), action, messageId, reason, payload, now = now.ToMicros() });
        if (isNew == 0) return false;
        await db.ExecuteAsync(
            """
            delete from ocpp_parked where station_id = @station and fingerprint not in (
              select n.fingerprint from ocpp_parked n where n.station_id = @station order by n.heard_at desc, n.fingerprint limit @kept)
            """,
            new { station, kept = (long)KeptPerStation });
        return true;
    }

    /// <summary>The kept messages of one sort, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Fingerprint, string MessageId, string Payload)>> Find(DbConnection db, Guid stationId, string action, string reason) =>
        [.. await db.QueryAsync<(string, string, string)>(
            "select fingerprint, message_id, payload from ocpp_parked where station_id = @station and action = @action and reason = @reason order by heard_at, fingerprint",
            new { station = stationId.ToString(), action, reason })];

    /// <summary>It has found its place.</summary>
    public static Task Remove(DbConnection db, Guid stationId, string fingerprint) => db.ExecuteAsync(
        "delete from ocpp_parked where station_id = @station and fingerprint = @fingerprint", new { station = stationId.ToString(), fingerprint });

    public static Task KeepSigned(DbConnection db, Guid stationId, int connectorId, int? transactionId, DateTimeOffset measuredAt, string context, string value) =>
        db.ExecuteAsync(
            """
            insert into ocpp_signed_values (station_id, connector_id, fingerprint, transaction_id, measured_at, context, value)
            values (@station, @connector, @fingerprint, @transaction, @at, @context, @value) on conflict (station_id, connector_id, fingerprint) do nothing
            """,
            new
            {
                station = stationId.ToString(), connector = (long)connectorId, fingerprint = Fingerprint($"{transactionId} {context} {value}"),
                transaction = (long?)transactionId, at = measuredAt.ToMicros(), context, value,
            });

    private static string Fingerprint(string text) => Secrets.Base64Url(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
