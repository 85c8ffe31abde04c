using System.Data.Common;
using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Who may do more with a collective than see it.</summary>
public static class CollectiveAccess
{
    /// <summary>The collective, for its owner, for the client that made it, and for those who look after the tenant.</summary>
    public static async Task<Result<Collective>> FindToChange(DbConnection db, Client caller, Guid id)
    {
        if (await CollectiveTable.FindFor(db, caller, id) is not { } collective) return Fault.NotFound();
        if (!collective.IsLedBy(caller.Id) && !await AdministratorTable.Is(db, caller.TenantId, caller.Id))
            return new Fault(FaultKind.PermissionMissing, "Only its owner, the application that made it and administrators of the tenant change a collective.");
        return collective;
    }
}
