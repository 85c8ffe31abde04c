using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class EvseRoutes
{
    private const string Log = "/evses/{evse_id}/status_logs";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var parameters = EvLogPage.Parameters(DeviceLogs.MomentName).ToArray<object>();
        api.MapGet("/evses", Evses.List).Needs("evse:read").Expands(Evses.Expansions).WithMetadata(new QueryParameter(Evses.CpidName, "string", "Only the charger that is known by this."))
            .Tells<IReadOnlyList<EvEVSE>>(face, 200).Is("get-evses", "EVSEs", "List chargers, newest first");
        api.MapGet("/evses/{evse_id}", Evses.Get).Needs("evse:read").Expands(Evses.Expansions).Tells<EvEVSE>(face, 200, 404).Is("get-evses-evse_id", "EVSEs", "Get a charger");
        api.MapPatch("/evses/{evse_id}", Evses.Update).Needs("evse:write").Expands(Evses.Expansions).Tells<EvEVSE>(face, 200, 403, 404, 413, 415).Is("patch-evses-evse_id", "EVSEs", "Say where a charger stands");
        api.MapDelete("/evses/{evse_id}", Evses.Remove).Needs("evse:write").TellsOnly(face, 204, 403, 404).Is("delete-evses-evse_id", "EVSEs", "Take a charger away for good; in the sandbox nothing goes");
        api.MapPost("/evses/{evse_id}/reconnect", Reconnection.StartEvse).Needs("evse:write").Tells<EvEVSEReconnection>(face, 201, 404).Is("post-evses-evse_id-reconnect", "EVSEs", "Make a link with which the owner mends the connection of a charger");
        api.MapGet(Log, Evses.Statuses).Needs("evse:read").Expands(Evses.LogExpansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvEVSEStatusLog>>(face, 200, 404).Is("get-evses-evse_id-status_logs", "EVSEs", "List what a charger told, newest first");
        api.MapGet(Log + "/{sampled_at}", Evses.Status).Needs("evse:read").Expands(Evses.LogExpansions)
            .Tells<EvEVSEStatusLog>(face, 200, 404).Is("get-evses-evse_id-status_logs-timestamp", "EVSEs", "Get what a charger told of a moment");
    }
}

/// <summary>Chargers of users.</summary>
internal static class Evses
{
    public const string CpidName = "cpid";

    public static readonly string[] Expansions = ["user", "model", "model.make", "latest_status_log", "ct_clamp"], LogExpansions = ["evse", "evse.model", "evse.model.make", "evse.user"];

    private const string UpdateProblem = "validation-failed-update-evse";

    public static async Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database)
    {
        var (caller, cpid) = (EvCaller.Of(context), context.Request.One(CpidName));
        return Ok(await database.Read(async db =>
        {
            if (cpid is not null)
            {
                var known = (await DeviceViewTable.FindKnownAsFor(db, caller.Client, DeviceGroup.Chargers, cpid)).Where(charger => caller.User is null || charger.Device.UserId == caller.UserId).ToList();
                return await Show(db, context, expand, page.CutOf(known, Id));
            }
            var slice = await page.Slice(OfEvse.Prefix, async id => await caller.Find(db, DeviceGroup.Chargers, id) is { } charger ? new Cursor(charger.Device.CreatedAt, charger.Id) : null);
            return await Show(db, context, expand, page.Cut(await DeviceViewTable.ListFor(db, caller.Client, DeviceGroup.Chargers, caller.UserId, slice), Id));
        }));

        static string Id(DeviceView charger) => EvId.Write(OfEvse.Prefix, charger.Id);
    }

    public static async Task<IResult> Get(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database)
    {
        var shown = await database.Read(async db => await EvCaller.Of(context).Find(db, DeviceGroup.Chargers, evse_id.Value) is { } charger ? (await Show(db, context, expand, [charger]))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Update(EvPathId<OfEvse> evse_id, Body<EvEVSEUpdate> body, EvExpand expand, HttpContext context, Database database, StandAt standAt)
    {
        var client = EvCaller.Of(context).Client;
        if (await Find(context, database, evse_id.Value) is not { } charger) return NotFound();
        var known = charger.LocationId is { } at && await database.Read(db => LocationTable.Find(db, at)) is { } place ? new LatLong(place.Latitude, place.Longitude) : null;
        var wanted = body.Over(new EvEVSEUpdate(known)).Location;
        if (wanted != known && await standAt.Stand(client, evse_id.Value, wanted is null ? null : (wanted.Latitude, wanted.Longitude)) is { } fault)
            return No(fault.Field is "latitude" or "longitude" ? fault with { Field = "location." + fault.Field } : fault, UpdateProblem);
        return await Get(evse_id, expand, context, database);
    }

    public static async Task<IResult> Remove(EvPathId<OfEvse> evse_id, HttpContext context, Database database, RemoveDevice remove)
    {
        var (client, id) = (EvCaller.Of(context).Client, evse_id.Value);
        if (await Find(context, database, id) is null) return NotFound();
        if (!await database.Read(db => PermissionTable.Holds(db, client, id, PermissionLevel.Owner))) return No(new Fault(FaultKind.PermissionMissing, "Taking a charger away needs the permission Owner on it."));
        return client.Realm is Realm.Production && await remove.Remove(client, id) is { } fault ? No(fault) : Nothing();
    }

    public static Task<IResult> Statuses(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Chargers, evse_id.Value, null, InLog(context, expand));

    public static Task<IResult> Status(EvPathId<OfEvse> evse_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Chargers, evse_id.Value, sampled_at, null, InLog(context, expand));

    public static Task<DeviceView?> Find(HttpContext context, Database database, Guid id) => database.Read(db => EvCaller.Of(context).Find(db, DeviceGroup.Chargers, id));

    public static async Task<IReadOnlyList<EvEVSE>> Show(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyList<DeviceView> chargers)
    {
        var (urls, words, catalogue) = (EvUrls.Of(context), EvseCatalogueWords.Of(context), context.RequestServices.GetRequiredService<ChargerCatalogue>());
        var last = await ReadingTable.Newest(db, [.. chargers.Select(charger => charger.Id)]);
        var places = await LocationTable.OfAll(db, EvCaller.Of(context).Client.TenantId, chargers.Where(charger => charger.LocationId is not null).Select(charger => charger.Device.UserId).ToHashSet());
        var clamps = await CtClamps.Beside(db, context, chargers);
        var users = expand.Has("user") ? await Users.Find(db, context, chargers.Select(charger => charger.Device.UserId).ToHashSet()) : new Dictionary<Guid, EvUser>();
        return [.. chargers.Select(charger => EvseWords.Show(
            new ChargerView(charger, last.GetValueOrDefault(charger.Id), places[charger.Device.UserId].FirstOrDefault(place => place.Id == charger.LocationId), users.GetValueOrDefault(charger.Device.UserId), clamps.GetValueOrDefault(charger.Id)),
            urls, words, catalogue, expand))];
    }

    /// <summary>A charger in what is said of it: its address, or where that was asked for, the whole of it.</summary>
    public static async Task<Ref<EvEVSE>> Refer(DbConnection db, HttpContext context, EvExpand expand, DeviceView charger) =>
        new(EvUrls.Of(context).Evse(charger.Id), expand.Has("evse") ? (await Show(db, context, expand.Within("evse"), [charger]))[0] : null);

    private static LogWords<EvEVSEStatusLog> InLog(HttpContext context, EvExpand expand) => async (db, charger) =>
    {
        var named = await Refer(db, context, expand, charger);
        return reading => EvseWords.Show(named, reading);
    };
}
