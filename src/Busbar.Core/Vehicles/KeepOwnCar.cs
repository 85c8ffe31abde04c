using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Vehicles;

/// <summary>Keeps cars that no brand links, for those who want to know of them all the same.</summary>
public sealed class KeepOwnCar(Database database, VehicleCatalogue catalogue, Ids ids, TimeProvider time)
{
    /// <param name="wattHours">The size of its battery; null for what its model mostly has.</param>
    public Task<Result<OwnCar>> Keep(Client caller, Guid userId, Guid modelId, int? wattHours, string? name, VehicleClass? type) => database.Write<Result<OwnCar>>(async db =>
    {
        if (await UserTable.FindFor(db, caller, userId) is not { } user) return Fault.NotFound();
        if (catalogue.Model(modelId) is null && await OwnModelTable.FindModel(db, caller.TenantId, modelId) is null) return Fault.Invalid("model", "There is no such model.");
        if (wattHours is < OwnCar.SmallestBattery or > OwnCar.LargestBattery) return KeepOwnModels.NoBattery();
        if (name is { Length: > OwnCar.LongestName } || name?.Contains('\0') is true) return Fault.Invalid("name", $"The value has at most {OwnCar.LongestName} characters.");
        var car = new OwnCar(ids.New(), user.TenantId, user.Id, modelId, string.IsNullOrWhiteSpace(name) ? null : name.Trim(), time.GetUtcNow().Stored());
        await OwnCarTable.Add(db, car);
        await VehicleNotesTable.Put(db, VehicleNotes.None(car.Id, car.TenantId) with { WattHours = wattHours, Class = type });
        return car;
    });

    public Task<Fault?> Remove(Client caller, Guid id) => database.Write<Fault?>(async db =>
    {
        if (await OwnCarTable.FindFor(db, caller, id) is not { } car) return Fault.NotFound();
        await OwnCarTable.Remove(db, car.Id);
        return null;
    });
}
