using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Takes devices away at once, with no time to think again. The brand's grant goes with the last device that needs it.</summary>
public sealed class TakeAwayNow(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <summary>How many went; none where nothing was there to go.</summary>
    /// <param name="find">Which devices go; null where there is nothing that the caller may know of.</param>
    public async Task<Result<int>> Take(Client caller, Func<DbConnection, Task<IReadOnlyList<Device>?>> find)
    {
        var now = time.GetUtcNow();
        var leftovers = await database.Read(async db => await TakeAway.Leftovers(db, (await find(db) ?? []).Select(device => device.Id), now));
        var taken = await database.Write<Result<int>>(async db =>
        {
            if (await find(db) is not { } going) return Fault.NotFound();
            if (going.Count == 0) return 0;
            if (await MissingOn(db, caller, going) is { } missing) return new Fault(FaultKind.PermissionMissing, $"This needs the permission Owner on all that goes; it is missing on {missing}.");

            var offboarding = new Offboarding(
                ids.New(), caller.TenantId, caller.Id, going[0].Id, [.. going.Skip(1).Select(device => device.Id)], OffboardingStatus.Removing, null, now.Stored(), now.Stored(), null);
            await OffboardingTable.Add(db, offboarding);
            await TakeAway.Take(db, offboarding, leftovers, now.Stored());
            await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now.Stored());
            return going.Count;
        });
        if (taken.Ok(out var count, out _) && count > 0) doorbell.Ring(WorkKind.Offboard);
        return taken;
    }

    private static async Task<Guid?> MissingOn(DbConnection db, Client caller, IReadOnlyList<Device> going)
    {
        foreach (var device in going)
            if (!await PermissionTable.Holds(db, caller, device.Id, PermissionLevel.Owner)) return device.Id;
        return null;
    }
}
