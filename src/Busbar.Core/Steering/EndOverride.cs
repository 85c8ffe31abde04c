using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Steering;

/// <summary>Ends an override: the device goes on as it is, until what steers it wants otherwise.</summary>
public sealed class EndOverride(Database database, Steer steer, Doorbell doorbell, TimeProvider time)
{
    /// <summary>Not found where none goes on.</summary>
    public async Task<Result<Override>> End(Client caller, Guid deviceId)
    {
        var ended = await database.Write<Result<Override>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
                return new Fault(FaultKind.PermissionMissing, "Overrides need the permission Contributor on this device.");
            if (await OverrideTable.Open(db, deviceId) is not { } open) return Fault.NotFound();
            var over = open with { EndedAt = now };
            await OverrideTable.Update(db, over);
            await AnnounceCharge.Turned(db, device.TenantId, device.UserId, deviceId, now);
            await SteerNow.Look(db, steer, deviceId, now);
            return over;
        });
        if (ended.Fault is null) doorbell.Ring(WorkKind.Command);
        return ended;
    }
}
