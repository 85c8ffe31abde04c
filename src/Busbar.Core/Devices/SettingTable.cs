using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Devices;

public static class SettingTable
{
    public static Task<double?> Find(DbConnection db, Guid deviceId, Setting setting) =>
        db.QueryFirstOrDefaultAsync<double?>("select value from device_settings where device_id = @deviceId and setting = @setting", new { deviceId, setting = setting.ToString() });

    /// <summary>Of those of these devices for which it is set, by device.</summary>
    public static async Task<IReadOnlyDictionary<Guid, double>> Find(DbConnection db, IReadOnlyCollection<Guid> deviceIds, Setting setting)
    {
        if (deviceIds.Count == 0) return new Dictionary<Guid, double>();
        var parameters = new DynamicParameters(new { setting = setting.ToString() });
        return (await db.QueryAsync<(Guid Device, double Value)>(
            $"select device_id, value from device_settings where setting = @setting and device_id in {parameters.In("id", deviceIds.Select(id => id.ToString()))}", parameters)).ToDictionary(row => row.Device, row => row.Value);
    }

    public static Task Set(DbConnection db, Guid deviceId, Setting setting, double value, DateTimeOffset now) =>
        db.ExecuteAsync(
            """
            insert into device_settings (device_id, setting, value, changed_at) values (@deviceId, @setting, @value, @now)
            on conflict (device_id, setting) do update set value = excluded.value, changed_at = excluded.changed_at
            """,
            new { deviceId, setting = setting.ToString(), value, now });

    public static Task Remove(DbConnection db, Guid deviceId, Setting setting) =>
        db.ExecuteAsync("delete from device_settings where device_id = @deviceId and setting = @setting", new { deviceId, setting = setting.ToString() });
}
