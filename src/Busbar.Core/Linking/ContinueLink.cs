using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>
/// The owner pressed Continue: state and PKCE are made now, not when the link was opened, since mail scanners open links too.
/// </summary>
public sealed class ContinueLink(Database database, IVendors vendors, TenantVault vault, Secrets secrets, TimeProvider time)
{
    /// <summary>How long the owner has at the brand.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Where to send the browser. The state that comes back counts only from this browser and for this link, once.</summary>
    /// <param name="browser">What the browser's cookie holds: a secret of ours.</param>
    /// <param name="callbackUrl">The brand's one callback address.</param>
    public async Task<Result<Uri>> Continue(Link link, string browser, string callbackUrl, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (link.IsOver || link.ExpiresAt <= now) return new Fault(FaultKind.AlreadyEnded, "This link has been used or has expired.");

        var vendor = await Vendor(link);
        var state = Secrets.New();
        LinkStep step;
        try { step = await vendor.Start(link.Request(callbackUrl, state), stop); }
        catch (VendorFault fault)
        {
            if (LinkTrouble.MayPass(fault)) await database.Write(db => LinkTable.BrandFailed(db, link.Id, now));
            return new Fault(FaultKind.BrandUnavailable, LinkTrouble.Explain(fault).Message);
        }
        if (step is not LinkStep.Redirect redirect || !Uri.TryCreate(redirect.Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return new Fault(FaultKind.BrandUnavailable, "The brand does not take sign-ins now.");

        await database.Write(async db => await AttemptTable.Add(
            db,
            new LinkAttempt(
                secrets.Hash(state), link.TenantId, link.Id, secrets.Hash(browser),
                redirect.Secret is null ? null : await vault.Seal(db, link.TenantId, $"attempt:{link.Id}", redirect.Secret),
                now + Patience),
            now));
        return url;
    }

    private async Task<ILinkDevices> Vendor(Link link) =>
        await database.Read(db => Tenancy.TenantTable.RealmOf(db, link.TenantId)) is var realm && vendors.Find(realm, link.Brand) is ILinkDevices vendor
            ? vendor : throw new InvalidOperationException($"The brand {link.Brand} is not there any more.");
}
