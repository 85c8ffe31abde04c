using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>One who looks after a tenant names another.</summary>
public sealed class AddAdministrator(Database database, TimeProvider time)
{
    public Task<Fault?> Add(Client caller, Guid tenantId, Guid principalId) => database.Write<Fault?>(async db =>
    {
        if (tenantId != caller.TenantId) return Fault.NotFound();
        if (!await AdministratorTable.Is(db, tenantId, caller.Id))
            return new Fault(FaultKind.PermissionMissing, "Only an administrator of the tenant names another.");
        if (await PrincipalTable.KindOf(db, tenantId, principalId) is not (PrincipalKind.User or PrincipalKind.Client))
            return new Fault(FaultKind.PrincipalUnknown, "There is no user or application with this id.", "id");
        await AdministratorTable.Add(db, tenantId, principalId, time.GetUtcNow().Stored());
        return null;
    });
}
