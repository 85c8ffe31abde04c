using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class ChargingSessionRoutes
{
    private const string One = "/charging_sessions/{charging_session_id}";

    private static readonly string[] expansions = ["vehicle", "sub_sessions"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/charging_sessions", ChargingSessions.List).Needs("charging_session:read").Expands(expansions).Tells<IReadOnlyList<EvChargingSession>>(face, 200).Is("get-charging_sessions", "Charging sessions", "List when cars and chargers were plugged in, newest first");
        api.MapGet(One, ChargingSessions.Get).Needs("charging_session:read").Expands(expansions).Tells<EvChargingSession>(face, 200, 404).Is("get-charging_sessions-charging_session_id", "Charging sessions", "Get a session");
        api.MapPost(One + "/boost_start", Boosts.Start).Needs("charging_session:write").Tells<EvChargingSession>(face, 200, 403, 404, 409, 503).Is("post-charging_sessions-charging_session_id-boost_start", "Charging sessions", "Charge at once, whatever the plan says");
        api.MapPost(One + "/boost_end", Boosts.End).Needs("charging_session:write").Tells<EvChargingSession>(face, 200, 403, 404, 409).Is("post-charging_sessions-charging_session_id-boost_end", "Charging sessions", "Charge by plan again");
    }
}

/// <summary>Charge sessions, from plug to unplug.</summary>
internal static class ChargingSessions
{
    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        var caller = EvCaller.Of(context);
        return Ok(await database.Read(async db =>
        {
            var slice = await page.Slice(OfSession.Prefix, async id => await SessionTable.FindFor(db, caller.Client, caller.UserId, id) is { } one ? new Cursor(one.PluggedAt, one.Id) : null);
            var sessions = page.Cut(await SessionTable.ListFor(db, caller.Client, caller.UserId, slice), session => EvId.Write(OfSession.Prefix, session.Id));
            return await Show(db, context, expand, sessions);
        }));
    }

    public static async Task<IResult> Get(EvPathId<OfSession> charging_session_id, EvExpand expand, HttpContext context, Database database)
    {
        var caller = EvCaller.Of(context);
        var shown = await database.Read(async db =>
            await SessionTable.FindFor(db, caller.Client, caller.UserId, charging_session_id.Value) is { } session && await Show(db, context, expand, [session]) is [var one] ? one : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    private static async Task<IReadOnlyList<EvChargingSession>> Show(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyList<ChargeSession> sessions)
    {
        var urls = EvUrls.Of(context);
        var parted = await PartedSession.Of(db, EvCaller.Of(context).Client, sessions, measures: expand.Has("sub_sessions"));
        var words = await SubSessionWords.Of(db, context, expand, [.. parted.Values]);
        var parts = SubSessionWords.Plain(urls);
        return
        [
            .. sessions.Where(session => parted.ContainsKey(session.Id)).Select(session => parted[session.Id]).Select(one => new EvChargingSession(
                EvId.Write(OfSession.Prefix, one.Session.Id), urls.Session(one.Session.Id), one.Session.PluggedAt, one.Session.EndedAt, words.Vehicle(one.View), words.Evse(one.View),
                [.. one.Parts.Reverse().Select(part => new Ref<EvChargingSubSession>(urls.SubSession(part.Id), expand.Has("sub_sessions") ? parts.Show(one, part) : null))])),
        ];
    }
}
