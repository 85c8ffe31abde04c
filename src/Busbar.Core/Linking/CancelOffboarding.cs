using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>The application keeps its device after all, while there is time.</summary>
public sealed class CancelOffboarding(Database database, TimeProvider time)
{
    public Task<Result<Offboarding>> Cancel(Client caller, Guid offboardingId) => database.Write<Result<Offboarding>>(async db =>
    {
        if (await OffboardingTable.FindFor(db, caller, offboardingId) is not { } offboarding) return Fault.NotFound();
        if (offboarding.Status is OffboardingStatus.Removing) return new Fault(FaultKind.AlreadyEnded, "The entity is being deleted already. This cannot be taken back.");
        if (offboarding.IsOver) return new Fault(FaultKind.AlreadyEnded, $"This request is {offboarding.Status} and cannot be canceled any more.");

        var canceled = offboarding with { Status = OffboardingStatus.Canceled, EndedAt = time.GetUtcNow().Stored() };
        await OffboardingTable.Update(db, canceled);
        await ErasureTable.Unclaim(db, offboardingId);
        await DueTable.Drop(db, WorkKind.Offboard, offboardingId);
        return canceled;
    });
}
