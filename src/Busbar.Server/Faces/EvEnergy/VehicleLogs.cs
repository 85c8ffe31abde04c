using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Readings;
using Busbar.Core.Steering;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class VehicleLogRoutes
{
    private const string Log = "/vehicles/{vehicle_id}";

    private static readonly string[] expansions = ["vehicle", "vehicle.trim", "vehicle.trim.model", "vehicle.trim.model.make", "vehicle.user"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var parameters = EvLogPage.Parameters(VehicleLogs.MomentName).ToArray<object>();
        api.MapGet(Log + "/status_logs", VehicleLogs.Statuses).Needs("vehicle:read").Expands(expansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvVehicleStatusLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-status_logs", "Vehicles", "List what a car told, newest first");
        api.MapGet(Log + "/status_logs/{sampled_at}", VehicleLogs.Status).Needs("vehicle:read").Expands(expansions)
            .Tells<EvVehicleStatusLog>(face, 200, 404).Is("get-vehicles-vehicle_id-status_logs-timestamp", "Vehicles", "Get what a car told of a moment");
        api.MapGet(Log + "/location_logs", VehicleLogs.Locations).Needs("vehicle:read").Expands(expansions).WithMetadata(parameters)
            .Tells<IReadOnlyList<EvVehicleLocationLog>>(face, 200, 404).Is("get-vehicles-vehicle_id-location_logs", "Vehicles", "List when a car told where it is, newest first");
        api.MapGet(Log + "/location_logs/{sampled_at}", VehicleLogs.Location).Needs("vehicle:read").Expands(expansions)
            .Tells<EvVehicleLocationLog>(face, 200, 404).Is("get-vehicles-vehicle_id-location_logs-timestamp", "Vehicles", "Get whether a car was at home at a moment");
    }
}

/// <summary>What cars told, moment by moment: nothing is in these logs that the room of readings does not hold.</summary>
internal static class VehicleLogs
{
    public const string MomentName = "sampled_at";

    public static Task<IResult> Statuses(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) => List(vehicle_id.Value, expand, context, database, null, Show);

    public static Task<IResult> Status(EvPathId<OfVehicle> vehicle_id, string sampled_at, EvExpand expand, HttpContext context, Database database) => Get(vehicle_id.Value, sampled_at, expand, context, database, null, Show);

    public static Task<IResult> Locations(EvPathId<OfVehicle> vehicle_id, EvExpand expand, HttpContext context, Database database) => List(vehicle_id.Value, expand, context, database, Signal.Latitude, ShowLocation);

    public static Task<IResult> Location(EvPathId<OfVehicle> vehicle_id, string sampled_at, EvExpand expand, HttpContext context, Database database) => Get(vehicle_id.Value, sampled_at, expand, context, database, Signal.Latitude, ShowLocation);

    /// <summary>A car whose log is read.</summary>
    /// <param name="Home">Where its user lives; null where that is not known.</param>
    private sealed record Logged(EvUrls Urls, DeviceView Car, EvVehicle? Shown, Core.Locations.Location? Home)
    {
        public Ref<EvVehicle> Vehicle => new(Urls.Vehicle(Car.Id), Shown);

        public string Url(string log, Reading reading) => $"{Urls.Vehicle(Car.Id)}/{log}/{EvTimes.Write(reading.MeasuredAt)}/";
    }

    private static async Task<IResult> List<T>(Guid id, EvExpand expand, HttpContext context, Database database, Signal? told, Func<Logged, Reading, T> show)
    {
        var page = EvLogPage.Of(context, MomentName);
        var shown = await database.Read(async db =>
        {
            if (await Find(db, context, id, expand) is not { } car) return null;
            var readings = await ReadingTable.Between(db, id, page.Lower, page.Upper, page.IsBack, told, page.Size + 1);
            return page.Cut(readings, reading => reading.MeasuredAt).Select(reading => show(car, reading)).ToList();
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    private static async Task<IResult> Get<T>(Guid id, string moment, EvExpand expand, HttpContext context, Database database, Signal? told, Func<Logged, Reading, T> show) where T : class
    {
        var shown = await database.Read(async db =>
            await Find(db, context, id, expand) is { } car && Times.Read(moment) is { } at && await ReadingTable.Find(db, id, at.Stored()) is { } reading && (told is null || reading.Signals.ContainsKey(told.Value))
                ? show(car, reading) : null);
        return shown is null ? NotFound() : Ok(shown);
    }

    private static async Task<Logged?> Find(DbConnection db, HttpContext context, Guid id, EvExpand expand) =>
        await EvCaller.Of(context).Find(db, DeviceGroup.Cars, id) is { } car
            ? new Logged(EvUrls.Of(context), car, expand.Has("vehicle") ? (await Vehicles.Show(db, context, expand.Within("vehicle"), [car]))[0] : null, await LocationTable.Find(db, car.Device.UserId)) : null;

    private static EvVehicleStatusLog Show(Logged car, Reading reading)
    {
        var state = DeviceState.Unheard(reading.DeviceId) with { Signals = reading.Signals.ToDictionary(one => one.Key, one => new Known(one.Value, reading.MeasuredAt, reading.HeardAt, Core.Ports.FactSource.Poll)) };
        var (facts, size) = (ChargeFacts.Of(state), state.Number(Signal.BatteryCapacity) * 1000);
        var target = state.Number(Signal.TargetStateOfCharge);
        return new EvVehicleStatusLog(
            car.Url("status_logs", reading), reading.HeardAt, reading.MeasuredAt, car.Vehicle, Whole(facts.Level), facts.IsCharging, facts.IsPluggedIn, facts.IsCharging is true ? Whole(state.Number(Signal.Power)) : null, null,
            Whole(facts.Level / 100 * size), Whole(target), Whole(target / 100 * size), null, Whole(state.Number(Signal.ChargeTimeRemaining)), null, IsComplete(state), Whole(state.Number(Signal.Odometer) * 1000), car.Car.Device.Brand,
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

    private static int? Whole(double? number) => number is { } known ? (int)Math.Round(known) : null;
}
