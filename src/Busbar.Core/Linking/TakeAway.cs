using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Pairing;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>
/// Takes the devices of an offboarding away for everybody, in the transaction of its caller: readers, polls and commands find them
/// no more, and whoever links them anew gets new ones. A step of the verbs after which there is no way back.
/// </summary>
internal static class TakeAway
{
    /// <summary>Links that are over, led to no device and named one of these: to be read before, since it takes a look at every link.</summary>
    public static async Task<IReadOnlyList<Guid>> Leftovers(DbConnection db, IEnumerable<Guid> deviceIds, DateTimeOffset now)
    {
        var found = new List<Guid>();
        foreach (var id in deviceIds)
            if (await DeviceTable.Find(db, id) is { } device) found.AddRange(await LinkTable.OverNaming(db, device, now));
        return found;
    }

    /// <summary>Takes away at once what the caller owns, with no time to think again. How many went; none where nothing was there to go.</summary>
    /// <param name="going">Null where there is nothing that the caller may know of.</param>
    /// <param name="id">For the request that is made of it.</param>
    /// <param name="leftovers">What <see cref="Leftovers"/> found.</param>
    public static async Task<Result<int>> TakeNow(DbConnection db, Client caller, IReadOnlyList<Device>? going, Guid id, IEnumerable<Guid> leftovers, DateTimeOffset now)
    {
        if (going is null) return Fault.NotFound();
        if (going.Count == 0) return 0;
        foreach (var device in going)
            if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Owner))
                return new Fault(FaultKind.PermissionMissing, $"This needs the permission Owner on all that goes; it is missing on {device.Id}.");
        var offboarding = new Offboarding(id, caller.TenantId, caller.Id, going[0].Id, [.. going.Skip(1).Select(device => device.Id)], OffboardingStatus.Removing, null, now, now, null);
        await OffboardingTable.Add(db, offboarding);
        await Take(db, offboarding, leftovers, now);
        await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now);
        return going.Count;
    }

    /// <param name="leftovers">What <see cref="Leftovers"/> found.</param>
    public static async Task Take(DbConnection db, Offboarding offboarding, IEnumerable<Guid> leftovers, DateTimeOffset now)
    {
        foreach (var id in offboarding.Going) await ErasureTable.Claim(db, id, offboarding.Id);
        foreach (var grant in await GrantTable.LeftBy(db, offboarding.Id)) await GrantTable.Close(db, grant.Id, now);
        foreach (var id in offboarding.Going) await Leave(db, id, now);
        foreach (var link in leftovers) await Forget(db, link, now);
    }

    private static async Task Leave(DbConnection db, Guid deviceId, DateTimeOffset now)
    {
        var device = await DeviceTable.Find(db, deviceId);
        await AnnounceDevice.Deleted(db, deviceId, now);
        await DueTable.Drop(db, WorkKind.Poll, deviceId);
        await DueTable.Drop(db, WorkKind.Steer, deviceId);
        foreach (var command in await ErasureTable.OpenCommands(db, deviceId))
        {
            await DueTable.Drop(db, WorkKind.Command, command);
            await DueTable.Drop(db, WorkKind.Confirm, command);
        }
        await ErasureTable.CancelCommands(db, deviceId);
        await LinkTable.EndReconnections(db, deviceId);
        foreach (var link in await LinkTable.Of(db, deviceId)) await Forget(db, link, now);
        await ErasureTable.Mark(db, deviceId, now);
        await PairTable.Forget(db, deviceId);
        if (device is { MayPair: true }) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
    }

    // What was said of the device when it was linked.
    private static async Task Forget(DbConnection db, Guid linkId, DateTimeOffset now)
    {
        await LinkTable.Blank(db, linkId);
        await GuidedSessionTable.Blank(db, linkId, now);
    }
}
