using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Enode;

/// <summary>Events as this dialect tells them.</summary>
public sealed class EnodeEvents(IVendors vendors, EventFacts facts, TimeProvider time) : IEventDialect
{
    public const string Dialect = "Enode";
    private const string DeliveryHeader = "x-enode-delivery", SignatureHeader = "x-enode-signature";

    public string Name => Dialect;

    public bool Uses(string header) => header is DeliveryHeader or SignatureHeader;

    public string? TypeOf(string body) => JsonNode.Parse(body)!["event"]?.GetValue<string>();

    public string Together(IReadOnlyList<string> bodies) => $"[{string.Join(',', bodies)}]";

    public IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, ReadOnlySpan<byte> body) =>
    [
        (DeliveryHeader, deliveryId.ToString()),
        // What the dialect's own clients check; a subscription may have a stronger one beside it.
        (SignatureHeader, "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), body))),
    ];

    public Task<IReadOnlyList<OutboxEvent>> Complete(Subscription subscription, IReadOnlyList<OutboxEvent> events, CancellationToken stop) => facts.Complete(subscription, events, stop);

    public async Task<IReadOnlyList<string?>> Write(DbConnection db, Subscription subscription, IReadOnlyList<OutboxEvent> events)
    {
        if (await ClientTable.Find(db, subscription.ClientId) is not { RevokedAt: null } client) return [.. events.Select(_ => (string?)null)];
        var devices = await DeviceViewTable.FindFor(db, client, [.. events.Where(one => one.Kind is EventKind.DeviceDiscovered or EventKind.DeviceUpdated or EventKind.ScheduleChanged or EventKind.SiteDiscovered or EventKind.SiteUpdated).Select(one => one.About).Distinct()]);
        var assets = (await AssetView.Of(db, client, vendors, time.GetUtcNow(), [.. devices.Values])).ToDictionary(asset => asset.View.Id);
        var users = await UserTable.Names(db, events.Select(one => one.UserId).OfType<Guid>().ToHashSet());
        var changes = events.Select(one => one.Kind is EventKind.DeviceUpdated ? StateChange.Read(one.About, one.Facts) : null).ToList();
        var hidden = await DeviceTable.HiddenFrom(db, client, changes.SelectMany(change => change?.Ties is var (was, now) ? was.Named.Concat(now.Named) : []).ToHashSet());
        return [.. events.Zip(changes, (one, change) =>
            Write(client, assets.GetValueOrDefault(one.About), one.UserId is { } user ? users.GetValueOrDefault(user) : null, one, change, ties => AssetView.Wanted(ties, client).Without(hidden)))];
    }

    private string? Write(Client client, AssetView? asset, string? user, OutboxEvent one, StateChange? change, Func<HomeTies, HomeTies> see) => one.Kind switch
    {
        EventKind.DeviceDiscovered => asset?.View.Group is { } group ? Discovered(one, group, asset) : null,
        EventKind.DeviceUpdated => asset?.View.Group is { } group ? Updated(one, group, asset, change!, see) : null,
        EventKind.DeviceDeleted => Deleted(client, one),
        EventKind.SiteDiscovered => asset is null ? null : Discovered(one, DeviceGroup.Sites, asset),
        EventKind.SiteUpdated => asset is null ? null : SystemUpdated(one, asset),
        EventKind.SiteDeleted => Gone(client, one, LastView.Read(one.Facts), DeviceGroup.Sites),
        EventKind.StatisticsChanged => user is null || one.Facts.Length == 0 ? null : Text("user:inverter:statistics-updated", one, user, ("statistics", JsonNode.Parse(one.Facts))),
        EventKind.CommandChanged => user is null ? null : Action(one, user),
        EventKind.GrantLost => user is null ? null : Text("user:credentials:invalidated", one, user, ("vendor", JsonValue.Create(EnodeWords.Vendor(LostGrant.Read(one.Facts).Brand)))),
        EventKind.Heartbeat => Text("system:heartbeat", one, null, ("pendingEvents", JsonValue.Create(long.Parse(one.Facts, CultureInfo.InvariantCulture)))),
        EventKind.Test => Text("enode:webhook:test", one, null),
        EventKind.ScheduleChanged => asset is null ? null : Scheduled(one, asset.View),
        EventKind.SmartChargingChanged => user is null ? null : Smart(one, user),
        EventKind.ChargePartBegan or EventKind.ChargePartEnded => null,
    };

    // Beside what it is, nothing is known of it yet; an update follows.
    private static string Discovered(OutboxEvent one, DeviceGroup group, AssetView asset)
    {
        var shown = Show(group, asset);
        foreach (var (name, _) in shown.ToList())
            if (name is not ("id" or "userId" or "vendor" or "information")) shown[name] = null;
        return Text($"user:{Word(group)}:discovered", one, asset.View.UserName, (Member(group), shown));
    }

    private static string? Updated(OutboxEvent one, DeviceGroup group, AssetView asset, StateChange change, Func<HomeTies, HomeTies> see)
    {
        var (before, after) = (asset.At(change.Was, one.CreatedAt), asset.At(change.Now, one.CreatedAt));
        if (change.Ties is var (tiesBefore, tiesAfter)) (before, after) = (before with { Ties = see(tiesBefore) }, after with { Ties = see(tiesAfter) });
        var now = Show(group, after);
        var fields = JsonDifference.Of(Show(group, before), now);
        return fields.All(IsTime) ? null : Text($"user:{Word(group)}:updated", one, asset.View.UserName, (Member(group), now), ("updatedFields", Names(fields)));
    }

    private static string? SystemUpdated(OutboxEvent one, AssetView asset)
    {
        var told = SystemFacts.Read(one.Facts);
        var (was, state) = told.Own is { } own && StateChange.Read(one.About, own) is var change ? (change.Was, change.Now) : (asset.View.State, asset.View.State);
        var now = Json(HemWords.Show(asset.At(state, one.CreatedAt), told.Now));
        var fields = JsonDifference.Of(Json(HemWords.Show(asset.At(was, one.CreatedAt), told.Was)), now);
        return fields.All(IsTime) ? null : Text("user:hem-system:updated", one, asset.View.UserName, ("hemSystem", now), ("updatedFields", Names(fields)));
    }

    private string? Deleted(Client client, OutboxEvent one) => LastView.Read(one.Facts) is { Group: { } group } view ? Gone(client, one, view, group) : null;

    private string Gone(Client client, OutboxEvent one, DeviceView view, DeviceGroup group) => Text(
        $"user:{Word(group)}:deleted", one, view.UserName, (Member(group), Show(group, new AssetView(view, EnodeWords.BrandName(vendors, client.Realm, view.Device.Brand), null, [], [], one.CreatedAt))));

    private static string? Action(OutboxEvent one, string user)
    {
        var (kind, was, now) = CommandChange.Read(one.Facts);
        if (ActionWords.Show(now, user, kind) is not { } action) return null;
        var shown = Json(action);
        var fields = JsonDifference.Of(Json(ActionWords.Show(was, user, kind)!), shown);
        return fields.All(IsTime) ? null : Text("user:vendor-action:updated", one, user, ("vendorAction", shown), ("updatedFields", Names(fields)));
    }

    private static string? Scheduled(OutboxEvent one, DeviceView view)
    {
        var (was, now) = ScheduleChange.Read(one.Facts);
        var status = Json(ScheduleWords.ShowStatus(now, now.Status, one.CreatedAt, view.Device.Kind));
        var fields = JsonDifference.Of(Json(ScheduleWords.ShowStatus(now, was, one.CreatedAt, view.Device.Kind)), status);
        return fields.Count == 0 ? null : Text("user:schedule:execution-updated", one, view.UserName, ("status", status), ("schedule", Json(ScheduleWords.Show(now, view))), ("updatedFields", Names(fields)));
    }

    // Of chargers this dialect tells no such event.
    private static string? Smart(OutboxEvent one, string user)
    {
        var (kind, brand, was, now) = SmartChange.Read(one.Facts);
        var status = Json(SmartWords.Show(now, one.About, user, brand));
        var fields = JsonDifference.Of(Json(SmartWords.Show(was, one.About, user, brand)), status);
        return kind is not DeviceKind.EV || fields.All(IsTime) ? null : Text("user:vehicle:smart-charging-status-updated", one, user, ("smartChargingStatus", status), ("updatedFields", Names(fields)));
    }

    private static string Text(string name, OutboxEvent one, string? user, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var json = new JsonObject { ["event"] = name, ["createdAt"] = Times.Write(one.CreatedAt), ["version"] = EnodeVersion.Only };
        if (user is not null) json["user"] = new JsonObject { ["id"] = user };
        foreach (var (member, value) in more) json[member] = value;
        return ScriptJson.Of(json.ToJsonString(EnodeFace.Face.Json));
    }

    private static JsonObject Show(DeviceGroup group, AssetView asset) => group switch
    {
        DeviceGroup.Cars => Json(VehicleWords.Show(asset)),
        DeviceGroup.Chargers => Json(VehicleWords.ShowCharger(asset)),
        DeviceGroup.HeatPumps => Json(EnergyWords.ShowHvac(asset)),
        DeviceGroup.Inverters => Json(EnergyWords.ShowInverter(asset)),
        DeviceGroup.Batteries => Json(EnergyWords.ShowBattery(asset)),
        DeviceGroup.Meters => Json(EnergyWords.ShowMeter(asset)),
        DeviceGroup.Sites => Json(HemWords.Show(asset, null)),
    };

    private static string Word(DeviceGroup group) => group switch
    {
        DeviceGroup.Cars => "vehicle",
        DeviceGroup.Chargers => "charger",
        DeviceGroup.HeatPumps => "hvac",
        DeviceGroup.Inverters => "inverter",
        DeviceGroup.Batteries => "battery",
        DeviceGroup.Meters => "meter",
        DeviceGroup.Sites => "hem-system",
    };

    private static string Member(DeviceGroup group) => group is DeviceGroup.Sites ? "hemSystem" : Word(group);

    private static JsonObject Json<T>(T shown) => JsonSerializer.SerializeToNode(shown, EnodeFace.Face.Json)!.AsObject();

    private static JsonArray Names(IReadOnlyList<string> fields) => [.. fields.Select(field => JsonValue.Create(field))];

    // That it was heard, or looked at, is no change.
    private static bool IsTime(string field) => field is "lastSeen" or "status.lastSeen" or "updatedAt" || field.EndsWith("lastUpdated", StringComparison.Ordinal);
}
