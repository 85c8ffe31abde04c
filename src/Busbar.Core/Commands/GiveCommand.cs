using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
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
        var isDoneByCharger = await IsDoneByCharger(db, caller, device, command.Kind, now);
        if (CheckAction.Objection(device, await StateTable.Find(db, device.Id), command, range, now, isDoneByCharger) is { } objection) return new StartedAction(null, objection);

        await TakeBack.Supersede(db, open, now);
        // A charger is told by its own name what it was told for a car.
        if (device.Kind is DeviceKind.ChargePoint && IsOfCharging(command.Kind)) await TakeBack.Supersede(db, await CommandTable.OpenThrough(db, device.Id), now);
        var record = CommandRecord.New(id, device, caller, command, now, now) with { GiveUpAt = now + StartAction.Window, MayRoute = caller.Pairing.Routes && IsCharging(device, command.Kind) };
        await CommandTable.Add(db, record);
        await DueTable.Put(db, WorkKind.Command, record.Id, now);
        return new StartedAction(record, null);
    }

    /// <summary>Whether the device can be told this at all, itself or through a charger of its home, whatever it does now.</summary>
    public static async Task<bool> IsTakenBy(DbConnection db, Client caller, Device device, CommandKind command, DateTimeOffset now) =>
        device.MayBeTold && ((device.Commands.Contains(command) && OpenInterventions.Of(Connections.Of(await StateTable.Find(db, device.Id)), now).Count == 0)
            || await IsDoneByCharger(db, caller, device, command, now));

    private static bool IsCharging(Device device, CommandKind command) => device.Kind is DeviceKind.EV && IsOfCharging(command);

    internal static bool IsOfCharging(CommandKind command) => command is CommandKind.StartCharging or CommandKind.StopCharging;

    /// <summary>Whether a charger of the car's home can do it; which, and when, is seen once it is to be sent.</summary>
    private static async Task<bool> IsDoneByCharger(DbConnection db, Client caller, Device device, CommandKind command, DateTimeOffset now)
    {
        if (!caller.Pairing.Routes || !IsCharging(device, command) || await DeviceViewTable.Find(db, device.Id) is not { } view) return false;
        var ties = view.Ties.Without(await DeviceTable.HiddenFrom(db, caller, [.. view.Ties.Named]));
        return ties.Chargers.Any(charger => (command is CommandKind.StartCharging ? charger.Starts : charger.Stops) && OpenInterventions.Of(charger, now).Count == 0);
    }
}
