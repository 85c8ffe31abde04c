using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class VehicleDetailRoutes
{
    private const string Connectors = "/vehicles/{vehicle_id}/connectors", Level = "/vehicles/{vehicle_id}/state_of_charge";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet(Connectors, VehicleDetails.Connectors).Needs("vehicle:read").Tells<EvVehicleConnectors>(face, 200, 404).Is("get-vehicles-vehicle_id-connectors", "Vehicles", "Tell what a car can be plugged in with");
        api.MapPatch(Connectors, VehicleDetails.ChangeConnectors).Needs("vehicle:write").Tells<EvVehicleConnectors>(face, 200, 403, 404, 413, 415).Is("patch-vehicles-vehicle_id-connectors", "Vehicles", "Say what a car can be plugged in with");
        api.MapGet(Level, VehicleDetails.Level).Needs("vehicle:read").Tells<EvVehicleStateOfCharge>(face, 200, 404).Is("get-vehicles-vehicle_id-state_of_charge", "Vehicles", "Tell how full a car is");
        api.MapPatch(Level, VehicleDetails.ChangeLevel).Needs("vehicle:write").Tells<EvVehicleStateOfCharge>(face, 200, 403, 404, 413, 415).Is("patch-vehicles-vehicle_id-state_of_charge", "Vehicles", "Say how full a car is, where it does not tell by itself");
    }
}

/// <summary>What a car can be plugged in with.</summary>
/// <param name="NativeConnector">Its own socket for direct current: as somebody said, else its model's.</param>
/// <param name="Adaptors">What else it can take, by adaptor.</param>
/// <param name="UpdatedAt">When somebody said it; null where nobody did.</param>
public sealed record EvVehicleConnectors(string Url, string Vehicle, EvConnector? NativeConnector, IReadOnlyList<EvConnector> Adaptors, DateTimeOffset? UpdatedAt);

/// <param name="NativeConnector">Null for that of its model.</param>
/// <param name="Adaptors">All of them: what is left out goes.</param>
public sealed record EvVehicleConnectorsUpdate(EvConnector? NativeConnector = null, IReadOnlyList<EvConnector>? Adaptors = null);

/// <summary>How full a car is: the newer of what it told and what somebody said.</summary>
/// <param name="Source">CONNECTED where the car told, MANUAL where somebody said.</param>
public sealed record EvVehicleStateOfCharge(string Url, string Vehicle, int? StateOfChargePercentage, EvLevelSource? Source, DateTimeOffset? UpdatedAt);

public enum EvLevelSource { MANUAL, CONNECTED }

/// <param name="StateOfChargePercentage">From 0 to 100; null takes back what was said.</param>
public sealed record EvVehicleStateOfChargeUpdate(int? StateOfChargePercentage = null);

/// <summary>What people say of cars by hand.</summary>
internal static class VehicleDetails
{
    private const string ConnectorsProblem = "validation-failed-update-vehicle-connectors", LevelProblem = "validation-failed-update-vehicle-state-of-charge";

    public static async Task<IResult> Connectors(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database, VehicleCatalogue catalogue)
    {
        if (await Known(context, database, vehicle_id.Value) is not var (car, notes)) return NotFound();
        var model = car.Device.IsLinked ? VehicleWords.ModelOf(catalogue, car.Device) : await database.Read(db => OwnCatalogue.ModelOf(db, context, catalogue, car.Id));
        var url = EvUrls.Of(context).Vehicle(car.Id);
        return Ok(new EvVehicleConnectors(url + "/connectors", url, CatalogueWords.Show(notes?.NativeConnector ?? model?.Connector), [.. (notes?.Adaptors ?? []).Select(one => CatalogueWords.Show(one)).OfType<EvConnector>()], notes?.ConnectorsAt));
    }

