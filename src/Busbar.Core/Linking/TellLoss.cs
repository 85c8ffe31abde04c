using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;

namespace Busbar.Core.Linking;

/// <summary>Tells the devices of a grant that it is lost, in the transaction of its caller. Nothing is announced: whoever withdrew it knows.</summary>
internal static class TellLoss
{
    public static async Task Tell(DbConnection db, Guid grantId, string message, DateTimeOffset now)
    {
        foreach (var device in await DeviceTable.OfGrant(db, grantId))
        {
            var state = await StateTable.Find(db, device.Id);
            await StateTable.Save(db, state with { IsOnline = false, Trouble = new Trouble(VendorFaultKind.GrantLost, message, now, null) });
            if (device.MayPair) await FollowHome.Settle(db, device.TenantId, device.UserId, now);
        }
    }
}
