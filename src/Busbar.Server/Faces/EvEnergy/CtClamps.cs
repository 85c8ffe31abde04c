using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class CtClampRoutes
{
    private const string Tag = "CT clamps", Scope = CtClamps.Scope, One = "/ct_clamps/{ct_clamp_id}";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/ct_clamps", CtClamps.List).Needs(Scope).Expands("evse").Tells<IReadOnlyList<EvCtClamp>>(face, 200).Is("get-ct-clamps", Tag, "List meters that tell the current, newest first");
        api.MapGet(One, CtClamps.Get).Needs(Scope).Expands("evse").Tells<EvCtClamp>(face, 200, 404).Is("get-ct-clamps-ct_clamp_id", Tag, "Get a meter that tells the current");
        api.MapGet(One + "/logs", CtClamps.Logs).Needs(Scope).Expands("ct_clamp", "ct_clamp.evse").WithMetadata(EvLogPage.Parameters(DeviceLogs.MomentName).ToArray<object>())
            .Tells<IReadOnlyList<EvCtClampLog>>(face, 200, 404).Is("get-ct-clamps-ct_clamp_id-logs", Tag, "List the currents that were told, newest first");
        api.MapGet(One + "/logs/{sampled_at}", CtClamps.Log).Needs(Scope).Expands("ct_clamp", "ct_clamp.evse").Tells<EvCtClampLog>(face, 200, 404).Is("get-ct-clamps-ct_clamp_id-logs-sampled_at", Tag, "Get the current of a moment");
    }
}

/// <summary>
/// Meters that tell the current at the house's main. What a charger's own clamp measures there does not reach us: stations by OCPP tell
/// the current at their outlet.
/// </summary>
internal static class CtClamps
{
    public const string Scope = "evse:read";

    // A meter of one phase, or the first of several, as a clamp around one wire has it.
    private static readonly Signal[] told = [Signal.Current, Signal.CurrentL1];

    public static Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.List(page, context, database, DeviceGroup.Meters, OfCtClamp.Prefix, (db, meters) => Show(db, context, expand, meters), told);

    public static async Task<IResult> Get(EvPathId<OfCtClamp> ct_clamp_id, EvExpand expand, HttpContext context, Database database)
    {
        var shown = await database.Read(async db => await Find(db, context, ct_clamp_id.Value) is var (meter, _) ? (await Show(db, context, expand, [meter]))[0] : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    public static async Task<IResult> Logs(EvPathId<OfCtClamp> ct_clamp_id, EvExpand expand, HttpContext context, Database database) =>
        await database.Read(db => Find(db, context, ct_clamp_id.Value)) is var (_, current)
            ? await DeviceLogs.List(context, database, DeviceGroup.Meters, ct_clamp_id.Value, current, InLog(context, expand, current)) : NotFound();

    public static async Task<IResult> Log(EvPathId<OfCtClamp> ct_clamp_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        await database.Read(db => Find(db, context, ct_clamp_id.Value)) is var (_, current)
            ? await DeviceLogs.Get(context, database, DeviceGroup.Meters, ct_clamp_id.Value, sampled_at, current, InLog(context, expand, current)) : NotFound();

    /// <summary>The meter, and the signal by which it tells its current; null where it tells none.</summary>
    private static async Task<(DeviceView Meter, Signal Current)?> Find(DbConnection db, HttpContext context, Guid id)
    {
        if (await EvCaller.Of(context).Find(db, DeviceGroup.Meters, id) is not { } meter) return null;
        foreach (var signal in told)
            if (meter.State.Signals.ContainsKey(signal)) return (meter, signal);
        return null;
    }

    private static async Task<IReadOnlyList<EvCtClamp>> Show(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyList<DeviceView> meters)
    {
        var (urls, client) = (EvUrls.Of(context), EvCaller.Of(context).Client);
        var ids = await DeviceViewTable.IdsFor(db, client, DeviceGroup.Chargers, meters.Select(meter => meter.Device.UserId).ToHashSet());
        var chargers = ids.Where(own => own.Count() == 1).ToDictionary(own => own.Key, own => own.Single());
        var views = expand.Has("evse") ? await DeviceViewTable.FindFor(db, client, chargers.Values) : new Dictionary<Guid, DeviceView>();
        var evses = views.Keys.Zip(await Evses.Show(db, context, expand.Within("evse"), [.. views.Values])).ToDictionary(both => both.First, both => both.Second);
        return [.. meters.Select(meter => new EvCtClamp(
            EvId.Write(OfCtClamp.Prefix, meter.Id), urls.CtClamp(meter.Id), chargers.TryGetValue(meter.Device.UserId, out var id) ? new Ref<EvEVSE>(urls.Evse(id), evses.GetValueOrDefault(id)) : null, 1))];
    }

    /// <summary>The one clamp beside each of these chargers that has one to itself, by charger.</summary>
    public static async Task<IReadOnlyDictionary<Guid, EvCtClamp>> Beside(DbConnection db, HttpContext context, IReadOnlyList<DeviceView> chargers)
    {
        var (urls, client, users) = (EvUrls.Of(context), EvCaller.Of(context).Client, chargers.Select(charger => charger.Device.UserId).ToHashSet());
        var meters = await DeviceViewTable.IdsFor(db, client, DeviceGroup.Meters, users);
        if (meters.Count == 0) return new Dictionary<Guid, EvCtClamp>();
        var clamps = (await DeviceViewTable.FindFor(db, client, [.. meters.SelectMany(ids => ids)])).Values.Where(meter => told.Any(meter.State.Signals.ContainsKey)).ToLookup(meter => meter.Device.UserId);
        var all = await DeviceViewTable.IdsFor(db, client, DeviceGroup.Chargers, users);
        return chargers.Where(charger => all[charger.Device.UserId].Count() == 1 && clamps[charger.Device.UserId].Count() == 1).ToDictionary(
            charger => charger.Id,
            charger => Clamp(clamps[charger.Device.UserId].Single().Id, charger.Id));

        EvCtClamp Clamp(Guid id, Guid chargerId) => new(EvId.Write(OfCtClamp.Prefix, id), urls.CtClamp(id), new Ref<EvEVSE>(urls.Evse(chargerId)), 1);
    }

    private static LogWords<EvCtClampLog> InLog(HttpContext context, EvExpand expand, Signal current) => async (db, meter) =>
    {
        var url = EvUrls.Of(context).CtClamp(meter.Id);
        var clamp = new Ref<EvCtClamp>(url, expand.Has("ct_clamp") ? (await Show(db, context, expand.Within("ct_clamp"), [meter]))[0] : null);
        return reading => new EvCtClampLog(
            $"{url}/logs/{EvTimes.Write(reading.MeasuredAt)}/", reading.MeasuredAt, reading.HeardAt, clamp, (int)Math.Round(reading.Signals[current].Number * 1000));
    };
}
