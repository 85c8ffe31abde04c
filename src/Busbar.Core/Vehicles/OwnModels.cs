using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Vehicles;

/// <summary>Adds models and trims that the catalogue does not have. They are the tenant's alone, and stand in no list.</summary>
public sealed class OwnModels(Database database, VehicleCatalogue catalogue, Ids ids, TimeProvider time)
{
    private const int LongestName = 100;

    public Task<Result<VehicleModel>> AddModel(Client caller, Guid makeId, string name) => database.Write<Result<VehicleModel>>(async db =>
    {
        if (catalogue.Make(makeId) is null) return Fault.Invalid("make", "There is no such make.");
        if (Check(name) is { } fault) return fault;
        var model = OwnModelTable.Model(ids.New(), makeId, name.Trim());
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

    public static Fault NoBattery() => Fault.Invalid("wattHours", $"The value is a whole number of watt-hours from {OwnCar.SmallestBattery} to {OwnCar.LargestBattery}.");

    private static Fault? Check(string name) =>
        name.Trim().Length is 0 or > LongestName || name.Contains('\0') ? Fault.Invalid("name", $"The value is a name of 1 to {LongestName} characters.") : null;
}
