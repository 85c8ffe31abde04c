using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// A station has started. The first one that is accepted ends the link that waits for it. A station that belongs to nobody
/// any more is told Rejected: it may knock again later.
/// </summary>
internal sealed record BootNotification(StationPlate Plate) : IMessage
{
    public static BootNotification Read(Payload payload) => new(new StationPlate(
        payload.Text("chargePointVendor"),
        payload.Text("chargePointModel"),
        payload.OptionalText("chargePointSerialNumber") ?? payload.OptionalText("chargeBoxSerialNumber"),
        payload.OptionalText("firmwareVersion"),
        payload.OptionalText("chargeBoxSerialNumber"),
        payload.OptionalText("iccid"),
        payload.OptionalText("imsi"),
        payload.OptionalText("meterType"),
        payload.OptionalText("meterSerialNumber")));

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        // Most stations set their clock by our answer: what was measured of it before says nothing any more.
        unit.Clock = new StationClock(TimeSpan.Zero, Anchor: unit.Clock.Anchor);
        unit.Station = unit.Station with { Plate = Plate };
        await StationTable.Booted(unit.Db, unit.Station.Id, Plate, unit.HeardAt);
        if (unit.Station is { LinkOpen: true, LinkId: { } link }) await FinishLink(unit, link);

        unit.Booted = unit.Station.DeviceId is not null;
        await unit.Take(0, []);
        return new JsonObject
        {
            ["status"] = unit.Booted ? "Accepted" : "Rejected",
            ["currentTime"] = StationTime.Write(unit.HeardAt),
            ["interval"] = Interval(unit.Station.Id, unit.Options.HeartbeatInterval),
        };
    }

    /// <summary>Spread by ±20 %, each station always the same.</summary>
    public static int Interval(Guid stationId, TimeSpan heartbeat)
    {
        var spread = (stationId.ToByteArray()[15] / 255.0 - 0.5) * 0.4;
        return Math.Max(1, (int)Math.Round(heartbeat.TotalSeconds * (1 + spread)));
    }

    private static async Task FinishLink(MessageUnit unit, Guid link)
    {
        var station = unit.Station;
        var secret = new GrantSecret(null, null, null, new Dictionary<string, string> { ["station"] = station.Id.ToString() });
        // A link that is not stored, not yet or never, changes nothing: a station that has a device goes on with it.
        if (await unit.Inbox.FinishLink(unit.Db, station.TenantId, link, new LinkStep.Linked(station.Identity, secret, StationDevices.Found(station))) is not { } ids) return;
        Guid? device = ids.TryGetValue(new(DeviceKind.ChargePoint, station.Identity), out var id) ? id : null;
        await StationTable.CloseLink(unit.Db, station.Id, device);
        if (device is not null && device != station.DeviceId)
        {
            // Another device than before, or the first: its connectors are learned anew.
            station = station with { NumberOfConnectors = null };
            await StationTable.SetConnectors(unit.Db, station.Id, null);
            await ConnectorTable.ReleaseAll(unit.Db, station.Id);
        }
        unit.Station = station with { LinkOpen = false, DeviceId = device ?? station.DeviceId };
    }
}
