using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Takes a device and its parts away at once.</summary>
public sealed class RemoveDevice(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    public async Task<Fault?> Remove(Client caller, Guid id)
    {
        var now = time.GetUtcNow().Stored();
        var leftovers = await database.Read(async db => await TakeAway.Leftovers(db, (await Going(db, caller, id) ?? []).Select(device => device.Id), now));
        var taken = await database.Write(async db => await TakeAway.TakeNow(db, caller, await Going(db, caller, id), ids.New(), leftovers, now));
        if (taken.Ok(out var count, out var fault) && count > 0) doorbell.Ring(WorkKind.Offboard);
        return fault;
    }

    private static async Task<IReadOnlyList<Device>?> Going(DbConnection db, Client caller, Guid id)
    {
        if (await DeviceTable.FindFor(db, caller, id) is not { } device) return null;
        var going = new List<Device> { device };
        foreach (var part in await DeviceTable.PartsOf(db, id))
            if (await DeviceTable.Find(db, part) is { } there) going.Add(there);
        return going;
    }
}
