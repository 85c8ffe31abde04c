using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>
/// Gives a device a command that is tried and watched, in the transaction of its caller, where there is sense in it. It takes the place of
/// the one before. A step of the verbs that tell devices something; ring for <see cref="WorkKind.Command"/> after the commit.
/// </summary>
public static class GiveCommand
{
    public static async Task<StartedAction> Give(DbConnection db, IVendors vendors, Guid id, Client caller, Device device, Command command, DateTimeOffset now)
    {
        var open = await CommandTable.Open(db, device.Id);
        var range = (vendors.Find(caller.Realm, device.Brand) as ICommandDevices)?.RangeOf(device.Kind, command.Kind);
        if (CheckAction.Objection(device, await StateTable.Find(db, device.Id), command, range, now) is { } objection) return new StartedAction(null, objection);

        foreach (var other in open) await TakeBack.Take(db, other, CommandError.Superseded, "A newer one has taken its place.", now);
        var record = CommandRecord.New(id, device, caller, command, now, now) with { GiveUpAt = now + StartAction.Window };
        await CommandTable.Add(db, record);
        await DueTable.Put(db, WorkKind.Command, record.Id, now);
        return new StartedAction(record, null);
    }
}
