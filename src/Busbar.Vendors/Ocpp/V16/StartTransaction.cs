using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A transaction has begun, perhaps long ago. The same start always gets the same transaction id, however often it is sent.</summary>
internal sealed record StartTransaction(int ConnectorId, string IdTag, double MeterStartWh, StationTime Time, int? ReservationId) : IMessage
{
    public static StartTransaction Read(Payload payload) =>
        new(payload.Connector(atLeast: 1), payload.Text("idTag"), payload.Number("meterStart"), payload.Time("timestamp"), payload.OptionalInt("reservationId"));

    public int? Connector => ConnectorId;

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        var at = unit.Hear([Time]).Of(Time);
        await unit.Meet(ConnectorId);
        var station = unit.Station;
        var start = new TransactionStart(0, ConnectorId, unit.MessageId, IdTag, MeterStartWh, at, Time.Raw, unit.HeardAt);
        var id = await TransactionTable.FindStart(unit.Db, station.Id, start);
        if (id is null)
        {
            id = await StationTable.NextTransaction(unit.Db, station.Id);
            await TransactionTable.Insert(unit.Db, station.Id, start with { Id = id.Value });
            await TransactionTable.CloseNameless(unit.Db, station.Id, start);
            await TransactionTable.CloseAllButNewest(unit.Db, station.Id, ConnectorId, unit.HeardAt);
            if (ReservationId is { } reservation) await ReservationTable.Use(unit.Db, station.Id, reservation, id.Value);
            await unit.Take(ConnectorId, Observed(at));
            await Join(unit, start with { Id = id.Value });
        }
        return new JsonObject { ["transactionId"] = id, ["idTagInfo"] = Authorize.Info(station, IdTag) };
    }

    /// <summary>A start that was told late: its stop may have come before it, or its connector be free since.</summary>
    private async Task Join(MessageUnit unit, TransactionStart start)
    {
        var (began, station) = (new TransactionEnd(ConnectorId, Time, start.At, MeterStartWh), unit.Station.Id);
        var others = (await TransactionTable.Newest(unit.Db, station, StopTransaction.Considered)).Where(one => one.Id != start.Id).ToList();
        foreach (var stop in await StopTransaction.Parked(unit))
        {
            if (!StopFit.IsOf(began, stop.Message.End(unit), others)) continue;
            await stop.Message.Stop(unit, start.Id, ConnectorId, stop.MessageId, isGuess: true);
            await ParkedTable.Remove(unit.Db, station, stop.Fingerprint);
            return;
        }
        // Or it ended under the station's own name for it.
        foreach (var other in others.Where(one => one is { StartedRaw: null, StoppedRaw: not null, StoppedAt: not null, MeterStopWh: not null } && one.ConnectorId == ConnectorId).Reverse())
        {
            if (!StopFit.IsOf(began, new TransactionEnd(ConnectorId, StationTime.Read(other.StoppedRaw!), other.StoppedAt!.Value, other.MeterStopWh), others)) continue;
            await TransactionTable.Stop(unit.Db, station, new TransactionStop(start.Id, "", null, other.MeterStopWh!.Value, other.StoppedAt.Value, other.StoppedRaw!, unit.HeardAt, IsGuess: true));
            return;
        }
        if (await ConnectorTable.Find(unit.Db, station, ConnectorId) is { Status: "Available", StatusAt: { } free } && free >= start.At)
            await TransactionTable.CloseBefore(unit.Db, station, ConnectorId, free, unit.HeardAt);
    }

    private IReadOnlyList<Observation> Observed(DateTimeOffset at) => MeterStartWh < 0
        ? [new(Signal.IsPluggedIn, true, at)]
        : [new(Signal.IsPluggedIn, true, at), new(Signal.EnergyIn, MeterStartWh / 1000, at)];
}
