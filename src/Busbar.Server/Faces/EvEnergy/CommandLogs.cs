using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Server.Faces.EvEnergy;

internal static class CommandLogRoutes
{
    private const string Vehicle = "/vehicles/{vehicle_id}", Evse = "/evses/{evse_id}";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var (logged, sampled) = (EvLogPage.Parameters(CommandLogs.MomentName).ToArray<object>(), EvLogPage.Parameters(DeviceLogs.MomentName).ToArray<object>());
        api.MapGet(Vehicle + "/command_logs", CommandLogs.OfVehicle).Needs("debug:read").Expands(Vehicles.LogExpansions).WithMetadata(logged)
            .Tells<IReadOnlyList<EvVehicleCommandLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-command_logs", "Vehicles", "List what a car was told, newest first");
        api.MapGet(Vehicle + "/command_logs/{logged_at}", CommandLogs.OneOfVehicle).Needs("debug:read").Expands(Vehicles.LogExpansions)
            .Tells<EvVehicleCommandLog>(face, 200, 404).Is("get-vehicles-vehicle_id-command_logs-timestamp", "Vehicles", "Get what a car was told at a moment");
        api.MapGet(Vehicle + "/error_logs", CommandLogs.ErrorsOfVehicle).Needs("vehicle:read").Expands(Vehicles.LogExpansions).WithMetadata(logged)
            .Tells<IReadOnlyList<EvVehicleAPIErrorLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-error_logs", "Vehicles", "List what went wrong with a car, newest first");
        api.MapGet(Vehicle + "/error_logs/{logged_at}", CommandLogs.ErrorOfVehicle).Needs("vehicle:read").Expands(Vehicles.LogExpansions)
            .Tells<EvVehicleAPIErrorLog>(face, 200, 404).Is("get-vehicles-vehicle_id-error_logs-timestamp", "Vehicles", "Get what went wrong with a car at a moment");
        api.MapGet(Evse + "/command_logs", CommandLogs.OfEvse).Needs("debug:read").Expands(Evses.LogExpansions).WithMetadata(logged)
            .Tells<IReadOnlyList<EvEVSECommandLog>>(face, 200, 404).Is("get-evses-evse_id-command_logs", "EVSEs", "List what a charger was told, newest first");
        api.MapGet(Evse + "/command_logs/{logged_at}", CommandLogs.OneOfEvse).Needs("debug:read").Expands(Evses.LogExpansions)
            .Tells<EvEVSECommandLog>(face, 200, 404).Is("get-evses-evse_id-command_logs-timestamp", "EVSEs", "Get what a charger was told at a moment");
        api.MapGet(Evse + "/error_logs", CommandLogs.ErrorsOfEvse).Needs("debug:read").Expands(Evses.LogExpansions).WithMetadata(sampled)
            .Tells<IReadOnlyList<EvEVSEAPIErrorLog>>(face, 200, 404).Is("get-evses-evse_id-error_logs", "EVSEs", "List what went wrong with a charger, newest first");
        api.MapGet(Evse + "/error_logs/{sampled_at}", CommandLogs.ErrorOfEvse).Needs("debug:read").Expands(Evses.LogExpansions)
            .Tells<EvEVSEAPIErrorLog>(face, 200, 404).Is("get-evses-evse_id-error_logs-timestamp", "EVSEs", "Get what went wrong with a charger at a moment");
    }
}

/// <summary>What cars and chargers were told, and what went wrong. What was sent to a charger instead of a car stands in the charger's log.</summary>
internal static class CommandLogs
{
    public const string MomentName = "logged_at";

    private static readonly CommandKind[] kinds = [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent];

    // A car that is told a current is told no word that the API has.
    private static readonly CommandKind[] words = [CommandKind.StartCharging, CommandKind.StopCharging];

    public static Task<IResult> OfVehicle(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Cars, vehicle_id.Value, Sent(words), InVehicle(context, expand));

    public static Task<IResult> OneOfVehicle(EvPathId<OfVehicle> vehicle_id, string logged_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Cars, vehicle_id.Value, logged_at, Sent(words), InVehicle(context, expand));

    public static Task<IResult> ErrorsOfVehicle(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Cars, vehicle_id.Value, Errors(MomentName), ErrorInVehicle(context, expand));

