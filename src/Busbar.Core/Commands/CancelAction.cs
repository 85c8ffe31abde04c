using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Commands;

/// <summary>Gives up a command that is not over. What was sent already may still happen at the device.</summary>
public sealed class CancelAction(Database database, TimeProvider time)
{
    /// <summary>Whether it was over before, and so stays as it is.</summary>
    public Task<Result<bool>> Cancel(Client caller, Guid commandId) => database.Write<Result<bool>>(async db =>
    {
        if (await CommandTable.FindFor(db, caller, commandId) is not { } record) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, record.DeviceId, PermissionLevel.Contributor))
            return new Fault(FaultKind.PermissionMissing, "Commands need the permission Contributor on this device.");
        if (!record.IsOver) await TakeBack.Take(db, record, null, null, time.GetUtcNow().Stored());
        return record.IsOver;
    });
}
