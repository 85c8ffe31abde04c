using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to begin a transaction; <c>Accepted</c> means that it will try.</summary>
internal sealed record RemoteStartTransaction(int ConnectorId, string IdTag) : IOutgoing
{
    public JsonObject Payload => new() { ["connectorId"] = ConnectorId, ["idTag"] = IdTag };
}
