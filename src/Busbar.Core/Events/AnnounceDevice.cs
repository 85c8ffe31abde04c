using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Readings;

namespace Busbar.Core.Events;

/// <summary>What is announced of devices. A step of every verb that changes one, in its transaction.</summary>
public static class AnnounceDevice
{
    public static Task Discovered(DbConnection db, Guid tenantId, Guid userId, Guid id, DeviceKind kind, DateTimeOffset now) =>
        Outbox.Add(db, new Announcement(EventKind.DeviceDiscovered, Topics.Of(EventKind.DeviceDiscovered, kind), tenantId, userId, id, "", now));

    /// <summary>Where nothing but times changed, nothing is said.</summary>
    public static Task Updated(DbConnection db, Guid tenantId, Guid userId, DeviceKind kind, StateChange change, DateTimeOffset now) => !change.IsAny
        ? Task.CompletedTask
        : Outbox.Add(db, new Announcement(EventKind.DeviceUpdated, Topics.Of(EventKind.DeviceUpdated, kind), tenantId, userId, change.Now.DeviceId, change.Write(), now));

    /// <summary>What it has through the others of its home changed, and nothing else.</summary>
    public static async Task Tied(DbConnection db, DeviceView view, HomeTies was, HomeTies now, DateTimeOffset at)
    {
        if (!await Outbox.Hears(db, view.Device.TenantId)) return;
        await Updated(db, view.Device.TenantId, view.Device.UserId, view.Device.Kind, new StateChange(view.State, view.State) { Ties = (was, now) }, at);
    }

    /// <summary>Before it goes: afterwards nobody knows what it was. With it goes the system that it is, or was the last part of.</summary>
    public static async Task Deleted(DbConnection db, Guid id, DateTimeOffset now)
    {
        if (await DeviceViewTable.Find(db, id) is not { } view || !await Outbox.Hears(db, view.Device.TenantId)) return;
        await Outbox.Add(db, new Announcement(
            EventKind.DeviceDeleted, Topics.Of(EventKind.DeviceDeleted, view.Device.Kind), view.Device.TenantId, view.Device.UserId, id, LastView.Of(view).Write(), now));
        if ((await DeviceTable.DirectPartsOf(db, id)).Count > 0) await SiteDeleted(db, view, now);
        if (view.Device.ParentId is { } whole && await DeviceTable.DirectPartsOf(db, whole) is [var last] && last == id && await DeviceViewTable.Find(db, whole) is { } site) await SiteDeleted(db, site, now);
    }

    /// <summary>Once its first part is linked.</summary>
    public static Task SiteDiscovered(DbConnection db, Device whole, DateTimeOffset now) => !whole.MayBeSite
        ? Task.CompletedTask
        : Outbox.Add(db, new Announcement(EventKind.SiteDiscovered, Topics.Of(EventKind.SiteDiscovered), whole.TenantId, whole.UserId, whole.Id, "", now));

    public static Task SiteUpdated(DbConnection db, Guid tenantId, Guid userId, Guid wholeId, SiteChange change, DateTimeOffset now) =>
        Outbox.Add(db, new Announcement(EventKind.SiteUpdated, Topics.Of(EventKind.SiteUpdated), tenantId, userId, wholeId, change.Write(), now));

    private static Task SiteDeleted(DbConnection db, DeviceView site, DateTimeOffset now) => !site.Device.MayBeSite
        ? Task.CompletedTask
        : Outbox.Add(db, new Announcement(EventKind.SiteDeleted, Topics.Of(EventKind.SiteDeleted), site.Device.TenantId, site.Device.UserId, site.Id, LastView.Of(site).Write(), now));

    /// <summary>What was measured long ago is told only now: statistics of that time are others.</summary>
    public static async Task StatisticsChanged(DbConnection db, Guid tenantId, Guid userId, Guid deviceId, IEnumerable<LateSpan> spans, DateTimeOffset now)
    {
        foreach (var span in spans)
            await Outbox.Add(db, new Announcement(EventKind.StatisticsChanged, Topics.Of(EventKind.StatisticsChanged), tenantId, userId, deviceId, span.Write(), now));
    }

    public static async Task Commanded(DbConnection db, CommandRecord before, CommandRecord now, DateTimeOffset at)
    {
        if (await DeviceTable.Find(db, now.DeviceId) is not { } device) return;
        await Outbox.Add(db, new Announcement(
            EventKind.CommandChanged, Topics.Of(EventKind.CommandChanged), now.TenantId, device.UserId, device.Id, JsonSerializer.Serialize(new CommandChange(device.Kind, before, now)), at));
    }

    public static Task GrantLost(DbConnection db, Grant grant, DateTimeOffset now) =>
        Outbox.Add(db, new Announcement(EventKind.GrantLost, Topics.Of(EventKind.GrantLost), grant.TenantId, grant.UserId, null, JsonSerializer.Serialize(new LostGrant(grant.Brand)), now));
}

/// <summary>A command as it was and as it is.</summary>
public sealed record CommandChange(DeviceKind Kind, CommandRecord Was, CommandRecord Now)
{
    public static CommandChange Read(string text) => JsonSerializer.Deserialize<CommandChange>(text)!;
}

/// <param name="Brand">Where its owner must sign in again.</param>
public sealed record LostGrant(string Brand)
{
    public static LostGrant Read(string text) => JsonSerializer.Deserialize<LostGrant>(text)!;
}

/// <summary>The last that was known of a device that is gone.</summary>
/// <param name="State">As <see cref="StateChange"/> writes it.</param>
public sealed record LastView(Device Device, DeviceGroup? Group, string UserName, string State)
{
    public static LastView Of(DeviceView view) => new(view.Device, view.Group, view.UserName, new StateChange(view.State, view.State).Write());

    public string Write() => JsonSerializer.Serialize(this);

    public static DeviceView Read(string text) => JsonSerializer.Deserialize<LastView>(text) is { } last
        ? new DeviceView(last.Device, StateChange.Read(last.Device.Id, last.State).Now, last.Group, last.UserName, null, null, HomeTies.None) : throw new JsonException();
}
