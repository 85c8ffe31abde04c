using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>One who looks after a tenant stops another, or itself, from doing so.</summary>
public sealed class RemoveAdministrator(Database database)
{
    public Task<Fault?> Remove(Client caller, Guid tenantId, Guid principalId) => database.Write<Fault?>(async db =>
    {
        if (tenantId != caller.TenantId) return Fault.NotFound();
        if (!await AdministratorTable.Is(db, tenantId, caller.Id))
            return new Fault(FaultKind.PermissionMissing, "Only an administrator of the tenant removes one.");
        if (!Keepers.MayLeave(await AdministratorTable.Keepers(db, tenantId), principalId))
            return new Fault(FaultKind.LastOwner, "This is the last administrator of the tenant. Name another one first.");
        return await AdministratorTable.Remove(db, tenantId, principalId) ? null : Fault.NotFound();
    });
}
