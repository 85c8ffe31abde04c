using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.EvEnergy;

internal static class BoundaryMeterRoutes
{
    private const string Tag = "Boundary meters", Scope = "boundary_meter:read", One = "/boundary_meters/{boundary_meter_id}";

    private static readonly string[] expansions = ["model", "model.make", "latest_status_log"], expansionsOfLogs = ["boundary_meter", "boundary_meter.model", "boundary_meter.model.make"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/boundary_meter_makes", BoundaryMeters.Makes).Needs(Scope).Tells<IReadOnlyList<EvBoundaryMeterMake>>(face, 200).Is("get-boundary_meter_makes", Tag, "List the brands that boundary meters can be linked through, by name");
        api.MapGet("/boundary_meter_makes/{boundary_meter_make_id}", BoundaryMeters.Make).Needs(Scope).Tells<EvBoundaryMeterMake>(face, 200, 404).Is("get-boundary_meter_makes-boundary_meter_make_id", Tag, "Get a make of boundary meters");
        api.MapGet("/boundary_meter_models", BoundaryMeters.Models).Needs(Scope).Expands("make").WithMetadata(EnergyMakes.OfMake)
            .Tells<IReadOnlyList<EvBoundaryMeterModel>>(face, 200).Is("get-boundary_meter_models", Tag, "List the models of the application's own boundary meters");
        api.MapGet("/boundary_meter_models/{boundary_meter_model_id}", BoundaryMeters.Model).Needs(Scope).Expands("make").Tells<EvBoundaryMeterModel>(face, 200, 404).Is("get-boundary_meter_models-boundary_meter_model_id", Tag, "Get a model of boundary meters");
        api.MapGet("/boundary_meters", BoundaryMeters.List).Needs(Scope).Expands(expansions).Tells<IReadOnlyList<EvBoundaryMeter>>(face, 200).Is("get-boundary_meters", Tag, "List boundary meters, newest first");
        api.MapGet(One, BoundaryMeters.Get).Needs(Scope).Expands(expansions).Tells<EvBoundaryMeter>(face, 200, 404).Is("get-boundary_meters-boundary_meter_id", Tag, "Get a boundary meter");
        api.MapGet(One + "/status_logs", BoundaryMeters.Statuses).Needs(Scope).Expands(expansionsOfLogs).WithMetadata(EvLogPage.Parameters(DeviceLogs.MomentName).ToArray<object>())
            .Tells<IReadOnlyList<EvBoundaryMeterStatusLog>>(face, 200, 404).Is("get-boundary_meters-boundary_meter_id-status_logs", Tag, "List what a boundary meter told, newest first");
        api.MapGet(One + "/status_logs/{sampled_at}", BoundaryMeters.Status).Needs(Scope).Expands(expansionsOfLogs)
            .Tells<EvBoundaryMeterStatusLog>(face, 200, 404).Is("get-boundary_meters-boundary_meter_id-status_logs-timestamp", Tag, "Get what a boundary meter told of a moment");
    }
}

/// <summary>Meters between users' houses and the grid.</summary>
internal static class BoundaryMeters
{
    public static IResult Makes(EvPage page, HttpContext context, IVendors vendors) => EnergyMakes.Makes(page, context, vendors, EnergyFamily.Meters, BoundaryMeterWords.Of(context).Show);

    public static Task<IResult> Make(EvPathId<OfBoundaryMeterMake> boundary_meter_make_id, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Make(boundary_meter_make_id.Value, context, database, vendors, EnergyFamily.Meters, BoundaryMeterWords.Of(context).Show);

    public static Task<IResult> Models(EvPage page, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Models(page, context, database, vendors, EnergyFamily.Meters, model => BoundaryMeterWords.Of(context).Show(model, expand));

    public static Task<IResult> Model(EvPathId<OfBoundaryMeterModel> boundary_meter_model_id, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Model(boundary_meter_model_id.Value, context, database, vendors, EnergyFamily.Meters, model => BoundaryMeterWords.Of(context).Show(model, expand));

    public static Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.List(page, context, database, DeviceGroup.Meters, OfBoundaryMeter.Prefix, Words(context, expand));

    public static Task<IResult> Get(EvPathId<OfBoundaryMeter> boundary_meter_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.Get(context, database, DeviceGroup.Meters, boundary_meter_id.Value, Words(context, expand));

    public static Task<IResult> Statuses(EvPathId<OfBoundaryMeter> boundary_meter_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Meters, boundary_meter_id.Value, null, InLog(context, expand));

    public static Task<IResult> Status(EvPathId<OfBoundaryMeter> boundary_meter_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Meters, boundary_meter_id.Value, sampled_at, null, InLog(context, expand));

    private static DeviceWords<EvBoundaryMeter> Words(HttpContext context, EvExpand expand)
    {
        var words = BoundaryMeterWords.Of(context);
        return (_, meters) => Task.FromResult<IReadOnlyList<EvBoundaryMeter>>([.. meters.Select(meter => words.Show(meter, expand))]);
    }

    private static LogWords<EvBoundaryMeterStatusLog> InLog(HttpContext context, EvExpand expand)
    {
        var words = BoundaryMeterWords.Of(context);
        return (_, meter) =>
        {
            var whole = expand.Has("boundary_meter") ? words.Show(meter, expand.Within("boundary_meter")) : null;
            return Task.FromResult<Func<Core.Readings.Reading, EvBoundaryMeterStatusLog>>(reading => words.Show(meter, DeviceLogs.StateAt(reading), reading.MeasuredAt, whole));
        };
    }
}
