using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Takes one of our profiles away. <c>Unknown</c> means that there was none.</summary>
internal sealed record ClearChargingProfile(int ProfileId) : IOutgoing
{
    public JsonObject Payload => new() { ["id"] = ProfileId };
}
