using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>Keeps what an application says of a user's solar modules. The application looks after the user.</summary>
public sealed class KeepSolarArray(Database database, TimeProvider time)
{
    /// <summary>False where the user has an array: then nothing is changed.</summary>
    public Task<Result<bool>> Add(Client caller, Guid userId, int capacityWatts) => Keep(caller, userId, capacityWatts, isNew: true);

    /// <summary>False where the user has none.</summary>
    public Task<Result<bool>> Change(Client caller, Guid userId, int capacityWatts) => Keep(caller, userId, capacityWatts, isNew: false);

    private Task<Result<bool>> Keep(Client caller, Guid userId, int capacityWatts, bool isNew) => database.Write<Result<bool>>(async db =>
    {
        if (await UserTable.FindFor(db, caller, userId) is null) return Fault.NotFound();
        if (capacityWatts < 0) return Fault.Invalid("capacityWatts", "The value is a whole number, 0 or more.");
        if (await SolarArrayTable.FindFor(db, caller, userId) is null != isNew) return false;
        await SolarArrayTable.Put(db, caller.TenantId, userId, capacityWatts, time.GetUtcNow());
        return true;
    });
}
