using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Connect;

/// <summary>Events as this dialect tells them: its own entities, readings and commands, with what changed. Signed as Standard Webhooks has it.</summary>
public sealed class ConnectEvents(IVendors vendors) : IEventDialect
{
    public const string Dialect = "Connect";

    /// <summary>That it was heard, or when, is no change.</summary>
    private static readonly string[] times = ["entity.lastSeen", "reading.id", "reading.timestamp"];

    public string Name => Dialect;

    public bool Uses(string header) => false;

    public string Together(IReadOnlyList<string> bodies) => $$"""{"events":[{{string.Join(',', bodies)}}]}""";

    // Every subscription of this dialect asks for the standard's own.
    public IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, ReadOnlySpan<byte> body) => [];

    public async Task<IReadOnlyList<string?>> Write(DbConnection db, Subscription subscription, IReadOnlyList<OutboxEvent> events)
    {
        if (await ClientTable.Find(db, subscription.ClientId) is not { RevokedAt: null } client) return [.. events.Select(_ => (string?)null)];
        var changes = events.Where(one => one.Kind is EventKind.DeviceUpdated).ToDictionary(one => one, one => StateChange.Read(one.About, one.Facts));
        var devices = await DeviceTable.FindFor(db, client, [.. events.Where(one => one.Kind is EventKind.DeviceDiscovered or EventKind.DeviceUpdated).Select(one => one.About).Distinct()]);
        // Places matter to what has a position.
        var places = new Dictionary<Guid, IReadOnlyList<Core.Locations.Location>>();
        foreach (var id in changes.Values.Where(change => change.Now.Signals.ContainsKey(Signal.Latitude)).Select(change => change.Now.DeviceId).Distinct()) places[id] = await LocationTable.List(db, id);
        return [.. events.Select(one => Write(client, devices.GetValueOrDefault(one.About), places.GetValueOrDefault(one.About) ?? [], changes.GetValueOrDefault(one), one))];
    }

    private string? Write(Client client, Device? device, IReadOnlyList<Core.Locations.Location> places, StateChange? change, OutboxEvent one) => one.Kind switch
    {
        EventKind.DeviceDiscovered => device is null ? null : Text("entity.discovered", one, Json(("entity", Show(client, device, DeviceState.Unheard(device.Id))))),
        EventKind.DeviceUpdated => device is null ? null : WithChanges("entity.changed", one, Known(client, device, places, change!.Was), Known(client, device, places, change.Now)),
        EventKind.DeviceDeleted => Removed(client, LastView.Read(one.Facts), one),
        EventKind.CommandChanged => Command(one),
        EventKind.GrantLost => Text("connection.lost", one, new JsonObject { ["brand"] = ConnectWords.Brand(vendors, client.Realm, LostGrant.Read(one.Facts).Brand), ["owner"] = one.UserId }),
        EventKind.Heartbeat => Text("heartbeat", one, new JsonObject { ["pendingEvents"] = long.Parse(one.Facts, CultureInfo.InvariantCulture) }),
        EventKind.Test => Text("webhook.test", one, []),
        EventKind.SiteDiscovered or EventKind.SiteUpdated or EventKind.SiteDeleted => null,
        EventKind.ScheduleChanged or EventKind.SmartChargingChanged or EventKind.StatisticsChanged or EventKind.ChargePartBegan or EventKind.ChargePartEnded => null,
    };

    private string Removed(Client client, DeviceView last, OutboxEvent one) => Text("entity.removed", one, Json(("entity", Show(client, last.Device, last.State))));

    private JsonObject Known(Client client, Device device, IReadOnlyList<Core.Locations.Location> places, DeviceState state)
    {
        var connection = Connections.Of(state);
        return Json(
            ("entity", Show(client, device, state)),
            ("connection", new WebhookConnection(ConnectionWords.State(connection.State), connection.Reason is { } reason ? ConnectionWords.Reason(reason) : null, connection.Message)),
            ("reading", Snapshot.Of(state) is { } reading ? ReadingWords.Show(device.Kind, reading, places) : null));
    }

    private static string? Command(OutboxEvent one)
    {
        var (_, was, now) = CommandChange.Read(one.Facts);
        return ConnectWords.Type(now.Command.Kind) is null ? null
            : WithChanges("command.changed", one, Json(("command", CommandWords.Show(was))), Json(("command", CommandWords.Show(now))));
    }

    private static string? WithChanges(string type, OutboxEvent one, JsonObject was, JsonObject now)
    {
        var changed = JsonDifference.Of(was, now);
        if (changed.All(times.Contains)) return null;
        now["changed"] = new JsonArray([.. changed.Select(path => JsonValue.Create(path))]);
        return Text(type, one, now);
    }

    private Entity Show(Client client, Device device, DeviceState state) => Entities.Show(device, state, ConnectWords.Brand(vendors, client.Realm, device.Brand));

    private static string Text(string type, OutboxEvent one, JsonObject data) =>
        new JsonObject { ["type"] = type, ["timestamp"] = Times.Write(one.CreatedAt), ["data"] = data }.ToJsonString(ConnectFace.Face.Json);

    private static JsonObject Json(params ReadOnlySpan<(string Name, object? Value)> members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members) json[name] = value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), ConnectFace.Face.Json);
        return json;
    }
}

/// <summary>How things stand between the platform and an entity, as an event tells it; the entity's connection has the rest.</summary>
/// <param name="State">The state, in one word.</param>
/// <param name="Reason">Why it is not well.</param>
/// <param name="Message">The same in a sentence.</param>
public sealed record WebhookConnection(EntityConnectionState State, EntityConnectionReason? Reason, string? Message);
