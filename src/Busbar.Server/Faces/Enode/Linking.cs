using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>Pages on which users link what is theirs.</summary>
internal static class Linking
{
    public static async Task<IResult> Start(
        string userId, Body<LinkPayload> body, HttpContext context, KeepUser keep, StartGuidedSession start, IVendors vendors, Addresses addresses, GuideToken tokens)
    {
        var caller = Identity.Of(context);
        // What is wrong is said before anybody is known who was not.
        if (!LinkWords.Read(body.Value, caller.Realm, vendors).Ok(out var order, out var fault)) return No(fault);
        if (start.Check(caller, order) is { } refused) return No(LinkWords.Spell(refused));
        if (!(await keep.Keep(caller, userId)).Ok(out var user, out fault)) return No(fault);
        return (await start.Start(caller, order with { Owner = user.Id })).Ok(out var session, out fault)
            ? Show(session, addresses, tokens) : No(LinkWords.Spell(fault));
    }

    public static async Task<IResult> Relink(Guid assetId, Body<RelinkPayload> body, HttpContext context, Database database, StartGuidedSession start, Addresses addresses, GuideToken tokens)
    {
        var caller = Identity.Of(context);
        if (!LinkWords.Read(body.Value, assetId).Ok(out var order, out var fault)) return No(fault);
        var connection = await database.Read(async db => await DeviceTable.FindFor(db, caller, assetId) is null ? null : Connections.Of(await StateTable.Find(db, assetId)));
        if (connection is null) return No(Fault.Invalid("assetId", "The requested asset wasn't found."));
        if (!connection.WantsSignIn) return No(Fault.Invalid("assetId", "The asset is linked, and its connection holds: there is nothing to renew."));
        return (await start.Start(caller, order)).Ok(out var session, out fault) ? Show(session, addresses, tokens) : No(LinkWords.Spell(fault));
    }

    private static IResult Show(GuidedSession session, Addresses addresses, GuideToken tokens) => Ok(LinkWords.Show(addresses.Guide(tokens.Of(session.Id)), session.ReturnUrl!));
}
