using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <param name="Make">The address of its make.</param>
public sealed record EvVehicleModelWrite(string Name, string Make);

/// <param name="Model">The address of its model.</param>
/// <param name="BatterySizeWattHours">From 1000 to 300000.</param>
public sealed record EvVehicleTrimCreate(string Name, string Model, int BatterySizeWattHours);

/// <summary>What the cars of a model are plugged in with.</summary>
/// <param name="Source">Null: the model's file names its sources.</param>
/// <param name="Confidence">Null: what has no source is left out.</param>
/// <param name="VerifiedAt">Null: files say no time.</param>
/// <param name="UpdatedAt">Null: files say no time.</param>
public sealed record EvVehicleModelConnector(string Url, string VehicleModel, EvRegion Region, EvModelConnector ConnectorType, string? Source, string? Confidence, DateTimeOffset? VerifiedAt, DateTimeOffset? UpdatedAt);

public enum EvRegion { NORTH_AMERICA, EUROPE }

public enum EvModelConnector { CCS, NACS, CHADEMO, GBT }

/// <summary>What applications add to the catalogue of cars, and what its files say of plugs: they know the cars sold in Europe.</summary>
internal static class OwnCatalogue
{
    public static async Task<IResult> AddModel(Body<EvVehicleModelWrite> body, HttpContext context, OwnModels models) =>
        EvId.ReadAddress(OfMake.Prefix, body.Value.Make) is not { } make ? No(Fault.Invalid("make", "The value is the address of a make of cars."))
        : (await models.AddModel(EvCaller.Of(context).Client, make, body.Value.Name)).Ok(out var made, out var fault) ? Created(CatalogueWords.Of(context).Show(made, EvExpand.Nothing)) : No(fault);

    public static async Task<IResult> AddTrim(Body<EvVehicleTrimCreate> body, HttpContext context, OwnModels models) =>
        EvId.ReadAddress(OfModel.Prefix, body.Value.Model) is not { } model ? No(Fault.Invalid("model", "The value is the address of a model of cars."))
        : (await models.AddTrim(EvCaller.Of(context).Client, model, body.Value.Name, body.Value.BatterySizeWattHours)).Ok(out var made, out var fault)
            ? Created(CatalogueWords.Of(context).Show(made.Trim, made.Model, EvExpand.Nothing)) : No(Spell(fault));

    /// <summary>The field as this dialect calls it.</summary>
    public static Fault Spell(Fault fault) => fault.Field is "wattHours" ? fault with { Field = "battery_size_watt_hours" } : fault;

    public static async Task<IResult> Connectors(EvPathId<OfModel> vehicle_model_id, EvPageNumber page, HttpContext context, VehicleCatalogue catalogue, Database database)
    {
        if ((catalogue.Model(vehicle_model_id.Value) ?? await Model(context, database, vehicle_model_id.Value)) is not { } model) return NotFound();
        return page.CutOf(Show(context, model)) is { } shown ? Ok(shown) : NotFound();
    }

    public static async Task<IResult> Connector(EvPathId<OfModel> vehicle_model_id, string region, HttpContext context, VehicleCatalogue catalogue, Database database) =>
        (catalogue.Model(vehicle_model_id.Value) ?? await Model(context, database, vehicle_model_id.Value)) is { } model && Show(context, model).FirstOrDefault(one => one.Region.ToString() == region) is { } known
            ? Ok(known) : NotFound();

    /// <summary>A model of the caller's tenant; null for strangers, too.</summary>
    public static async Task<VehicleModel?> Model(HttpContext context, Database database, Guid id) =>
        EvCaller.Known(context)?.Client is { } client ? await database.Read(db => OwnModelTable.FindModel(db, client.TenantId, id)) : null;

    /// <summary>The model of a car that no brand links.</summary>
    public static async Task<VehicleModel?> ModelOf(DbConnection db, HttpContext context, VehicleCatalogue catalogue, Guid carId)
    {
        var client = EvCaller.Of(context).Client;
        return await OwnCarTable.FindFor(db, client, carId) is { } car ? catalogue.Model(car.ModelId) ?? await OwnModelTable.FindModel(db, client.TenantId, car.ModelId) : null;
    }

    private static IReadOnlyList<EvVehicleModelConnector> Show(HttpContext context, VehicleModel model)
    {
        EvModelConnector? connector = model.Connector switch
        {
            ConnectorType.CCS => EvModelConnector.CCS,
            ConnectorType.NACS => EvModelConnector.NACS,
            ConnectorType.CHADEMO => EvModelConnector.CHADEMO,
            ConnectorType.GBT => EvModelConnector.GBT,
            null => null,
        };
        var url = EvUrls.Of(context).Model(model.Id);
        return connector is { } known ? [new EvVehicleModelConnector($"{url}/connectors/{EvRegion.EUROPE}", url, EvRegion.EUROPE, known, null, null, null, null)] : [];
    }
}
