using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>
/// Takes a device, with its parts, out of a collective. Either side ends it: whoever may change the collective, and whoever owns the
/// device, also one that does not share the collective.
/// </summary>
public sealed class TakeFromCollective(Database database)
{
    public Task<Fault?> Take(Client caller, Guid collectiveId, Guid deviceId) => database.Write<Fault?>(async db =>
    {
        var isThere = await DeviceTable.FindFor(db, caller, deviceId) is { } device && device.CollectiveId == collectiveId ? device : null;
        if (isThere is null || !await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Owner))
        {
            if ((await CollectiveAccess.FindToChange(db, caller, collectiveId)).Fault is { } fault) return fault;
            if (isThere is null) return Fault.NotFound();
        }
        await CollectiveDevices.Leave(db, collectiveId, [isThere.Id, .. await DeviceTable.PartsOf(db, isThere.Id)]);
        return null;
    });
}
