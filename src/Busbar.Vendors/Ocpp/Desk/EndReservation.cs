using Busbar.Core.Basics;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Takes a reservation back. One that we know nothing of may be taken back, too.</summary>
public sealed class EndReservation
{
    private readonly Database database;
    private readonly StationCalls calls;

    internal EndReservation(Database database, StationCalls calls) => (this.database, this.calls) = (database, calls);

    public async Task End(Guid stationId, int reservationId, CancellationToken stop)
    {
        var call = new CancelReservation(reservationId);
        var answer = await calls.Ask(stationId, call, stop);
        // Rejected means that the station has no such reservation: here, too, it is over.
        if (answer.Status is "Accepted" or "Rejected") await database.Write(db => ReservationTable.SetStatus(db, stationId, reservationId, Reservation.Cancelled));
        Verdict.Of(call, answer);
    }
}
