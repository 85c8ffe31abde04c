using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Vehicles;

/// <summary>Models and trims that the catalogue does not have, and what is said of them. They are the tenant's alone, and stand in no list.</summary>
public sealed class KeepOwnModels(Database database, VehicleCatalogue catalogue, Ids ids, TimeProvider time)
{
    private const int LongestName = 100;

    public Task<Result<VehicleModel>> AddModel(Client caller, Guid makeId, string name) => database.Write<Result<VehicleModel>>(async db =>
    {
        if (catalogue.Make(makeId) is null) return Fault.Invalid("make", "There is no such make.");
        if (Check(name) is { } fault) return fault;
        var model = OwnModelTable.Model(ids.New(), makeId, name.Trim(), null);
        await OwnModelTable.Add(db, caller.TenantId, model, time.GetUtcNow().Stored());
        return model;
    });

    public Task<Result<(VehicleTrim Trim, VehicleModel Model)>> AddTrim(Client caller, Guid modelId, string name, int wattHours) => database.Write<Result<(VehicleTrim, VehicleModel)>>(async db =>
    {
        if ((catalogue.Model(modelId) ?? await OwnModelTable.FindModel(db, caller.TenantId, modelId)) is not { } model) return Fault.Invalid("model", "There is no such model.");
        if (Check(name) is { } fault) return fault;
        if (wattHours is < OwnCar.SmallestBattery or > OwnCar.LargestBattery) return NoBattery();
        var trim = new VehicleTrim(ids.New(), modelId, name.Trim(), new VehicleBattery(wattHours, null));
        await OwnModelTable.Add(db, caller.TenantId, trim, time.GetUtcNow().Stored());
        return (trim, model);
    });

    /// <summary>What its cars are plugged in with, wherever they are sold; null where that is not known.</summary>
    public Task<Result<VehicleModel>> SetConnector(Client caller, Guid modelId, Func<ConnectorType?, ConnectorType?> change) => Change<VehicleModel>(caller, modelId, async (db, model) =>
    {
        var changed = model with { Connector = change(model.Connector) };
        await OwnModelTable.SetConnector(db, changed);
        return changed;
    });

    public Task<Result<ModelConnector>> AddConnector(Client caller, Guid modelId, ModelConnector wanted) => Change<ModelConnector>(caller, modelId, async (db, model) =>
    {
        if ((await OwnModelTable.Connectors(db, model.Id)).Any(known => known.Region == wanted.Region)) return Fault.Invalid("region", "It is told for this region. Change that.");
        return await Save(db, model, wanted);
    });

    /// <param name="change">What is known, as it is to be.</param>
    public Task<Result<ModelConnector>> ChangeConnector(Client caller, Guid modelId, CarRegion region, Func<ModelConnector, ModelConnector> change) => Change<ModelConnector>(caller, modelId, async (db, model) =>
        (await OwnModelTable.Connectors(db, model.Id)).FirstOrDefault(known => known.Region == region) is { } known ? await Save(db, model, change(known)) : Fault.NotFound());

    private async Task<Result<ModelConnector>> Save(DbConnection db, VehicleModel model, ModelConnector wanted)
    {
        var saved = wanted with { VerifiedAt = wanted.VerifiedAt?.Stored(), UpdatedAt = time.GetUtcNow().Stored() };
        await OwnModelTable.Save(db, model.Id, saved);
        return saved;
    }

    private Task<Result<T>> Change<T>(Client caller, Guid modelId, Func<DbConnection, VehicleModel, Task<Result<T>>> change) where T : notnull => database.Write<Result<T>>(async db =>
        catalogue.Model(modelId) is not null ? new Fault(FaultKind.PermissionMissing, "This model stands in the catalogue, which is the same for everybody and is mended in its files. Models that were added to it can be changed.")
        : await OwnModelTable.FindModel(db, caller.TenantId, modelId) is { } model ? await change(db, model) : Fault.NotFound());

    public static Fault NoBattery() => Fault.Invalid("wattHours", $"The value is a whole number of watt-hours from {OwnCar.SmallestBattery} to {OwnCar.LargestBattery}.");

    private static Fault? Check(string name) =>
        name.Trim().Length is 0 or > LongestName || name.Contains('\0') ? Fault.Invalid("name", $"The value is a name of 1 to {LongestName} characters.") : null;
}
