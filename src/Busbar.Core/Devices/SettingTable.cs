using System.Data.Common;
using Dapper;

namespace Busbar.Core.Devices;

public static class SettingTable
{
    public static Task<double?> Find(DbConnection db, Guid deviceId, Setting setting) =>
        db.QueryFirstOrDefaultAsync<double?>("select value from device_settings where device_id = @deviceId and setting = @setting", new { deviceId, setting = setting.ToString() });

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
