using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to send a message now.</summary>
public sealed record TriggerMessage(string Requested, int? ConnectorId = null) : IOutgoing
{
    public static readonly IReadOnlyList<string> Messages =
        ["BootNotification", "DiagnosticsStatusNotification", "FirmwareStatusNotification", "Heartbeat", "MeterValues", "StatusNotification"];

    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject { ["requestedMessage"] = Sendable.OneOf("requestedMessage", Requested, Messages) };
            if (ConnectorId is { } connector) payload["connectorId"] = Sendable.AtLeast("connectorId", connector, 1);
            return payload;
        }
    }

    public IReadOnlyList<string> No => ["Rejected", "NotImplemented"];
}
