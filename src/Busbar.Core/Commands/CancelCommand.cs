using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Takes a command back before it was sent.</summary>
public sealed class CancelCommand(Database database, TimeProvider time)
{
    public Task<Result<CommandRecord>> Cancel(Client caller, Guid deviceId, Guid commandId) => database.Write<Result<CommandRecord>>(async db =>
    {
        if (await DeviceTable.FindFor(db, caller, deviceId) is null || await CommandTable.FindFor(db, caller, deviceId, commandId) is not { } record) return Fault.NotFound();
        if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
            return new Fault(FaultKind.PermissionMissing, "Commands need the permission Contributor on this entity.");
        if (record.Status is not CommandStatus.Pending) return new Fault(FaultKind.AlreadyEnded, $"This command is {record.Status}. Only a pending one can be canceled.");

        var canceled = record.Cancel(null, null);
        await CommandTable.Update(db, canceled, time.GetUtcNow().Stored());
        await DueTable.Drop(db, WorkKind.Command, commandId);
        return canceled;
    });
}
