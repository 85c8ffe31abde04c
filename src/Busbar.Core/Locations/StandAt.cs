using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Locations;

/// <summary>Says at which position a device stands, or that nobody knows. A place of its user's at that very position is taken; else it is a new one.</summary>
public sealed class StandAt(Database database, Ids ids, TimeProvider time)
{
    public Task<Fault?> Stand(Client caller, Guid deviceId, (double Latitude, double Longitude)? position) => database.Write<Fault?>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Administer)) return ChangeSetting.NeedsAdminister();
        var now = time.GetUtcNow().Stored();
        Guid? stands = null;
        if (position is var (latitude, longitude))
        {
            var told = new Location(ids.New(), device.TenantId, device.UserId, device.Brand, null, latitude, longitude, now);
            if (!CheckLocation.Check(told).Ok(out var place, out var fault)) return fault;
            var known = (await LocationTable.OfAll(db, device.TenantId, [device.UserId]))[device.UserId].FirstOrDefault(one => one.Latitude == latitude && one.Longitude == longitude);
            if (known is null) await LocationTable.Add(db, place);
            stands = (known ?? place).Id;
        }
        await PutAtPlace.Put(db, device, stands, now);
        return null;
    });
}
