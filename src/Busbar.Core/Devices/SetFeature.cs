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
            await FeatureTable.Set(db, deviceId, feature, active, time.GetUtcNow());
            return await List(db, device);
        });

    /// <summary>Every feature that the device can have, and whether it is on.</summary>
    public static async Task<Result<IReadOnlyList<(Feature Feature, bool Active)>>> List(System.Data.Common.DbConnection db, Device device)
    {
        var on = await FeatureTable.Active(db, device.Id);
        return Enum.GetValues<Feature>().Where(f => CanHave(device.Kind, f)).Select(f => (f, on.Contains(f))).ToArray();
    }

    private static bool CanHave(DeviceKind kind, Feature feature) => feature switch
    {
        Feature.CaptureChargeSessions => kind is DeviceKind.EV or DeviceKind.ChargePoint,
    };
}