    public static Task<IResult> ErrorOfVehicle(EvPathId<OfVehicle> vehicle_id, string logged_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Cars, vehicle_id.Value, logged_at, Errors(MomentName), ErrorInVehicle(context, expand));

    public static Task<IResult> OfEvse(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Chargers, evse_id.Value, Sent(kinds), InEvse(context, expand));

    public static Task<IResult> OneOfEvse(EvPathId<OfEvse> evse_id, string logged_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Chargers, evse_id.Value, logged_at, Sent(kinds), InEvse(context, expand));

    public static Task<IResult> ErrorsOfEvse(EvPathId<OfEvse> evse_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Chargers, evse_id.Value, Errors(DeviceLogs.MomentName), ErrorInEvse(context, expand));

    public static Task<IResult> ErrorOfEvse(EvPathId<OfEvse> evse_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Chargers, evse_id.Value, sampled_at, Errors(DeviceLogs.MomentName), ErrorInEvse(context, expand));

    private static LogSource<CommandRecord> Sent(IReadOnlyList<CommandKind> which) => new(
        MomentName, command => command.SentAt!.Value, (db, device, span) => CommandTable.Sent(db, device.Id, which, span.After, span.Before, span.IsBack, span.Limit));

    private static LogSource<DeviceError> Errors(string moment) => new(moment, error => error.At, (db, device, span) => DeviceError.Find(db, device, kinds, span));

    private static LogWords<CommandRecord, EvVehicleCommandLog> InVehicle(HttpContext context, EvExpand expand) => async (db, car) =>
    {
        var vehicle = await Vehicles.Refer(db, context, expand, car);
        return sent => new EvVehicleCommandLog(
            Url(vehicle.Url, "command_logs", sent.SentAt!.Value), sent.SentAt.Value, vehicle, sent.Command.Kind is CommandKind.StartCharging ? EvVehicleCommand.START_CHARGE : EvVehicleCommand.STOP_CHARGE, null,
            Milliamps(sent.Command), sent.Id);
    };

    private static LogWords<CommandRecord, EvEVSECommandLog> InEvse(HttpContext context, EvExpand expand) => async (db, charger) =>
    {
        var evse = await Evses.Refer(db, context, expand, charger);
        return sent => new EvEVSECommandLog(
            Url(evse.Url, "command_logs", sent.SentAt!.Value), sent.SentAt.Value, evse, Milliamps(sent.Command), sent.Command.Kind is CommandKind.SetMaxCurrent ? null : sent.Command.Kind is CommandKind.StartCharging, null,
            sent.Command.Kind switch { CommandKind.StartCharging => EvCommandReason.START_CHARGE, CommandKind.StopCharging => EvCommandReason.STOP_CHARGE, _ => EvCommandReason.API_TRIGGERED_COMMAND }, sent.Id);
    };

    private static LogWords<DeviceError, EvVehicleAPIErrorLog> ErrorInVehicle(HttpContext context, EvExpand expand) => async (db, car) =>
    {
        var vehicle = await Vehicles.Refer(db, context, expand, car);
        return error => new EvVehicleAPIErrorLog(
            Url(vehicle.Url, "error_logs", error.At), error.At, vehicle, error.Status, car.Device.Brand, error.Code, error.TypeOf("Vehicle"), "", Word(error.Command), error.Detail, error.Command?.Id);
    };

    private static LogWords<DeviceError, EvEVSEAPIErrorLog> ErrorInEvse(HttpContext context, EvExpand expand) => async (db, charger) =>
    {
        var evse = await Evses.Refer(db, context, expand, charger);
        return error => new EvEVSEAPIErrorLog(Url(evse.Url, "error_logs", error.At), error.At, evse, error.Status, charger.Device.Brand, error.Code, error.TypeOf("EVSE"), error.Detail, null, error.Command?.Id);
    };

    private static string Url(string device, string log, DateTimeOffset at) => $"{device}/{log}/{EvTimes.Write(at)}/";

    private static string Word(CommandRecord? command) => command?.Command.Kind switch
    {
        null => "",
        CommandKind.StartCharging => nameof(EvVehicleCommand.START_CHARGE),
        CommandKind.StopCharging => nameof(EvVehicleCommand.STOP_CHARGE),
        _ => "SET_MAX_CURRENT",
    };

    private static int? Milliamps(Command command) => command.Kind is CommandKind.SetMaxCurrent ? EvNumber.Thousandths(command.Value) : null;
}
