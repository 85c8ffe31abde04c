using System.Text.Json.Nodes;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Meter values of a connector, within a transaction or not, live or from the station's memory.</summary>
internal sealed record MeterValues(int ConnectorId, int? TransactionId, IReadOnlyList<MeterValue> Values) : IMessage
{
    public static MeterValues Read(Payload payload) =>
        new(payload.Connector(), payload.OptionalInt("transactionId"), MeterValue.ReadAll(payload.Objects("meterValue")));

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        if (ConnectorId > MessageUnit.MostConnectors)
        {
            await unit.Park("no such connector");
            return [];
        }
        var triggered = Values.Any(value => value.Samples.Any(sample => sample.Context == "Trigger"));
        var times = unit.Hear(Values.Select(value => value.Time), live: triggered);
        await unit.Meet(ConnectorId);
        if (TransactionId is > 0 and var id && ConnectorId > 0) await Adopt(unit, id, times);

        await MeterValue.KeepSigned(unit, ConnectorId, TransactionId, Values, times);
        // The main meter of a station with one connector is another register than the connector's: the two are not mixed.
        IReadOnlyList<Observation> observations = ConnectorId == 0 && !unit.Station.HasSeveralConnectors ? [] : MeterValue.Observed(Values, times);
        await unit.Take(ConnectorId, observations);
        return [];
    }

    /// <summary>A transaction that began before the station came to us: known from now on, so that it can be stopped.</summary>
    private async Task Adopt(MessageUnit unit, int id, HeardTimes times)
    {
        var station = unit.Station.Id;
        if (await TransactionTable.IsKnown(unit.Db, station, id)) return;
        var began = Values.Select(value => times.Of(value.Time)).DefaultIfEmpty(unit.HeardAt).Min();
        await TransactionTable.Insert(unit.Db, station, new TransactionStart(id, ConnectorId, null, null, null, began, null, unit.HeardAt));
        await TransactionTable.CloseAllButNewest(unit.Db, station, ConnectorId, unit.HeardAt);
        await StationTable.SkipTransaction(unit.Db, station, id);
    }
}
