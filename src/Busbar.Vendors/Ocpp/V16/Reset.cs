using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Restarts the station: softly, ending transactions in order, or hard, as if its power were cut.</summary>
public sealed record Reset(bool Hard) : IOutgoing
{
    public JsonObject Payload => new() { ["type"] = Hard ? "Hard" : "Soft" };
}
