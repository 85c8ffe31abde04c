using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Changes a place of a device, or takes it away.</summary>
public sealed class ChangeLocation(Database database, TimeProvider time)
{
    /// <param name="change">Gives the place as it is to be; null takes it away. Returned is the place as it is or was.</param>
    public Task<Result<Location>> Change(Client caller, Guid deviceId, Guid locationId, Func<Location, Location?> change) =>
        database.Write<Result<Location>>(async db =>
        {
            if (await DeviceTable.FindFor(db, caller, deviceId) is null || await LocationTable.Find(db, deviceId, locationId) is not { } known) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return ChangeSetting.NeedsAdminister();
            if (change(known) is not { } told)
            {
                await LocationTable.Remove(db, deviceId, locationId);
                await FollowHome.Settle(db, known.TenantId, known.UserId, time.GetUtcNow().Stored());
                return known;
            }
            if (!CheckLocation.Check(told).Ok(out var location, out var fault)) return fault;
            await LocationTable.Update(db, location);
            return location;
        });
}
