using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Holds a connector, or with 0 any one of the station, for a tag. A known reservation id changes that reservation.</summary>
public sealed record ReserveNow(int ConnectorId, DateTimeOffset Until, string IdTag, string? ParentTag, int ReservationId) : IOutgoing
{
    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject
            {
                ["connectorId"] = Sendable.AtLeast("connectorId", ConnectorId, 0), ["expiryDate"] = StationTime.Write(Until),
                ["idTag"] = Sendable.Tag("idTag", IdTag), ["reservationId"] = ReservationId,
            };
            if (ParentTag is { } parent) payload["parentIdTag"] = Sendable.Tag("parentIdTag", parent);
            return payload;
        }
    }

    public IReadOnlyList<string> No => ["Faulted", "Occupied", "Rejected", "Unavailable"];
}
