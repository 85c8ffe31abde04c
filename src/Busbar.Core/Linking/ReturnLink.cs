using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>What a browser that came back finds.</summary>
public abstract record LinkReturned
{
    private LinkReturned() { }

    /// <summary>The link as it stands now: succeeded, failed with its reason, taken back, or past its time.</summary>
    public sealed record Ended(Link Link) : LinkReturned;

    /// <summary>The brand is in trouble; the link is still open.</summary>
    public sealed record TryAgain(Link Link, string Message) : LinkReturned;

    /// <summary>No such sign-in was begun from this browser, or it is used or too old. Nothing was changed.</summary>
    public sealed record Unknown : LinkReturned;
}

/// <summary>The browser came back from the brand.</summary>
public sealed class ReturnLink(Database database, IVendors vendors, FinishLink finish, TenantVault vault, Secrets secrets, Doorbell doorbell, TimeProvider time)
{
    public async Task<LinkReturned> Return(string brand, IReadOnlyDictionary<string, string> query, string? browser, string callbackUrl, CancellationToken stop)
    {
        if (browser is null || query.GetValueOrDefault("state") is not { Length: > 0 and < 200 } state) return new LinkReturned.Unknown();

        var stateHash = secrets.Hash(state);
        var (attempt, link) = await database.Read(async db =>
            await AttemptTable.Find(db, stateHash) is { } found ? (found, await LinkTable.Find(db, found.LinkId)) : (null, null));
        if (attempt is null || link is null || link.Brand != brand || !secrets.Matches(browser, attempt.BrowserHash)) return new LinkReturned.Unknown();
        if (!await database.Write(db => AttemptTable.Use(db, stateHash, time.GetUtcNow()))) return new LinkReturned.Unknown();
        if (link.IsOver || link.ExpiresAt <= time.GetUtcNow()) return new LinkReturned.Ended(link);

        LinkStep step;
        try
        {
            var (vendor, secret) = await Open(link, attempt);
            step = await vendor.Return(link.Request(callbackUrl, state), new LinkReturn(query), secret, stop);
        }
        catch (VendorFault fault) when (LinkTrouble.MayPass(fault))
        {
            await database.Write(db => LinkTable.BrandFailed(db, link.Id, time.GetUtcNow()));
            return new LinkReturned.TryAgain(link, LinkTrouble.Explain(fault).Message);
        }
        catch (VendorFault fault) { step = LinkTrouble.Explain(fault); }

        var ended = await database.Write(async db => (await LinkTable.Find(db, link.Id), step) switch
        {
            // Erased meanwhile, with the user it was for.
            (null, _) => null,
            (_, LinkStep.Linked linked) => await finish.Finish(db, link.Id, linked),
            ({ IsOver: false } open, LinkStep.Failed failed) => await finish.Fail(db, open, failed.Failure, failed.Message),
            _ => link,
        });
        if (ended is null) return new LinkReturned.Unknown();
        if (ended.Status is LinkStatus.Succeeded) doorbell.Ring(WorkKind.Poll);
        return ended.IsOver ? new LinkReturned.Ended(ended) : new LinkReturned.TryAgain(ended, "The brand asks for another step. Continue once more.");
    }

    private Task<(ILinkDevices Vendor, string? Secret)> Open(Link link, LinkAttempt attempt) => database.Read(async db =>
        (vendors.Find(await TenantTable.RealmOf(db, link.TenantId), link.Brand) as ILinkDevices ?? throw new InvalidOperationException($"The brand {link.Brand} is not there any more."),
         attempt.Secret is null ? null : await vault.Open(db, link.TenantId, $"attempt:{link.Id}", attempt.Secret)));
}
