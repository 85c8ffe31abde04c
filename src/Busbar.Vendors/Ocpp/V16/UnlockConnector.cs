using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Frees a plug that the station holds; a transaction that runs there is ended first.</summary>
public sealed record UnlockConnector(int ConnectorId) : IOutgoing
{
    public JsonObject Payload => new() { ["connectorId"] = Sendable.AtLeast("connectorId", ConnectorId, 1) };

    public IReadOnlyList<string> Yes => ["Unlocked"];

    public IReadOnlyList<string> No => ["UnlockFailed", "NotSupported"];
}
