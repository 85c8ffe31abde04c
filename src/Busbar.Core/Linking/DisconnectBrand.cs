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
        var leftovers = await database.Read(async db =>
            await UserTable.FindFor(db, caller, name) is { } user ? await TakeAway.Leftovers(db, (await Going(db, caller, user.Id, brand, kinds)).Select(device => device.Id), now) : []);
        var done = await database.Write<Result<bool>>(async db =>
        {
            if (await UserTable.FindFor(db, caller, name) is not { } user) return Fault.NotFound();
            var going = await Going(db, caller, user.Id, brand, kinds);
            if (going.Count == 0) return false;
            if (await MissingOn(db, caller, going) is { } missing) return new Fault(FaultKind.PermissionMissing, $"This needs the permission Owner on all that goes; it is missing on {missing}.");

            var offboarding = new Offboarding(
                ids.New(), caller.TenantId, caller.Id, going[0].Id, [.. going.Skip(1).Select(device => device.Id)], OffboardingStatus.Removing, null, now, now, null);
            await OffboardingTable.Add(db, offboarding);
            await TakeAway.Take(db, offboarding, leftovers, now);
            await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now);
            return true;
        });
        if (done.Ok(out var any, out var fault) && any) doorbell.Ring(WorkKind.Offboard);
        return fault;
    }

    private static async Task<IReadOnlyList<Device>> Going(DbConnection db, Client caller, Guid userId, string brand, IReadOnlyCollection<DeviceKind>? kinds)
    {
        var going = new List<Device>();
        foreach (var id in await UserErasureTable.Devices(db, userId, brand))
            if (await DeviceTable.FindFor(db, caller, id) is { } device && kinds?.Contains(device.Kind) is not false) going.Add(device);
        return going;
    }

    private static async Task<Guid?> MissingOn(DbConnection db, Client caller, IReadOnlyList<Device> going)
    {
        foreach (var device in going)
            if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Owner)) return device.Id;
        return null;
    }
}
