using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Takes a reservation back. <c>Rejected</c> means that the station has none of this number.</summary>
public sealed record CancelReservation(int ReservationId) : IOutgoing
{
    public JsonObject Payload => new() { ["reservationId"] = ReservationId };
}
