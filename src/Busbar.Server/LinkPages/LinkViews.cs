using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.LinkPages;

/// <summary>Finds what a page shows.</summary>
public sealed class LinkViews(Database database, IVendors vendors, LinkToken tokens, TimeProvider time)
{
    /// <summary>Null where the token is not one of ours, or its link is gone.</summary>
    public async Task<LinkView?> Find(string token)
    {
        if (tokens.Read(token) is not { } id) return null;
        return await database.Read(db => LinkTable.Find(db, id)) is { } link ? await Of(link) : null;
    }

    public async Task<LinkView> Of(Link link)
    {
        var client = await database.Read(db => ClientTable.Find(db, link.ClientId)) ?? throw new InvalidOperationException($"Link {link.Id} has no client.");
        return new LinkView(link, client, vendors.Find(client.Realm, link.Brand), tokens.Of(link.Id), time.GetUtcNow());
    }
}
