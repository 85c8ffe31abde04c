using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>
/// Ends a link in the transaction of its caller: grant sealed, devices registered, outcome recorded. A step of every verb that
/// learns of a consent.
/// </summary>
public sealed class FinishLink(TenantVault vault, RegisterDevices devices, Ids ids, TimeProvider time)
{
    /// <summary>The link as it stands afterwards: succeeded, or failed with its reason. A link that is over stays as it is.</summary>
    public async Task<Link> Finish(DbConnection db, Guid linkId, LinkStep.Linked linked)
    {
        var link = await LinkTable.Find(db, linkId) ?? throw new InvalidOperationException($"There is no link {linkId}.");
        if (link.IsOver) return link;
        if (link.ExpiresAt <= time.GetUtcNow()) return await Fail(db, link, LinkFailure.Expired, "The consent came too late. Make a new request.");

        var choice = ChooseDevice.For(link, linked.Devices);
        if (!choice.Ok(out var chosen, out var reason)) return await Fail(db, link, reason.Failure, reason.Message);

        var grant = await Grant(db, link, linked);
        var registered = await devices.Register(db, link, grant, chosen);
        if (link.HasOwnUser && grant.UserId != link.UserId) await UserTable.RemoveUnused(db, link.TenantId, link.UserId);
        await NoteCar(db, link, grant);
        return await Save(db, link.Succeed(grant.UserId, registered.DeviceId, registered.WasThere));
    }

    /// <summary>The link ends badly; the user that was made for it goes with it.</summary>
    public async Task<Link> Fail(DbConnection db, Link link, LinkFailure failure, string message)
    {
        if (link.HasOwnUser) await UserTable.RemoveUnused(db, link.TenantId, link.UserId);
        if (failure is LinkFailure.BrandUnavailable) await LinkTable.BrandFailed(db, link.Id, time.GetUtcNow());
        return await Save(db, link.Fail(failure, message));
    }

    /// <summary>The link is taken back; what was to be done for it is not done any more.</summary>
    public async Task<Link> Cancel(DbConnection db, Link link)
    {
        await DueTable.Drop(db, WorkKind.LinkCheck, link.Id);
        if (link.HasOwnUser) await UserTable.RemoveUnused(db, link.TenantId, link.UserId);
        return await Save(db, link with { Status = LinkStatus.Canceled, Secret = null });
    }

    /// <summary>The link as it stands now, which nobody else changed within the caller's transaction.</summary>
    public async Task<Link> Save(DbConnection db, Link link) =>
        await LinkTable.Update(db, link) ? link with { Version = link.Version + 1 } : throw new InvalidOperationException($"Link {link.Id} changed within one transaction.");

    /// <summary>
    /// Unique per user, brand and account. A request that named no user joins the user for whom this client linked the same
    /// account before, so that asking again renews the connection and doubles nothing.
    /// </summary>
    private async Task<Grant> Grant(DbConnection db, Link link, LinkStep.Linked linked)
    {
        var known = await GrantTable.FindByAccount(db, link.TenantId, link.UserId, link.Brand, linked.Account)
            ?? (link.HasOwnUser ? await GrantTable.FindByClient(db, link.TenantId, link.ClientId, link.Brand, linked.Account) : null);
        if (known is not null)
        {
            await GrantTable.Replace(db, known.Id, await vault.SealGrant(db, link.TenantId, known.Id, linked.Secret), await Agreed(db, link, known));
            return known;
        }
        var id = ids.New();
        var grant = new Grant(
            id, link.TenantId, link.UserId, link.Brand, linked.Account, await vault.SealGrant(db, link.TenantId, id, linked.Secret), null,
            GrantState.Active, null, null, null, null, 1, time.GetUtcNow().Stored(), await Agreed(db, link, null));
        await GrantTable.Add(db, grant);
        return grant;
    }

    /// <summary>Keeps which trim the owner picked; whoever shows a car finds out whether it can be that.</summary>
    private static async Task NoteCar(DbConnection db, Link link, Grant grant)
    {
        if ((await GuidedSessionTable.FindByLink(db, link.Id))?.Car?.TrimId is not { } trim) return;
        foreach (var car in (await DeviceTable.OfGrant(db, grant.Id)).Where(device => device.Kind is DeviceKind.EV))
            await VehicleNotesTable.Put(db, (await VehicleNotesTable.Find(db, car.Id) ?? VehicleNotes.None(car.Id, car.TenantId)) with { TrimId = trim });
    }

    /// <summary>What the application may have from now on. Who mends a connection agrees to nothing new.</summary>
    private static async Task<IReadOnlyList<LinkScope>?> Agreed(DbConnection db, Link link, Grant? known)
    {
        if (!link.IsReconnect) return known is null ? link.Scopes : LinkScopes.Together(known.Scopes, link.Scopes);
        if (known is not null) return known.Scopes;
        return link.DeviceId is { } id && await DeviceTable.Find(db, id) is { } device && await GrantTable.Find(db, device.GrantId) is { } before ? before.Scopes : link.Scopes;
    }
}
