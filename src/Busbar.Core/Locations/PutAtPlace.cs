using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;

namespace Busbar.Core.Locations;

/// <summary>A device stands at this place and no other, or at none. A step of the verbs that say so, in their transaction.</summary>
internal static class PutAtPlace
{
    public static async Task Put(DbConnection db, Device device, Guid? placeId, DateTimeOffset now)
    {
        if (placeId is { } id)
        {
            // First the new one: a place goes with the last device that has it.
            await LocationTable.Set(db, device.Id, id, now);
            foreach (var other in await LocationTable.List(db, device.Id))
                if (other.Id != id) await LocationTable.Remove(db, device.Id, other.Id);
        }
        else await LocationTable.RemoveAll(db, device.Id);
        if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
    }
}
