using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>What beginning a link takes, whoever asks for it. Steps of the verbs that begin one.</summary>
public sealed class BeginLink(FinishLink finish, TenantVault vault, Ids ids, TimeProvider time)
{
    /// <summary>The link that a checked order becomes. Nothing is written yet.</summary>
    /// <param name="userId">Whose device it will be; null makes a user of its own.</param>
    public Link Of(Client caller, LinkOrder order, Brand brand, BrandKind way, IReadOnlyDictionary<string, string> inputs, Guid? userId)
    {
        var now = time.GetUtcNow().Stored();
        return new Link(
            ids.New(), caller.TenantId, caller.Id, userId ?? ids.New(), userId is null, order.Owner,
            order.Kind, brand.Id, way.Consent, inputs, order.Properties, order.ReturnUrl,
            LinkStatus.Pending, null, null, null, null, null, order.DeviceId, false, false, now, now + Link.Lifetime, 1, order.CollectiveId)
        {
            AllOf = order.AllOf, Scopes = order.Scopes,
        };
    }

    /// <summary>The first step. A brand that sends browsers is asked when the owner presses Continue (null); the others now.</summary>
    public static async Task<LinkStep?> Ask(ILinkDevices vendor, Link link, CancellationToken stop)
    {
        if (link.Consent is ConsentWay.Redirect) return null;
        try
        {
            return await vendor.Start(link.Request(), stop);
        }
        catch (VendorFault fault)
        {
            return LinkTrouble.Explain(fault);
        }
    }

    /// <summary>Records the link, and the user that is made for it, in the transaction of the caller.</summary>
    public static async Task Add(DbConnection db, Link link)
    {
        if (link.HasOwnUser) await UserTable.Add(db, new User(link.UserId, link.TenantId, link.UserId.ToString(), link.CreatedAt), link.ClientId);
        await LinkTable.Add(db, link);
    }

    /// <summary>What the first step means for a recorded link, in the transaction of the caller: the link as it stands then.</summary>
    public async Task<Link> Take(DbConnection db, Link link, LinkStep? step)
    {
        switch (step)
        {
            case LinkStep.Linked linked: return await finish.Finish(db, link.Id, linked);
            case LinkStep.Failed failed: return await finish.Fail(db, link, failed.Failure, failed.Message);
            case LinkStep.Consent consent:
                var asked = link with { UserCode = consent.UserCode, BrandUrl = consent.Url };
                if (consent.Secret is { } secret) asked = asked with { Secret = await vault.Seal(db, link.TenantId, $"link:{link.Id}", secret) };
                if (consent.AskAgainAt is { } at) await DueTable.Put(db, WorkKind.LinkCheck, link.Id, at);
                return await finish.Save(db, asked);
            default: return link;
        }
    }

    /// <summary>Wakes who has work by it, once it is on disk.</summary>
    public static void Ring(Doorbell doorbell, Link link, LinkStep? step)
    {
        if (link.Status is LinkStatus.Succeeded) doorbell.Ring(WorkKind.Poll);
        if (step is LinkStep.Consent { AskAgainAt: not null }) doorbell.Ring(WorkKind.LinkCheck);
    }
}
