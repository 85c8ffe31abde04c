using System.Data.Common;
using Dapper;

namespace Busbar.Core.Devices;

/// <summary>Everything that is stored of a device, so that it can go. A table that holds rows of devices is named here, or a test fails.</summary>
public static class ErasureTable
{
    /// <summary>Tables that grow with time, and what tells the rows of one device apart: they are emptied in pieces.</summary>
    public static readonly IReadOnlyList<(string Table, string Key)> Histories = [("readings", "measured_at"), ("charge_sessions", "id"), ("commands", "id"), ("charging_plans", "id"), ("charging_overrides", "id"), ("charging_switches", "id")];

    /// <summary>Tables with a few rows of each device.</summary>
    public static readonly IReadOnlyList<string> Details = ["permissions", "device_features", "device_settings", "schedules", "charging_policies", "vehicle_notes", "device_states", "pairing_states"];

    /// <summary>This request, and no other, takes the device away.</summary>
    public static Task Claim(DbConnection db, Guid deviceId, Guid offboardingId) =>
        db.ExecuteAsync("update devices set offboarding_id = @offboardingId where id = @deviceId and gone_at is null", new { deviceId, offboardingId });

    /// <summary>What the request did not take away stays.</summary>
    public static Task Unclaim(DbConnection db, Guid offboardingId) =>
        db.ExecuteAsync("update devices set offboarding_id = null where offboarding_id = @offboardingId and gone_at is null", new { offboardingId });

    /// <summary>The device is gone for everybody. What names it goes at once, so that the same one linked anew is a new one; parts that stay are parts no more.</summary>
    public static async Task Mark(DbConnection db, Guid deviceId, DateTimeOffset now)
    {
        await db.ExecuteAsync("delete from permissions where device_id = @deviceId", new { deviceId });
        await RevisionTable.Change(db, "parent_id = @deviceId or id = (select p.parent_id from devices p where p.id = @deviceId)", new { deviceId });
        await db.ExecuteAsync("update devices set parent_id = null where parent_id = @deviceId and gone_at is null", new { deviceId });
        await db.ExecuteAsync(
            """
            update devices set gone_at = @now, vendor_id = @nobody, identifier = null, name = null, model = null, parent_id = null, properties = null, collective_id = null
            where id = @deviceId
            """,
            new { deviceId, now, nobody = $"gone:{deviceId}" });
    }

    /// <summary>Commands that something is still to be done about.</summary>
    public static async Task<IReadOnlyList<Guid>> OpenCommands(DbConnection db, Guid deviceId) =>
        [.. await db.QueryAsync<Guid>("select id from commands where device_id = @deviceId and (status = 'Pending' or verification = 'Pending')", new { deviceId })];

    public static Task CancelCommands(DbConnection db, Guid deviceId) =>
        db.ExecuteAsync("update commands set status = 'Canceled', version = version + 1 where device_id = @deviceId and status = 'Pending'", new { deviceId });

    /// <summary>Deletes so many rows of its history at most; how many there were.</summary>
    public static async Task<int> DeleteHistory(DbConnection db, Guid deviceId, int limit)
    {
        var deleted = 0;
        foreach (var (table, key) in Histories)
            deleted += await db.ExecuteAsync(
                $"delete from {table} where device_id = @deviceId and {key} in (select {key} from {table} where device_id = @deviceId order by {key} limit @limit)",
                new { deviceId, limit = (long)(limit - deleted) });
        return deleted;
    }

    /// <summary>Whose the devices of a request were, and the grants they were reached by.</summary>
    public static async Task<(IReadOnlyList<Guid> Users, IReadOnlyList<Guid> Grants)> UsersAndGrants(DbConnection db, Guid offboardingId)
    {
        var rows = (await db.QueryAsync<(Guid User, Guid Grant)>("select user_id, grant_id from devices where offboarding_id = @offboardingId and gone_at is not null", new { offboardingId })).ToList();
        return ([.. rows.Select(row => row.User).Distinct()], [.. rows.Select(row => row.Grant).Distinct()]);
    }

    /// <summary>Deletes what else is known of it; how many rows there were.</summary>
    public static async Task<int> DeleteDetails(DbConnection db, Guid deviceId)
    {
        var deleted = 0;
        foreach (var table in Details) deleted += await db.ExecuteAsync($"delete from {table} where device_id = @deviceId", new { deviceId });
        return deleted;
    }

    /// <summary>Deletes the device itself, once nothing is known of it any more.</summary>
    public static Task Delete(DbConnection db, Guid deviceId) => db.ExecuteAsync("delete from devices where id = @deviceId and gone_at is not null", new { deviceId });
}
