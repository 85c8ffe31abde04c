using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>Takes a device and its parts away at once.</summary>
public sealed class RemoveDevice(TakeAwayNow takeAway)
{
    public async Task<Fault?> Remove(Client caller, Guid id) => (await takeAway.Take(caller, async db =>
    {
        if (await DeviceTable.FindFor(db, caller, id) is not { } device) return null;
        var going = new List<Device> { device };
        foreach (var part in await DeviceTable.PartsOf(db, id))
            if (await DeviceTable.Find(db, part) is { } there) going.Add(there);
        return going;
    })).Fault;
}
