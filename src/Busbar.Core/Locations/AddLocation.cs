using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Sets a new place for a device; it belongs to the device's user.</summary>
public sealed class AddLocation(Database database, Ids ids, TimeProvider time)
{
    public Task<Result<Location>> Add(Client caller, Guid deviceId, string label, string? address, double latitude, double longitude) =>
        database.Write<Result<Location>>(async db =>
        {
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return ChangeSetting.NeedsAdminister();
            var told = new Location(ids.New(), device.TenantId, device.UserId, label, address, latitude, longitude, time.GetUtcNow().Stored());
            if (!CheckLocation.Check(told).Ok(out var location, out var fault)) return fault;
            if (await LocationTable.Count(db, deviceId) >= CheckLocation.Most)
                return Fault.Invalid("body", $"There are {CheckLocation.Most} locations already, which is as many as there can be. Remove one first.");
            await LocationTable.Add(db, location);
            await LocationTable.Set(db, deviceId, location.Id, location.CreatedAt);
            if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, location.CreatedAt);
            return location;
        });
}
