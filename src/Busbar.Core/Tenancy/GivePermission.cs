using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Core.Tenancy;

/// <summary>An owner shares a device: a principal of the same tenant gets one more permission on it.</summary>
public sealed class GivePermission(Database database)
{
    /// <summary>Null where it holds the permission now, whether or not it did before.</summary>
    public Task<Fault?> Give(Client caller, Guid deviceId, Guid principalId, PermissionLevel level) => database.Write<Fault?>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is null) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Owner))
            return new Fault(FaultKind.PermissionMissing, "Sharing needs the permission Owner on this entity.");
        if (await PrincipalTable.KindOf(db, caller.TenantId, principalId) is null)
            return new Fault(FaultKind.PrincipalUnknown, "There is no user, application, collective or tenant with this id.", "principalId");
        await PermissionTable.Give(db, caller.TenantId, deviceId, principalId, [level]);
        return null;
    });
}
