using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>
/// The link with which an owner mends a broken connection: the open one while it is good for another hour, else a new one.
/// </summary>
public sealed class ReconnectDevice(Database database, IVendors vendors, Ids ids, TimeProvider time)
{
    private static readonly TimeSpan StillUseful = TimeSpan.FromHours(1);

    /// <summary>Null where the brand sends no browser: its owner dials in or confirms again as the first time.</summary>
    public async Task<Link?> Reconnect(Client caller, Device device)
    {
        if (vendors.Find(caller.Realm, device.Brand) is not ILinkDevices vendor
            || !vendor.Brand.Kinds.TryGetValue(device.Kind, out var way) || way.Consent is not ConsentWay.Redirect) return null;

        var now = time.GetUtcNow().Stored();
        return await database.Read(db => LinkTable.OpenReconnection(db, device.Id, now + StillUseful)) ?? await database.Write(async db =>
        {
            if (await LinkTable.OpenReconnection(db, device.Id, now + StillUseful) is { } open) return open;
            var inputs = new Dictionary<string, string>();
            if (device.Identifier is not null) inputs[LinkInputs.Identifier] = device.Identifier;
            var link = new Link(
                ids.New(), device.TenantId, caller.Id, device.UserId, false, null, device.Kind, device.Brand, way.Consent, inputs, null, null,
                LinkStatus.Pending, null, null, null, null, null, device.Id, false, true, now, now + Link.Lifetime, 1);
            await LinkTable.Add(db, link);
            return link;
        });
    }
}
