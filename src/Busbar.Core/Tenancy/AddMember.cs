using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Lets a user or a client share a collective: what the collective may do with devices, it may.</summary>
public sealed class AddMember(Database database, TimeProvider time)
{
    public Task<Result<Collective>> Add(Client caller, Guid collectiveId, Guid principalId) => database.Write<Result<Collective>>(async db =>
    {
        if (!(await CollectiveAccess.FindToChange(db, caller, collectiveId)).Ok(out var collective, out var fault)) return fault;
        if (await PrincipalTable.KindOf(db, caller.TenantId, principalId) is not (PrincipalKind.User or PrincipalKind.Client))
            return new Fault(FaultKind.PrincipalUnknown, "There is no user or application with this id.", "id");
        await CollectiveTable.AddMember(db, collectiveId, principalId, time.GetUtcNow().Stored());
        return collective;
    });
}