    public static async Task<IResult> ChangeConnectors(EvPathId<OfVehicle> vehicle_id, Body<EvVehicleConnectorsUpdate> body, HttpContext context, Database database, VehicleCatalogue catalogue, NoteVehicle note, TimeProvider time)
    {
        if (await Known(context, database, vehicle_id.Value) is not var (car, notes)) return NotFound();
        var wanted = body.Over(new EvVehicleConnectorsUpdate(CatalogueWords.Show(notes?.NativeConnector), [.. (notes?.Adaptors ?? []).Select(one => CatalogueWords.Show(one)).OfType<EvConnector>()]));
        var model = car.Device.IsLinked ? VehicleWords.ModelOf(catalogue, car.Device) : await database.Read(db => OwnCatalogue.ModelOf(db, context, catalogue, car.Id));
        var adaptors = wanted.Adaptors ?? [];
        if (adaptors.Distinct().Count() != adaptors.Count) return No(Fault.Invalid("adaptors", "Each adaptor stands once."), ConnectorsProblem);
        if ((wanted.NativeConnector ?? CatalogueWords.Show(model?.Connector)) is { } native && adaptors.Contains(native)) return No(Fault.Invalid("adaptors", "The car's own socket is no adaptor. Leave it out."), ConnectorsProblem);
        var noted = await note.Note(EvCaller.Of(context).Client, car.Id, known => known with
        {
            NativeConnector = CatalogueWords.Read(wanted.NativeConnector), Adaptors = [.. adaptors.Select(one => CatalogueWords.Read(one)).OfType<ConnectorType>()], ConnectorsAt = time.GetUtcNow().Stored(),
        });
        return noted.Fault is { } fault ? No(fault) : await Connectors(vehicle_id, context, database, catalogue);
    }

    public static async Task<IResult> Level(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database)
    {
        if (await Known(context, database, vehicle_id.Value) is not var (car, notes)) return NotFound();
        var told = car.State.Signals.TryGetValue(Signal.StateOfCharge, out var known) ? known : (Known?)null;
        var url = EvUrls.Of(context).Vehicle(car.Id);
        return Ok((told, notes) switch
        {
            (var it, { Level: { } level, LevelAt: { } at }) when it is null || at > it.Value.MeasuredAt => new EvVehicleStateOfCharge(url + "/state_of_charge", url, level, EvLevelSource.MANUAL, at),
            ({ } it, _) => new EvVehicleStateOfCharge(url + "/state_of_charge", url, (int)Math.Round(it.Value.Number), EvLevelSource.CONNECTED, it.MeasuredAt),
            _ => new EvVehicleStateOfCharge(url + "/state_of_charge", url, null, null, null),
        });
    }

    public static async Task<IResult> ChangeLevel(EvPathId<OfVehicle> vehicle_id, Body<EvVehicleStateOfChargeUpdate> body, HttpContext context, Database database, NoteVehicle note, TimeProvider time)
    {
        if (await Known(context, database, vehicle_id.Value) is not var (_, notes)) return NotFound();
        var level = body.Over(new EvVehicleStateOfChargeUpdate(notes?.Level)).StateOfChargePercentage;
        if (level is < 0 or > 100) return No(Fault.Invalid("state_of_charge_percentage", "The value is a whole number from 0 to 100."), LevelProblem);
        if (body.Value.StateOfChargePercentage is null && level is not null) return await Level(vehicle_id, context, database);
        var noted = await note.Note(EvCaller.Of(context).Client, vehicle_id.Value, known => known with { Level = level, LevelAt = level is null ? null : time.GetUtcNow().Stored() });
        return noted.Fault is { } fault ? No(fault) : await Level(vehicle_id, context, database);
    }

    private static Task<(DeviceView Car, VehicleNotes? Notes)?> Known(HttpContext context, Database database, Guid id) => database.Read<(DeviceView, VehicleNotes?)?>(async db =>
        await EvCaller.Of(context).Find(db, DeviceGroup.Cars, id) is { } car ? (car, await VehicleNotesTable.Find(db, id)) : null);
}
