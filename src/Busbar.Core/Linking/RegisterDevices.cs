using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Pairing;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>Gives linked devices their ids, owners and first reading date, in the transaction of the caller.</summary>
public sealed class RegisterDevices(IVendors vendors, Ids ids, TimeProvider time)
{
    /// <summary>The device that the link asked for, and whether it was there before.</summary>
    public async Task<(Guid DeviceId, bool WasThere)> Register(DbConnection db, Link link, Grant grant, ChosenDevices chosen)
    {
        var (linked, wasThere, changes, sites) = (new Dictionary<DeviceKey, Guid>(), false, new List<Registered>(), new HashSet<Guid>());
        foreach (var device in chosen.All)
        {
            Guid? whole = Wholes.Of(device, linked.Keys) is { } key ? linked[key] : null;
            var isAsked = device == chosen.Asked;
            if (whole is { } site && (await DeviceTable.DirectPartsOf(db, site)).Count == 0) sites.Add(site);
            var put = await Put(
                db, grant, device, isAsked ? link.Inputs.GetValueOrDefault(LinkInputs.Name) : null, isAsked ? link.Properties : null, whole,
                isAsked && link.IsReconnect ? link.DeviceId : null, isAsked && !link.IsReconnect ? link.DeviceId : null);
            linked[device.Key] = put.DeviceId;
            wasThere |= isAsked && put.WasThere;
            changes.Add(put);
        }

        foreach (var id in linked.Values)
        {
            await PermissionTable.Give(db, link.TenantId, id, link.ClientId, PermissionTable.AllLevels);
            if (link.OwnerId is { } owner && owner != link.ClientId) await PermissionTable.Give(db, link.TenantId, id, owner, PermissionTable.AllLevels);
        }
        // Only now is there somebody who may hear of them.
        foreach (var put in changes) await Announce(db, put);
        foreach (var put in changes.Where(put => sites.Contains(put.DeviceId))) await AnnounceDevice.SiteDiscovered(db, put.Device, put.At);
        if (changes.Exists(put => put.Device.MayPair)) await FollowHome.Settle(db, grant.TenantId, grant.UserId, time.GetUtcNow().Stored());
        if (link.CollectiveId is { } collective) await CollectiveDevices.Enter(db, link.TenantId, collective, [.. linked.Values]);
        return (linked[chosen.Asked.Key], wasThere);
    }

    /// <summary>
    /// What showed only later of an account that is linked, such as a station's connectors; it gets the owners and the
    /// collective of the device named here, which may be among it. A parent is known before, or stands before its parts.
    /// </summary>
    public async Task<IReadOnlyDictionary<DeviceKey, Guid>> AddParts(DbConnection db, Guid deviceId, IReadOnlyList<FoundDevice> found)
    {
        var device = await DeviceTable.Find(db, deviceId) ?? throw new InvalidOperationException($"There is no device {deviceId}.");
        var grant = await GrantTable.Find(db, device.GrantId) ?? throw new InvalidOperationException($"There is no grant {device.GrantId}.");
        var ids = (await DeviceTable.OfGrant(db, grant.Id)).ToDictionary(known => new DeviceKey(known.Kind, known.VendorId), known => known.Id);
        var mayPair = false;
        foreach (var part in found)
        {
            Guid? parent = part.ParentVendorId is null ? null
                : Wholes.Of(part, ids.Keys) is { } whole ? ids[whole] : throw new InvalidOperationException($"{part.Key} is part of something that is not there.");
            var put = await Put(db, grant, part, null, null, parent, null);
            var id = put.DeviceId;
            if (id != deviceId) await PermissionTable.Copy(db, deviceId, id);
            await Announce(db, put);
            if (!put.WasThere && device.CollectiveId is { } collective) await DeviceTable.EnterCollective(db, id, collective);
            ids[part.Key] = id;
            mayPair |= put.Device.MayPair;
        }
        if (mayPair) await FollowHome.Settle(db, grant.TenantId, grant.UserId, time.GetUtcNow().Stored());
        return found.ToDictionary(part => part.Key, part => ids[part.Key]);
    }

    private async Task<Registered> Put(DbConnection db, Grant grant, FoundDevice found, string? name, string? properties, Guid? parentId, Guid? reconnects, Guid? newId = null)
    {
        var now = time.GetUtcNow().Stored();
        var known = await DeviceTable.FindByVendorId(db, grant.Id, found.Kind, found.VendorId);
        if (known is null && reconnects is { } moved)
        {
            // The owner signed in with another account that has the same device: it stays the device that it was.
            await DeviceTable.MoveTo(db, moved, grant.Id, found.VendorId);
            known = await DeviceTable.Find(db, moved);
        }
        var device = known is null
            ? new Device(newId ?? ids.New(), grant.TenantId, grant.UserId, grant.Id, found.Kind, grant.Brand, found.VendorId,
                found.Identifier, name ?? found.Name, found.Model, parentId, properties, found.Commands, now)
            : known with
            {
                Identifier = found.Identifier ?? known.Identifier, Name = name ?? known.Name ?? found.Name, Model = found.Model ?? known.Model,
                ParentId = parentId ?? known.ParentId, Properties = properties ?? known.Properties, Commands = found.Commands,
            };
        if (known is null) await DeviceTable.Add(db, device);
        else await DeviceTable.Update(db, device);

        var before = await StateTable.Find(db, device.Id);
        var after = before with { Trouble = null };
        await StateTable.Save(db, after);
        if (vendors.Find(await TenantTable.RealmOf(db, grant.TenantId), grant.Brand) is IReadDevices)
            await DueTable.Put(db, WorkKind.Poll, device.Id, now);
        return new Registered(device, known is not null, new StateChange(before, after), now);
    }

    private static Task Announce(DbConnection db, Registered put) => put.WasThere
        ? AnnounceDevice.Updated(db, put.Device.TenantId, put.Device.UserId, put.Device.Kind, put.Change, put.At)
        : AnnounceDevice.Discovered(db, put.Device.TenantId, put.Device.UserId, put.DeviceId, put.Device.Kind, put.At);

    private sealed record Registered(Device Device, bool WasThere, StateChange Change, DateTimeOffset At)
    {
        public Guid DeviceId => Device.Id;
    }
}
