using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>Sets what is said of a device, or takes it back.</summary>
public sealed class ChangeSetting(Database database, TimeProvider time)
{
    /// <summary>Who sees a device may not therefore change what is set for it.</summary>
    internal static Fault NeedsAdminister() => new(FaultKind.PermissionMissing, "Changing settings needs the permission Administer on this entity.");

    /// <param name="value">Null takes it back. Returned is what is set, or was.</param>
    public Task<Result<double>> Change(Client caller, Guid deviceId, Setting setting, double? value, string? unit = null) =>
        database.Write<Result<double>>(async db =>
        {
            if (await DeviceTable.FindFor(db, caller, deviceId) is null) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return NeedsAdminister();
            if (value is not { } given)
            {
                if (await SettingTable.Find(db, deviceId, setting) is not { } known) return Fault.NotFound();
                await SettingTable.Remove(db, deviceId, setting);
                return known;
            }
            if (setting.Check(given, unit) is { } fault) return fault;
            await SettingTable.Set(db, deviceId, setting, given, time.GetUtcNow());
            return given;
        });
}
