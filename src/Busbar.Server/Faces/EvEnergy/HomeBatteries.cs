using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.EvEnergy;

internal static class HomeBatteryRoutes
{
    private const string Tag = "Home batteries", Scope = "home_battery:read", One = "/home_batteries/{home_battery_id}";

    private static readonly string[] expansions = ["model", "model.make", "latest_status_log"], expansionsOfLogs = ["home_battery", "home_battery.model", "home_battery.model.make"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/home_battery_makes", HomeBatteries.Makes).Needs(Scope).Tells<IReadOnlyList<EvHomeBatteryMake>>(face, 200).Is("get-home_battery_makes", Tag, "List the brands that home batteries can be linked through, by name");
        api.MapGet("/home_battery_makes/{home_battery_make_id}", HomeBatteries.Make).Needs(Scope).Tells<EvHomeBatteryMake>(face, 200, 404).Is("get-home_battery_makes-home_battery_make_id", Tag, "Get a make of home batteries");
        api.MapGet("/home_battery_models", HomeBatteries.Models).Needs(Scope).Expands("make").WithMetadata(EnergyMakes.OfMake)
            .Tells<IReadOnlyList<EvHomeBatteryModel>>(face, 200).Is("get-home_battery_models", Tag, "List the models of the application's own home batteries");
        api.MapGet("/home_battery_models/{home_battery_model_id}", HomeBatteries.Model).Needs(Scope).Expands("make").Tells<EvHomeBatteryModel>(face, 200, 404).Is("get-home_battery_models-home_battery_model_id", Tag, "Get a model of home batteries");
        api.MapGet("/home_batteries", HomeBatteries.List).Needs(Scope).Expands(expansions).Tells<IReadOnlyList<EvHomeBattery>>(face, 200).Is("get-home_batteries", Tag, "List home batteries, newest first");
        api.MapGet(One, HomeBatteries.Get).Needs(Scope).Expands(expansions).Tells<EvHomeBattery>(face, 200, 404).Is("get-home_batteries-home_battery_id", Tag, "Get a home battery");
        api.MapGet(One + "/status_logs", HomeBatteries.Statuses).Needs(Scope).Expands(expansionsOfLogs).WithMetadata(EvLogPage.Parameters(DeviceLogs.MomentName).ToArray<object>())
            .Tells<IReadOnlyList<EvHomeBatteryStatusLog>>(face, 200, 404).Is("get-home_batteries-home_battery_id-status_logs", Tag, "List what a home battery told, newest first");
        api.MapGet(One + "/status_logs/{sampled_at}", HomeBatteries.Status).Needs(Scope).Expands(expansionsOfLogs)
            .Tells<EvHomeBatteryStatusLog>(face, 200, 404).Is("get-home_batteries-home_battery_id-status_logs-timestamp", Tag, "Get what a home battery told of a moment");
    }
}

/// <summary>Batteries in users' houses.</summary>
internal static class HomeBatteries
{
    public static IResult Makes(EvPage page, HttpContext context, IVendors vendors) => EnergyMakes.Makes(page, context, vendors, EnergyFamily.Batteries, HomeBatteryWords.Of(context).Show);

    public static Task<IResult> Make(EvPathId<OfHomeBatteryMake> home_battery_make_id, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Make(home_battery_make_id.Value, context, database, vendors, EnergyFamily.Batteries, HomeBatteryWords.Of(context).Show);

    public static Task<IResult> Models(EvPage page, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Models(page, context, database, vendors, EnergyFamily.Batteries, model => HomeBatteryWords.Of(context).Show(model, expand));

    public static Task<IResult> Model(EvPathId<OfHomeBatteryModel> home_battery_model_id, EvExpand expand, HttpContext context, Database database, IVendors vendors) =>
        EnergyMakes.Model(home_battery_model_id.Value, context, database, vendors, EnergyFamily.Batteries, model => HomeBatteryWords.Of(context).Show(model, expand));

    public static Task<IResult> List(EvPage page, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.List(page, context, database, DeviceGroup.Batteries, OfHomeBattery.Prefix, Words(context, expand));

    public static Task<IResult> Get(EvPathId<OfHomeBattery> home_battery_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLists.Get(context, database, DeviceGroup.Batteries, home_battery_id.Value, Words(context, expand));

    public static Task<IResult> Statuses(EvPathId<OfHomeBattery> home_battery_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Batteries, home_battery_id.Value, null, InLog(context, expand));

    public static Task<IResult> Status(EvPathId<OfHomeBattery> home_battery_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Batteries, home_battery_id.Value, sampled_at, null, InLog(context, expand));

    private static DeviceWords<EvHomeBattery> Words(HttpContext context, EvExpand expand)
    {
        var words = HomeBatteryWords.Of(context);
        return (_, batteries) => Task.FromResult<IReadOnlyList<EvHomeBattery>>([.. batteries.Select(battery => words.Show(battery, expand))]);
    }

    private static LogWords<EvHomeBatteryStatusLog> InLog(HttpContext context, EvExpand expand)
    {
        var words = HomeBatteryWords.Of(context);
        return (_, battery) =>
        {
            var whole = expand.Has("home_battery") ? words.Show(battery, expand.Within("home_battery")) : null;
            return Task.FromResult<Func<Core.Readings.Reading, EvHomeBatteryStatusLog>>(reading => words.Show(battery, DeviceLogs.StateAt(reading), reading.MeasuredAt, whole));
        };
    }
}
