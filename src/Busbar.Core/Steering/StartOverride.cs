using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Steering;

/// <summary>What came of it: the override, or why there is no sense in it.</summary>
public sealed record StartedOverride(Override? Override, ActionObjection? Objection);

/// <summary>Has a car or charger charge at once, whatever schedule or plan says. Where it does so already, that goes on.</summary>
public sealed class StartOverride(Database database, IVendors vendors, Steer steer, Doorbell doorbell, Ids ids, TimeProvider time)
{
    public async Task<Result<StartedOverride>> Start(Client caller, Guid deviceId)
    {
        var started = await database.Write<Result<StartedOverride>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
                return new Fault(FaultKind.PermissionMissing, "Overrides need the permission Contributor on this device.");
            if (await OverrideTable.Open(db, deviceId) is { } known) return new StartedOverride(known, null);
            var given = await GiveCommand.Give(db, vendors, ids.New(), caller, device, new Command(CommandKind.StartCharging), now);
            if (given.Objection is { } objection and not ActionObjection.AlreadyCharging) return new StartedOverride(null, objection);

            // What was under way may have been a stop.
            if (given.Record is null)
                foreach (var other in await CommandTable.Open(db, deviceId)) await TakeBack.Take(db, other, null, null, now);
            var made = new Override(ids.New(), device.TenantId, caller.Id, deviceId, given.Record?.Id, given.Record is null, now, null);
            await OverrideTable.Add(db, made);
            await AnnounceCharge.Turned(db, device.TenantId, device.UserId, deviceId, now);
            await SteerNow.Look(db, steer, deviceId, now);
            return new StartedOverride(made, null);
        });
        if (started.Fault is null) doorbell.Ring(WorkKind.Command);
        return started;
    }
}
