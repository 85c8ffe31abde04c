using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to begin a transaction; <c>Accepted</c> means that it will try.</summary>
public sealed record RemoteStartTransaction(int ConnectorId, string IdTag) : IOutgoing
{
    public JsonObject Payload => new() { ["connectorId"] = Sendable.AtLeast("connectorId", ConnectorId, 1), ["idTag"] = Sendable.Tag("idTag", IdTag) };
}
