using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Takes a command: checks who may and what the device can, and makes it due. Sending is the work of <see cref="CarryOutCommand"/>.</summary>
public sealed class SendCommand(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="cooldown">How long a device is left alone after a command; null for a face that knows no such rule.</param>
    public async Task<Result<CommandRecord>> Send(Client caller, Guid deviceId, Command command, TimeSpan? cooldown)
    {
        var sent = await database.Write<Result<CommandRecord>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
                return new Fault(FaultKind.PermissionMissing, "Commands need the permission Contributor on this entity.");
            if (!device.Commands.Contains(command.Kind))
                return new Fault(
                    FaultKind.CommandNotSupported,
                    device.Commands.Count == 0 ? "This device takes no commands." : $"This device takes {string.Join(", ", device.Commands)}; not {command.Kind}.", "type");
            if (cooldown is { } pause && await CommandTable.LastTold(db, deviceId) is { } last && last + pause > now)
                return new Fault(FaultKind.CooldownActive, $"The last command was {(now - last).TotalSeconds:0} s ago. Wait until {last + pause:yyyy-MM-ddTHH:mm:ssZ}.");

            var record = new CommandRecord(
                ids.New(), device.TenantId, device.Id, caller.Id, command, CommandStatus.Pending, now, null, null, null, null, null, null, null, now, 1);
            await CommandTable.Add(db, record);
            await DueTable.Put(db, WorkKind.Command, record.Id, now);
            return record;
        });
        if (sent.Fault is null) doorbell.Ring(WorkKind.Command);
        return sent;
    }
}
