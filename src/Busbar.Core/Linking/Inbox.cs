using System.Data.Common;
using Busbar.Core.Ports;
using Busbar.Core.Readings;

namespace Busbar.Core.Linking;

/// <summary>Where outlets that are called by their devices hand over what they learned, in their own transaction.</summary>
public sealed class Inbox(TakeReadings readings, FinishLink finish, RegisterDevices devices) : IInbox
{
    public async Task Take(DbConnection db, Facts facts) => await readings.Take(db, facts);

    public async Task<IReadOnlyDictionary<DeviceKey, Guid>?> FinishLink(DbConnection db, Guid tenantId, Guid linkId, LinkStep.Linked linked)
    {
        if (await LinkTable.Find(db, linkId) is null) return null;
        var link = await finish.Finish(db, linkId, linked);
        if (link is not { Status: LinkStatus.Succeeded, DeviceId: { } id } || link.TenantId != tenantId) return new Dictionary<DeviceKey, Guid>();
        var device = await Devices.DeviceTable.Find(db, id);
        return (await Devices.DeviceTable.OfGrant(db, device!.GrantId)).ToDictionary(found => new DeviceKey(found.Kind, found.VendorId), found => found.Id);
    }

    public Task<IReadOnlyDictionary<DeviceKey, Guid>> AddDevices(DbConnection db, Guid tenantId, Guid deviceId, IReadOnlyList<FoundDevice> found) =>
        devices.AddParts(db, deviceId, found);
}
