using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to send a message now.</summary>
internal sealed record TriggerMessage(string Requested, int? ConnectorId = null) : IOutgoing
{
    public JsonObject Payload => ConnectorId is { } connector
        ? new() { ["requestedMessage"] = Requested, ["connectorId"] = connector }
        : new() { ["requestedMessage"] = Requested };
}
