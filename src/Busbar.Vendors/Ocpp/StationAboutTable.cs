using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>What stations say of themselves, for those who know them by their devices.</summary>
internal static class StationAboutTable
{
    // The station itself, or the one of which it is a connector.
    private const string IsOfDevice = "(s.device_id = @device or s.id in (select c.station_id from connectors c where c.device_id = @device))";

    public static async Task<StationAbout?> Find(DbConnection db, Guid deviceId) =>
        (await db.QueryAsync<StationAbout>($"select s.firmware as Firmware, s.iccid as Iccid from stations s where {IsOfDevice}", new { device = deviceId.ToString() })).FirstOrDefault();

    public static async Task<IReadOnlyList<KeptMessage>> Kept(
        DbConnection db, Guid deviceId, IReadOnlyList<string>? actions, DateTimeOffset? after, DateTimeOffset? before, bool oldest, int limit)
    {
        var parameters = new DynamicParameters(new { device = deviceId.ToString(), after = (after ?? DateTimeOffset.UnixEpoch).ToMicros(), before = (before ?? DateTimeOffset.MaxValue).ToMicros(), limit = (long)limit });
        var found = (await db.QueryAsync<(long At, string Action, string Id, string Payload)>(
            $"""
            select p.heard_at, p.action, p.message_id, p.payload from ocpp_parked p join stations s on s.id = p.station_id
            where {IsOfDevice} and p.heard_at > @after and p.heard_at < @before {(actions is null ? "" : $"and p.action in {parameters.In("action", actions)}")}
            order by p.heard_at {(oldest ? "" : "desc")}, p.fingerprint limit @limit
            """,
            parameters)).Select(row => new KeptMessage(row.At.ToTime(), row.Action, row.Id, row.Payload));
        return oldest ? [.. found.Reverse()] : [.. found];
    }

    public static async Task<IReadOnlyList<StationFirmware>> Firmwares(DbConnection db, Guid tenantId) =>
        [.. await db.QueryAsync<StationFirmware>(
            """
            select distinct coalesce(s.vendor, '') as Maker, s.firmware as Version from stations s
            where s.tenant_id = @tenant and s.device_id is not null and s.firmware is not null order by 1, 2
            """,
            new { tenant = tenantId.ToString() })];
}
