using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Takes away what a user linked of a brand: all of it, or some kinds. The brand's grant goes with the last device that needs it.</summary>
public sealed class DisconnectBrand(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="name">The application's own id of the user.</param>
    /// <param name="kinds">Null for all.</param>
    /// <returns>Null also where nothing of it was linked: then all is as it should be.</returns>
    public async Task<Fault?> Disconnect(Client caller, string name, string brand, IReadOnlyCollection<DeviceKind>? kinds)
    {
        var now = time.GetUtcNow().Stored();
        var leftovers = await database.Read(async db => await TakeAway.Leftovers(db, (await Going(db) ?? []).Select(device => device.Id), now));
        var taken = await database.Write(async db => await TakeAway.TakeNow(db, caller, await Going(db), ids.New(), leftovers, now));
        if (taken.Ok(out var count, out var fault) && count > 0) doorbell.Ring(WorkKind.Offboard);
        return fault;

        async Task<IReadOnlyList<Device>?> Going(DbConnection db) => await UserTable.FindFor(db, caller, name) is { } user ? await Of(db, caller, user.Id, brand, kinds) : null;
    }

    private static async Task<IReadOnlyList<Device>> Of(DbConnection db, Client caller, Guid userId, string brand, IReadOnlyCollection<DeviceKind>? kinds)
    {
        var going = new List<Device>();
        foreach (var id in await UserErasureTable.Devices(db, userId, brand))
            if (await DeviceTable.FindFor(db, caller, id) is { } device && kinds?.Contains(device.Kind) is not false) going.Add(device);
        return going;
    }
}
