using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>What came of it: the command, or why there is no sense in it.</summary>
public sealed record StartedAction(CommandRecord? Record, ActionObjection? Objection);

/// <summary>
/// Tells a device something now, and stays at it: what surely did not happen is tried again, and what was sent is watched, for
/// half an hour. A device has one such command at a time; a new one takes the place of the one before.
/// </summary>
public sealed class StartAction(Database database, IVendors vendors, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <summary>How long it is tried and watched.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <param name="joins">Whether the same that is under way already is the answer, instead of a new one.</param>
    public async Task<Result<StartedAction>> Start(Client caller, Guid deviceId, Command command, bool joins)
    {
        var started = await database.Write<Result<StartedAction>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
                return new Fault(FaultKind.PermissionMissing, "Commands need the permission Contributor on this device.");
            var open = await CommandTable.Open(db, deviceId);
            if (joins && open.FirstOrDefault(one => one.Command == command) is { } same) return new StartedAction(same, null);
            var range = (vendors.Find(caller.Realm, device.Brand) as ICommandDevices)?.RangeOf(device.Kind, command.Kind);
            if (CheckAction.Objection(device, await StateTable.Find(db, deviceId), command, range, now, await IsDoneByCharger(db, caller, device, command, now)) is { } objection) return new StartedAction(null, objection);

            foreach (var other in open) await TakeBack.Take(db, other, CommandError.Superseded, "A newer one has taken its place.", now);
            var record = CommandRecord.New(ids.New(), device, caller, command, now, now) with { GiveUpAt = now + Window, MayRoute = caller.Pairing.Routes && IsCharging(device, command) };
            await CommandTable.Add(db, record);
            await DueTable.Put(db, WorkKind.Command, record.Id, now);
            return new StartedAction(record, null);
        });
        if (started is { Fault: null, Value.Record: not null }) doorbell.Ring(WorkKind.Command);
        return started;
    }

    private static bool IsCharging(Device device, Command command) => device.Kind is DeviceKind.EV && command.Kind is CommandKind.StartCharging or CommandKind.StopCharging;

    /// <summary>Whether a charger of the car's home can do it; which, and when, is seen once it is to be sent.</summary>
    private static async Task<bool> IsDoneByCharger(DbConnection db, Client caller, Device device, Command command, DateTimeOffset now)
    {
        if (!caller.Pairing.Routes || !IsCharging(device, command) || await DeviceViewTable.Find(db, device.Id) is not { } view) return false;
        var ties = view.Ties.Without(await DeviceTable.HiddenFrom(db, caller, [.. view.Ties.Named]));
        return ties.Chargers.Any(charger => (command.Kind is CommandKind.StartCharging ? charger.Starts : charger.Stops) && OpenInterventions.Of(charger, now).Count == 0);
    }
}
