using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>Takes away what a user linked of a brand: all of it, or some kinds. The brand's grant goes with the last device that needs it.</summary>
public sealed class DisconnectBrand(TakeAwayNow takeAway)
{
    /// <param name="name">The application's own id of the user.</param>
    /// <param name="kinds">Null for all.</param>
    /// <returns>Null also where nothing of it was linked: then all is as it should be.</returns>
    public async Task<Fault?> Disconnect(Client caller, string name, string brand, IReadOnlyCollection<DeviceKind>? kinds) =>
        (await takeAway.Take(caller, async db => await UserTable.FindFor(db, caller, name) is { } user ? await Going(db, caller, user.Id, brand, kinds) : null)).Fault;

    private static async Task<IReadOnlyList<Device>> Going(DbConnection db, Client caller, Guid userId, string brand, IReadOnlyCollection<DeviceKind>? kinds)
    {
        var going = new List<Device>();
        foreach (var id in await UserErasureTable.Devices(db, userId, brand))
            if (await DeviceTable.FindFor(db, caller, id) is { } device && kinds?.Contains(device.Kind) is not false) going.Add(device);
        return going;
    }
}
