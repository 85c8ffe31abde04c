using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <param name="Make">The address of its make.</param>
public sealed record EvVehicleModelWrite(string Name, string Make);

/// <param name="DefaultConnectorType">Null where it is not known.</param>
public sealed record EvVehicleModelUpdate(EvConnector? DefaultConnectorType = null);

/// <param name="Model">The address of its model.</param>
/// <param name="BatterySizeWattHours">From 1000 to 300000.</param>
public sealed record EvVehicleTrimCreate(string Name, string Model, int BatterySizeWattHours);

/// <summary>What applications add to the catalogue of cars.</summary>
internal static class OwnCatalogue
{
    public static async Task<IResult> AddModel(Body<EvVehicleModelWrite> body, HttpContext context, KeepOwnModels models) =>
        EvId.ReadAddress(OfMake.Prefix, body.Value.Make) is not { } make ? No(Fault.Invalid("make", "The value is the address of a make of cars."))
        : (await models.AddModel(EvCaller.Of(context).Client, make, body.Value.Name)).Ok(out var made, out var fault) ? Created(CatalogueWords.Of(context).Show(made, EvExpand.Nothing)) : No(fault);

    public static async Task<IResult> AddTrim(Body<EvVehicleTrimCreate> body, HttpContext context, KeepOwnModels models) =>
        EvId.ReadAddress(OfModel.Prefix, body.Value.Model) is not { } model ? No(Fault.Invalid("model", "The value is the address of a model of cars."))
        : (await models.AddTrim(EvCaller.Of(context).Client, model, body.Value.Name, body.Value.BatterySizeWattHours)).Ok(out var made, out var fault)
            ? Created(CatalogueWords.Of(context).Show(made.Trim, made.Model, EvExpand.Nothing)) : No(Spell(fault));

    /// <summary>The field as this dialect calls it.</summary>
    public static Fault Spell(Fault fault) => fault.Field is "wattHours" ? fault with { Field = "battery_size_watt_hours" } : fault;

    public static async Task<IResult> ChangeModel(EvPathId<OfModel> vehicle_model_id, Body<EvVehicleModelUpdate> body, HttpContext context, KeepOwnModels models) =>
        (await models.SetConnector(EvCaller.Of(context).Client, vehicle_model_id.Value, known => CatalogueWords.Read(body.Over(new EvVehicleModelUpdate(CatalogueWords.Show(known))).DefaultConnectorType)))
            .Ok(out var changed, out var fault) ? Ok(CatalogueWords.Of(context).Show(changed, EvExpand.Nothing)) : No(fault);

    /// <summary>A model of the caller's tenant; null for strangers, too.</summary>
    public static async Task<VehicleModel?> Model(HttpContext context, Database database, Guid id) =>
        EvCaller.Known(context)?.Client is { } client ? await database.Read(db => OwnModelTable.FindModel(db, client.TenantId, id)) : null;

    /// <summary>The model of a car that no brand links.</summary>
    public static async Task<VehicleModel?> ModelOf(DbConnection db, HttpContext context, VehicleCatalogue catalogue, Guid carId)
    {
        var client = EvCaller.Of(context).Client;
        return await OwnCarTable.FindFor(db, client, carId) is { } car ? catalogue.Model(car.ModelId) ?? await OwnModelTable.FindModel(db, client.TenantId, car.ModelId) : null;
    }
}
