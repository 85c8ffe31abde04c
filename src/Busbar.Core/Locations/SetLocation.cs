using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Says at which place of its user a device stands: this one and no other, or none.</summary>
public sealed class SetLocation(Database database, TimeProvider time)
{
    public Task<Fault?> Set(Client caller, Guid deviceId, Guid? locationId) =>
        database.Write<Fault?>(async db =>
        {
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return ChangeSetting.NeedsAdminister();
            if (locationId is { } id && (await LocationTable.FindFor(db, caller, id) is not { } place || place.UserId != device.UserId))
                return Fault.Invalid("locationId", "This is not the id of a location of the device's user.");
            await PutAtPlace.Put(db, device, locationId, time.GetUtcNow().Stored());
            return null;
        });
}
