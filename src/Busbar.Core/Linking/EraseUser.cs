using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>
/// Erases a user for good. What says who it is, where it lives and what was linked goes at once, with every session and link; what
/// its devices measured follows piece by piece, and their grants are given back to the brands, as with any offboarding.
/// </summary>
public sealed class EraseUser(Database database, IVendors vendors, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="name">The application's own id of the user.</param>
    public async Task<Fault?> Erase(Client caller, string name)
    {
        var now = time.GetUtcNow().Stored();
        var leftovers = await database.Read(async db =>
            await UserTable.FindFor(db, caller, name) is { } user ? await TakeAway.Leftovers(db, await UserErasureTable.Devices(db, user.Id), now) : null);
        if (leftovers is null) return Fault.NotFound();
        var erased = await database.Write(async db =>
        {
            if (await UserTable.FindFor(db, caller, name) is not { } user) return (Guid?)null;
            if (await UserErasureTable.Devices(db, user.Id) is { Count: > 0 } devices)
            {
                var offboarding = new Offboarding(ids.New(), caller.TenantId, caller.Id, devices[0], [.. devices.Skip(1)], OffboardingStatus.Removing, null, now, now, null);
                await OffboardingTable.Add(db, offboarding);
                await TakeAway.Take(db, offboarding, leftovers, now);
                await DueTable.Put(db, WorkKind.Offboard, offboarding.Id, now);
            }
            foreach (var link in await UserErasureTable.OpenLinks(db, user.Id)) await DueTable.Drop(db, WorkKind.LinkCheck, link);
            // What was to be told of the user and its devices, their end included, is dropped.
            await Outbox.Forget(db, user.Id);
            await UserErasureTable.Delete(db, user.TenantId, user.Id);
            await ScrubFiles.Ask(db, now);
            return user.Id;
        });
        if (erased is not { } userId) return Fault.NotFound();
        doorbell.Ring(WorkKind.Offboard);
        foreach (var outlet in vendors.List(caller.Realm).OfType<IDialIn>()) await outlet.ForgetUser(caller.TenantId, userId);
        return null;
    }
}
