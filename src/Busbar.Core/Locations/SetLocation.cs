using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;
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
            var now = time.GetUtcNow().Stored();
            if (locationId is not { } id)
            {
                await LocationTable.RemoveAll(db, deviceId);
                if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
                return null;
            }
            if (await LocationTable.FindFor(db, caller, id) is not { } place || place.UserId != device.UserId)
                return Fault.Invalid("locationId", "This is not the id of a location of the device's user.");
            // First the new one: a place goes with the last device that has it.
            await LocationTable.Set(db, deviceId, id, now);
            foreach (var other in await LocationTable.List(db, deviceId))
                if (other.Id != id) await LocationTable.Remove(db, deviceId, other.Id);
            if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
            return null;
        });
}
