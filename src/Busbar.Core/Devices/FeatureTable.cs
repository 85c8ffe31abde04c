using System.Data.Common;
using Dapper;

namespace Busbar.Core.Devices;

/// <summary>What can be switched on for a device. The names stand in the store: rename none.</summary>
public enum Feature
{
    /// <summary>Charge sessions are always tracked; this opens their listing.</summary>
    CaptureChargeSessions,
}

public static class FeatureTable
{
    public static async Task<IReadOnlySet<Feature>> Active(DbConnection db, Guid deviceId) =>
        (await db.QueryAsync<string>("select feature from device_features where device_id = @deviceId and active = 1", new { deviceId }))
            .Select(Enum.Parse<Feature>).ToHashSet();

    public static Task Set(DbConnection db, Guid deviceId, Feature feature, bool active, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            insert into device_features (device_id, feature, active, changed_at) values (@deviceId, @feature, @active, @now)
            on conflict (device_id, feature) do update set active = excluded.active, changed_at = excluded.changed_at
            """,
            new { deviceId, feature = feature.ToString(), active, now });
}
