using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Holds a connector for a tag. The reservation is stored before the station is asked: one that it may hold is known here.</summary>
public sealed class MakeReservation
{
    private readonly Database database;
    private readonly StationCalls calls;
    private readonly TimeProvider time;

    internal MakeReservation(Database database, StationCalls calls, TimeProvider time) => (this.database, this.calls, this.time) = (database, calls, time);

    /// <param name="connectorId">0 for any connector of the station.</param>
    public async Task<Reservation> Make(Guid stationId, int connectorId, string tag, string? parentTag, DateTimeOffset until, CancellationToken stop)
    {
        var now = time.GetUtcNow().Stored();
        if (until <= now) throw Sendable.Not("expiryDate", "must be later than now");
        _ = new ReserveNow(connectorId, until, tag, parentTag, 0).Payload;
        var made = await database.Write(async db =>
        {
            var reservation = new Reservation(await ReservationTable.NextId(db, stationId), connectorId, tag, parentTag, until, Reservation.Asked, now, null);
            await ReservationTable.Insert(db, stationId, reservation);
            return reservation;
        });
        var call = new ReserveNow(connectorId, until, tag, parentTag, made.Id);
        string? no = null;
        try
        {
            var answer = await calls.Ask(stationId, call, stop);
            no = Verdict.No(call, answer);
            var reply = Verdict.Of(call, answer);
            await Set(reply.Status!);
            return made with { Status = reply.Status! };
        }
        catch (VendorFault fault) when (!fault.MayHaveHappened)
        {
            await Set(no ?? Verdict.Unheard(fault));
            throw;
        }

        Task Set(string status) => database.Write(db => ReservationTable.SetStatus(db, stationId, made.Id, status));
    }
}
