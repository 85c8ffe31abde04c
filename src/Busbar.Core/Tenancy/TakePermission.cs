using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Core.Tenancy;

/// <summary>An owner stops sharing a device with a principal, or takes one permission of it back.</summary>
public sealed class TakePermission(Database database)
{
    /// <param name="level">Null for all that it holds.</param>
    public Task<Fault?> Take(Client caller, Guid deviceId, Guid principalId, PermissionLevel? level) => database.Write<Fault?>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is null) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Owner))
            return new Fault(FaultKind.PermissionMissing, "Taking permissions back needs the permission Owner on this entity.");
        if (level is null or PermissionLevel.Owner && !Keepers.MayLeave(await PermissionTable.Owners(db, deviceId), principalId))
            return new Fault(FaultKind.LastOwner, "This is the last user or application that owns the entity. Give another one the permission Owner first.");
        return await PermissionTable.Take(db, deviceId, principalId, level) ? null : Fault.NotFound();
    });
}
