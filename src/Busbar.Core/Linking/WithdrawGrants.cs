using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>Forgets what brands gave us to act for a user, and nothing else: whoever links the same accounts again finds all as it was.</summary>
public sealed class WithdrawGrants(Database database, IVendors vendors, TenantVault vault, TimeProvider time)
{
    /// <summary>All that was given for a user.</summary>
    /// <param name="name">The application's own id of the user.</param>
    public Task<Fault?> Withdraw(Client caller, string name) =>
        Withdraw(caller, async db => await UserTable.FindFor(db, caller, name) is { } user ? await GrantTable.OfUser(db, user.Id) : null);

    /// <summary>What was given for the account of a device, with all that is reached by it.</summary>
    public async Task<Fault?> Withdraw(Client caller, Guid deviceId)
    {
        if (!await database.Read(db => PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Owner)))
            return new Fault(FaultKind.PermissionMissing, "Disconnecting needs the permission Owner on this device.");
        return await Withdraw(caller, async db =>
            await DeviceTable.FindFor(db, caller, deviceId) is { } device ? await GrantTable.Find(db, device.GrantId) is { State: GrantState.Active } grant ? [grant] : [] : null);
    }

    private async Task<Fault?> Withdraw(Client caller, Func<DbConnection, Task<IReadOnlyList<Grant>?>> find)
    {
        // A station shows no token: its password is the credential, and the outlet keeps it.
        var stations = await database.Read(async db =>
        {
            if (await find(db) is not { } grants) return null;
            var held = new List<(IDialIn Outlet, GrantSecret Secret)>();
            foreach (var grant in grants)
                if (vendors.Find(caller.Realm, grant.Brand) is IDialIn outlet) held.Add((outlet, await vault.OpenGrant(db, grant)));
            return held;
        });
        if (stations is null) return Fault.NotFound();
        foreach (var (outlet, secret) in stations) await outlet.LockOut(secret);

        return await database.Write<Fault?>(async db =>
        {
            if (await find(db) is not { } grants) return Fault.NotFound();
            var now = time.GetUtcNow().Stored();
            foreach (var grant in grants)
            {
                // Which station it is, is no credential, and the way to it.
                var rest = vendors.Find(caller.Realm, grant.Brand) is IDialIn ? (await vault.OpenGrant(db, grant)) with { AccessToken = null, RefreshToken = null } : GrantSecret.Nothing;
                await GrantTable.Wipe(db, grant.Id, await vault.SealGrant(db, grant.TenantId, grant.Id, rest), now);
                await TellLoss.Tell(db, grant.Id, "The application has withdrawn the authorization. The owner must sign in again.", isNews: false, now);
            }
            return null;
        });
    }
}
