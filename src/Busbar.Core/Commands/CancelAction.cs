using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Gives up a command that is not over. What was sent already may still happen at the device.</summary>
public sealed class CancelAction(Database database, TimeProvider time)
{
    /// <summary>The command as it stands then; one that is over stays as it is, and is told apart by that.</summary>
    public Task<Result<(CommandRecord Record, bool WasOver)>> Cancel(Client caller, Guid commandId) => database.Write<Result<(CommandRecord, bool)>>(async db =>
    {
        if (await CommandTable.FindFor(db, caller, commandId) is not { } record) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, record.DeviceId, PermissionLevel.Contributor))
            return new Fault(FaultKind.PermissionMissing, "Actions need the permission Contributor on this asset.");
        if (record.IsOver) return (record, true);

        var now = time.GetUtcNow().Stored();
        var canceled = record.Cancel(null, null) with { ChangedAt = now };
        await CommandTable.Update(db, canceled, now);
        await DueTable.Drop(db, WorkKind.Command, commandId);
        await DueTable.Drop(db, WorkKind.Confirm, commandId);
        return (canceled, false);
    });
}
