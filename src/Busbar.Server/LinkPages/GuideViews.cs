using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;

namespace Busbar.Server.LinkPages;

/// <summary>Lets an owner into a guided session. Where there is nothing to choose, it answers itself.</summary>
public sealed class GuideViews(Database database, IVendors vendors, GuideToken tokens, LinkToken linkTokens, BrandHealths healths, PageWriter pages, VehicleCatalogue catalogue, TimeProvider time)
{
    /// <summary>The session to choose in; null where it is unknown, over or withdrawn, and was answered so.</summary>
    public async Task<GuideView?> Enter(HttpContext context, string token)
    {
        if (await Find(token) is not { } guide) await pages.Notice(context, 404, words => words.NoSuchLink);
        else if (guide.Last is { Status: LinkStatus.Succeeded } done) await SeeOther.At(context, LinkPath(done));
        else if (guide.Client.RevokedAt is not null) await pages.Notice(context, 410, words => words.GuideWithdrawn(guide), guide: guide);
        else if (guide.CanChoose && guide.Offers.Count > 0) return guide;
        // Choosing is over, but what was chosen still waits to be confirmed.
        else if (guide.Last is { IsOver: false } open) await SeeOther.At(context, LinkPath(open));
        else if (guide.CanChoose) await pages.Notice(context, 410, words => words.NothingToChoose(guide), guide: guide);
        else await pages.Notice(context, 410, words => words.GuideExpired(guide), guide: guide);
        return null;
    }

    /// <summary>Where a link that came of a session is shown.</summary>
    public string LinkPath(Link link) => "/link/" + linkTokens.Of(link.Id);

    private async Task<GuideView?> Find(string token)
    {
        if (tokens.Read(token) is not { } id) return null;
        var now = time.GetUtcNow();
        var (session, client, last, isLost) = await database.Read<(GuidedSession?, Client?, Link?, bool)>(async db =>
            await GuidedSessionTable.Find(db, id) is { } found
                ? (found, await ClientTable.Find(db, found.ClientId), found.LinkId is { } linkId ? await LinkTable.Find(db, linkId) : null, await IsLost(db, found))
                : (null, null, null, false));
        if (session is null) return null;
        if (client is null) throw new InvalidOperationException($"Guided session {id} has no client.");
        return new GuideView(session, client, GuideOffer.Of(client, session.Brand, session.Kinds, vendors, session.AllDevices), last?.At(now), token, now)
        {
            Catalogue = session.Car is null ? null : catalogue, Car = session.Car, Healths = await healths.Of(client.Realm), IsLost = isLost,
        };
    }

    private static async Task<bool> IsLost(DbConnection db, GuidedSession session) =>
        session.Relinks is { } id && await DeviceTable.Find(db, id) is { } device && await GrantTable.Find(db, device.GrantId) is { State: GrantState.Lost };
}
