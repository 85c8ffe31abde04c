using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Ends a member's share in a collective.</summary>
public sealed class RemoveMember(Database database)
{
    public Task<Fault?> Remove(Client caller, Guid collectiveId, Guid principalId) => database.Write<Fault?>(async db =>
    {
        if (!(await CollectiveAccess.FindToChange(db, caller, collectiveId)).Ok(out var collective, out var fault)) return fault;
        if (collective.IsLedBy(principalId)) return Fault.Invalid("principalId", "The owner of a collective and the application that made it stay its members.");
        return await CollectiveTable.RemoveMember(db, collectiveId, principalId) ? null : Fault.NotFound();
    });
}
