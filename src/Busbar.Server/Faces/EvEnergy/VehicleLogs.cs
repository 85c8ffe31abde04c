using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Readings;
using Busbar.Core.Steering;

namespace Busbar.Server.Faces.EvEnergy;

internal static class VehicleLogRoutes
{
    private const string Log = "/vehicles/{vehicle_id}";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var parameters = EvLogPage.Parameters(VehicleLogs.MomentName).ToArray<object>();
        api.MapGet(Log + "/status_logs", VehicleLogs.Statuses).Needs("vehicle:read").Expands(Vehicles.LogExpansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvVehicleStatusLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-status_logs", "Vehicles", "List what a car told, newest first");
        api.MapGet(Log + "/status_logs/{sampled_at}", VehicleLogs.Status).Needs("vehicle:read").Expands(Vehicles.LogExpansions)
            .Tells<EvVehicleStatusLog>(face, 200, 404).Is("get-vehicles-vehicle_id-status_logs-timestamp", "Vehicles", "Get what a car told of a moment");
        api.MapGet(Log + "/location_logs", VehicleLogs.Locations).Needs("vehicle:read").Expands(Vehicles.LogExpansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvVehicleLocationLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-location_logs", "Vehicles", "List when a car told where it is, newest first");
        api.MapGet(Log + "/location_logs/{sampled_at}", VehicleLogs.Location).Needs("vehicle:read").Expands(Vehicles.LogExpansions)
            .Tells<EvVehicleLocationLog>(face, 200, 404).Is("get-vehicles-vehicle_id-location_logs-timestamp", "Vehicles", "Get whether a car was at home at a moment");
    }
}

/// <summary>What cars told.</summary>
internal static class VehicleLogs
{
    public const string MomentName = DeviceLogs.MomentName;

    public static Task<IResult> Statuses(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Cars, vehicle_id.Value, null, In(context, expand, Show));

    public static Task<IResult> Status(EvPathId<OfVehicle> vehicle_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Cars, vehicle_id.Value, sampled_at, null, In(context, expand, Show));

    public static Task<IResult> Locations(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.List(context, database, DeviceGroup.Cars, vehicle_id.Value, Signal.Latitude, In(context, expand, ShowLocation));

    public static Task<IResult> Location(EvPathId<OfVehicle> vehicle_id, string sampled_at, EvExpand expand, HttpContext context, Database database) =>
        DeviceLogs.Get(context, database, DeviceGroup.Cars, vehicle_id.Value, sampled_at, Signal.Latitude, In(context, expand, ShowLocation));

    /// <summary>A row of a car's log, the car itself by its address.</summary>
    public static EvVehicleStatusLog ShowStatus(EvUrls urls, DeviceView car, Reading reading) => Show(new Logged(car, new Ref<EvVehicle>(urls.Vehicle(car.Id)), null), reading);

    /// <summary>A car whose log is read.</summary>
    /// <param name="Home">Where its user lives; null where that is not known.</param>
    private sealed record Logged(DeviceView Car, Ref<EvVehicle> Vehicle, Core.Locations.Location? Home)
    {
        public string Url(string log, Reading reading) => $"{Vehicle.Url}/{log}/{EvTimes.Write(reading.MeasuredAt)}/";
    }

    private static LogWords<T> In<T>(HttpContext context, EvExpand expand, Func<Logged, Reading, T> show) => async (db, car) =>
    {
        var logged = new Logged(car, await Vehicles.Refer(db, context, expand, car), await LocationTable.Find(db, car.Device.UserId));
        return reading => show(logged, reading);
    };

    private static EvVehicleStatusLog Show(Logged car, Reading reading)
    {
        var state = DeviceLogs.StateAt(reading);
        var (facts, size) = (ChargeFacts.Of(state), state.Number(Signal.BatteryCapacity) * 1000);
        var target = state.Number(Signal.TargetStateOfCharge);
        return new EvVehicleStatusLog(
            car.Url("status_logs", reading), reading.HeardAt, reading.MeasuredAt, car.Vehicle, EvNumber.Whole(facts.Level), facts.IsCharging, facts.IsPluggedIn, facts.IsCharging is true ? EvNumber.Whole(state.Number(Signal.Power)) : null, null,
            EvNumber.Whole(facts.Level / 100 * size), EvNumber.Whole(target), EvNumber.Whole(target / 100 * size), null, EvNumber.Whole(state.Number(Signal.ChargeTimeRemaining)), null, IsComplete(state), EvNumber.Thousandths(state.Number(Signal.Odometer)), car.Car.Device.Brand,
            State(facts, state));
    }

    private static EvVehicleLocationLog ShowLocation(Logged car, Reading reading) => new(
        car.Url("location_logs", reading), reading.MeasuredAt, reading.HeardAt, car.Vehicle,
        car.Home is { } home && reading.Signals.TryGetValue(Signal.Longitude, out var east)
            ? Whereabouts.Metres(reading.Signals[Signal.Latitude].Number, east.Number, home.Latitude, home.Longitude) <= Whereabouts.ReachMetres : null);

    private static bool? IsComplete(DeviceState state) => state[Signal.ChargeState]?.Text is { } told ? told is ChargeStates.Complete : null;

    private static EvVehicleState? State(ChargeFacts facts, DeviceState state) => (facts.IsPluggedIn, facts.IsCharging) switch
    {
        (true, true) => EvVehicleState.PLUGGED_IN_CHARGING,
        (true, _) when IsComplete(state) is true => EvVehicleState.PLUGGED_IN_COMPLETE,
        (true, _) => EvVehicleState.PLUGGED_IN_NOT_CHARGING,
        (false, _) => EvVehicleState.UNKNOWN,
        (null, _) => null,
    };
}
