using System.Data.Common;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>All that a station has left behind, so that it can go with its last device. A table with rows of stations is named here, or a test fails.</summary>
public static class TraceTable
{
    /// <summary>Tables that grow with time, and what tells the rows of one station apart.</summary>
    public static readonly IReadOnlyList<(string Table, string Key)> Histories =
    [
        ("ocpp_transactions", "transaction_id"), ("ocpp_signed_values", "fingerprint"), ("ocpp_parked", "fingerprint"), ("connectors", "connector_id"),
        ("ocpp_jobs", "kind"), ("ocpp_reservations", "reservation_id"), ("ocpp_local_lists", "version"), ("station_calls", "id"), ("station_passwords", "number"),
    ];

    private const long Piece = 5_000;

    /// <summary>Deletes some of it; false where nothing was left.</summary>
    public static async Task<bool> DeletePiece(DbConnection db, Guid stationId)
    {
        var station = stationId.ToString();
        foreach (var (table, key) in Histories)
        {
            if (await db.ExecuteAsync(
                $"delete from {table} where station_id = @station and {key} in (select {key} from {table} where station_id = @station order by {key} limit @Piece)",
                new { station, Piece }) > 0) return true;
        }
        return false;
    }

    /// <summary>No link of this user is waited for any more. Returns the stations that were there for one alone, and have no device.</summary>
    public static async Task<IReadOnlyList<Guid>> StopWaiting(DbConnection db, Guid tenantId, Guid userId)
    {
        var parameters = new { tenant = tenantId.ToString(), user = userId.ToString() };
        await db.ExecuteAsync("update stations set link_open = 0, link_id = null where tenant_id = @tenant and user_id = @user", parameters);
        return [.. (await db.QueryAsync<string>("select id from stations where tenant_id = @tenant and user_id = @user and device_id is null", parameters)).Select(Guid.Parse)];
    }

    /// <summary>The station itself, unless a new link waits for it.</summary>
    public static Task Forget(DbConnection db, Guid stationId) =>
        db.ExecuteAsync("delete from stations where id = @station and link_open = 0 and device_id is null", new { station = stationId.ToString() });
}
