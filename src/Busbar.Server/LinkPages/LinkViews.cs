using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.LinkPages;

/// <summary>Finds what a page shows.</summary>
public sealed class LinkViews(Database database, IVendors vendors, LinkToken tokens, GuideToken guideTokens, TimeProvider time)
{
    /// <summary>Null where the token is not one of ours, or its link is gone.</summary>
    public async Task<LinkView?> Find(string token)
    {
        if (tokens.Read(token) is not { } id) return null;
        return await database.Read(db => LinkTable.Find(db, id)) is { } link ? await Of(link) : null;
    }

    public async Task<LinkView> Of(Link link)
    {
        var now = time.GetUtcNow();
        var (client, session, newest, devices) = await database.Read<(Client?, GuidedSession?, Link?, IReadOnlyList<Device>)>(async db =>
        {
            var session = await GuidedSessionTable.FindByLink(db, link.Id);
            return (await ClientTable.Find(db, link.ClientId), session, session?.LinkId is { } newest ? await LinkTable.Find(db, newest) : null,
                link is { Status: LinkStatus.Succeeded, AllOf: not null, DeviceId: { } id } && await DeviceTable.Find(db, id) is { } device ? await DeviceTable.OfGrant(db, device.GrantId) : []);
        });
        if (client is null) throw new InvalidOperationException($"Link {link.Id} has no client.");
        var canChoose = session is not null && !session.HasExpired(now) && client.RevokedAt is null && link.Status is not LinkStatus.Succeeded && newest is not { Status: LinkStatus.Succeeded };
        return new LinkView(link, client, vendors.Find(client.Realm, link.Brand), tokens.Of(link.Id), now)
        {
            Session = session, Devices = devices, GuidePath = canChoose ? "/link/guide/" + guideTokens.Of(session!.Id) : null,
        };
    }
}
