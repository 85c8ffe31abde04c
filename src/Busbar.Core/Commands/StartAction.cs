using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Steering;
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
            if (await Controllers.Objection(db, deviceId, command) is { } steered) return new StartedAction(null, steered);
            if (joins && (await CommandTable.Open(db, deviceId)).FirstOrDefault(one => one.Command == command) is { } same) return new StartedAction(same, null);
            return await GiveCommand.Give(db, vendors, ids.New(), caller, device, command, now);
        });
        if (started is { Fault: null, Value.Record: not null }) doorbell.Ring(WorkKind.Command);
        return started;
    }
}
