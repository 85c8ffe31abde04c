using System.Data.Common;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Devices;

/// <summary>Devices enter and leave a collective, in the transaction of the caller.</summary>
public static class CollectiveDevices
{
    private static readonly PermissionLevel[] given = [PermissionLevel.Viewer, PermissionLevel.Contributor];

    /// <summary>A device that is in a collective, this or another, stays as it is.</summary>
    public static async Task Enter(DbConnection db, Guid tenantId, Guid collectiveId, IEnumerable<Guid> deviceIds)
    {
        foreach (var id in deviceIds)
            if (await DeviceTable.EnterCollective(db, id, collectiveId)) await PermissionTable.Give(db, tenantId, id, collectiveId, given);
    }

    /// <summary>The collective keeps nothing on them.</summary>
    public static async Task Leave(DbConnection db, Guid collectiveId, IEnumerable<Guid> deviceIds)
    {
        foreach (var id in deviceIds)
            if (await DeviceTable.LeaveCollective(db, id, collectiveId)) await PermissionTable.Take(db, id, collectiveId, null);
    }
}
