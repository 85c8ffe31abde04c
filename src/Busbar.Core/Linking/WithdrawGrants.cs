using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>Forgets what brands gave us to act for a user, and nothing else: whoever links the same accounts again finds all as it was.</summary>
public sealed class WithdrawGrants(Database database, IVendors vendors, TenantVault vault, TimeProvider time)
{
    /// <param name="name">The application's own id of the user.</param>
    public async Task<Fault?> Withdraw(Client caller, string name)
    {
        // A station shows no token: its password is the credential, and the outlet keeps it.
        var stations = await database.Read(async db =>
        {
            if (await UserTable.FindFor(db, caller, name) is not { } user) return null;
            var held = new List<(IDialIn Outlet, GrantSecret Secret)>();
            foreach (var grant in await GrantTable.OfUser(db, user.Id))
                if (vendors.Find(caller.Realm, grant.Brand) is IDialIn outlet) held.Add((outlet, await vault.OpenGrant(db, grant)));
            return held;
        });
        if (stations is null) return Fault.NotFound();
        foreach (var (outlet, secret) in stations) await outlet.LockOut(secret);

        return await database.Write<Fault?>(async db =>
        {
            if (await UserTable.FindFor(db, caller, name) is not { } user) return Fault.NotFound();
            var now = time.GetUtcNow().Stored();
            foreach (var grant in await GrantTable.OfUser(db, user.Id))
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
