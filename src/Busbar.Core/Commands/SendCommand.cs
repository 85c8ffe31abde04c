using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Takes a command: checks who may and what the device can, and makes it due. Sending is the work of <see cref="CarryOutCommand"/>.</summary>
public sealed class SendCommand(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="cooldown">How far apart commands to a device lie; null for a face that knows no such rule.</param>
    public async Task<Result<CommandRecord>> Send(Client caller, Guid deviceId, Command command, TimeSpan? cooldown)
    {
        var sent = await database.Write<Result<CommandRecord>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            var mayCommand = await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor);
            var told = cooldown is { } pause ? await CommandTable.Told(db, deviceId, now - pause, now + pause) : [];
            if (CheckOrders.Check(device, mayCommand, [(command, now)], told, cooldown) is { } objection)
                return new Fault(objection.Kind, objection.Message, objection.Kind is FaultKind.CommandNotSupported ? "kind" : null);

            var record = CommandRecord.New(ids.New(), device, caller, command, now, now);
            await CommandTable.Add(db, record);
            await DueTable.Put(db, WorkKind.Command, record.Id, now);
            return record;
        });
        if (sent.Fault is null) doorbell.Ring(WorkKind.Command);
        return sent;
    }
}
