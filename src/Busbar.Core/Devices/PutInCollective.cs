using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>Puts a device into a collective, and with it those of its parts that are the caller's and in none.</summary>
public sealed class PutInCollective(Database database)
{
    public Task<Result<Collective>> Put(Client caller, Guid collectiveId, Guid deviceId) => database.Write<Result<Collective>>(async db =>
    {
        if (!(await CollectiveAccess.FindToChange(db, caller, collectiveId)).Ok(out var collective, out var fault)) return fault;
        if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound() with { Field = "entityId" };
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Owner))
            return new Fault(FaultKind.PermissionMissing, "Putting an entity into a collective shares it, which needs the permission Owner on this entity.");
        if (device.CollectiveId is { } other && other != collectiveId)
            return new Fault(FaultKind.InAnotherCollective, "The entity is in another collective, and can be in one at most. Take it out there first.", "entityId");

        var going = new List<Guid> { device.Id };
        foreach (var part in await DeviceTable.PartsOf(db, device.Id))
            if (await PermissionTable.Holds(db, caller, part, PermissionLevel.Owner)) going.Add(part);
        await CollectiveDevices.Enter(db, caller.TenantId, collectiveId, going);
        return collective;
    });
}
