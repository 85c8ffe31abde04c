using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Tells the devices of a grant that it is lost, in the transaction of its caller.</summary>
internal static class TellLoss
{
    /// <param name="isNews">Whether it is announced: whoever withdrew a grant knows.</param>
    public static async Task Tell(DbConnection db, Guid grantId, string message, bool isNews, DateTimeOffset now)
    {
        foreach (var device in await DeviceTable.OfGrant(db, grantId))
        {
            var state = await StateTable.Find(db, device.Id);
            var after = state with { IsOnline = false, Trouble = new Trouble(VendorFaultKind.GrantLost, message, now, null) };
            await StateTable.Save(db, after);
            if (isNews) await AnnounceDevice.Updated(db, device.TenantId, device.UserId, device.Kind, new StateChange(state, after), now);
            if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
        }
    }
}
