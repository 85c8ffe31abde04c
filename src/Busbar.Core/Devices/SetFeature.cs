using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>Switches a feature of a device on or off.</summary>
public sealed class SetFeature(Database database, TimeProvider time)
{
    public Task<Result<IReadOnlyList<(Feature Feature, bool Active)>>> Set(Client caller, Guid deviceId, Feature feature, bool active) =>
        database.Write<Result<IReadOnlyList<(Feature, bool)>>>(async db =>
        {
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer))
                return new Fault(FaultKind.PermissionMissing, "Changing features needs the permission Administer on this entity.");
            if (active && !CanHave(device.Kind, feature))
                return new Fault(FaultKind.FeatureNotSupported, $"{feature} is for devices that charge: EV and ChargePoint. This one is a {device.Kind}.", "feature");
            if (active && await LacksCapacity(db, deviceId, feature))
                return new Fault(FaultKind.CapacityNotSet, $"{feature}: this device tells its level of charge, but neither power nor a register nor the capacity of its battery, so no energy can be found. Set the capacity first.");
            await FeatureTable.Set(db, deviceId, feature, active, time.GetUtcNow());
            return await List(db, device);
        });

    /// <summary>Every feature that the device can have, and whether it is on.</summary>
    public static async Task<Result<IReadOnlyList<(Feature Feature, bool Active)>>> List(System.Data.Common.DbConnection db, Device device)
    {
        var on = await FeatureTable.Active(db, device.Id);
        return Enum.GetValues<Feature>().Where(f => CanHave(device.Kind, f)).Select(f => (f, on.Contains(f))).ToArray();
    }

    // What tells a level alone; a device that was not heard yet may still tell more.
    private static async Task<bool> LacksCapacity(System.Data.Common.DbConnection db, Guid deviceId, Feature feature)
    {
        if (feature is not Feature.CaptureChargeSessions) return false;
        var told = (await StateTable.Find(db, deviceId)).Signals;
        return told.ContainsKey(Signal.StateOfCharge) && !told.ContainsKey(Signal.Power) && !told.ContainsKey(Signal.EnergyIn) && !told.ContainsKey(Signal.BatteryCapacity)
            && await SettingTable.Find(db, deviceId, Setting.BatteryCapacity) is null;
    }

    private static bool CanHave(DeviceKind kind, Feature feature) => feature switch
    {
        Feature.CaptureChargeSessions => kind is DeviceKind.EV or DeviceKind.ChargePoint,
    };
}
