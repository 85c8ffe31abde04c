using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Takes a connector, or with 0 the whole station, out of service or back. <c>Scheduled</c>: once the running transaction has ended.</summary>
public sealed record ChangeAvailability(int ConnectorId, bool Operative) : IOutgoing
{
    public JsonObject Payload => new() { ["connectorId"] = Sendable.AtLeast("connectorId", ConnectorId, 0), ["type"] = Operative ? "Operative" : "Inoperative" };

    public IReadOnlyList<string> Yes => ["Accepted", "Scheduled"];
}
