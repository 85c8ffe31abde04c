using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks which limits will hold at a connector, all profiles taken together; with 0 at the station's own supply.</summary>
/// <param name="Unit"><c>A</c> or <c>W</c>; null for the station's own choice.</param>
public sealed record GetCompositeSchedule(int ConnectorId, int DurationSeconds, string? Unit = null) : IOutgoing
{
    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject { ["connectorId"] = Sendable.AtLeast("connectorId", ConnectorId, 0), ["duration"] = Sendable.AtLeast("duration", DurationSeconds, 1) };
            if (Unit is { } unit) payload["chargingRateUnit"] = Sendable.OneOf("chargingRateUnit", unit, ["A", "W"]);
            return payload;
        }
    }
}
