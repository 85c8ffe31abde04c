using System.Text.Json.Nodes;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Meter values of a connector, within a transaction or not, live or from the station's memory.</summary>
internal sealed record MeterValues(int ConnectorId, int? TransactionId, IReadOnlyList<MeterValue> Values) : IMessage
{
    public static MeterValues Read(Payload payload) =>
        new(payload.Connector(), payload.OptionalInt("transactionId"), MeterValue.ReadAll(payload.Objects("meterValue")));

    public int? Connector => ConnectorId;

    public int? Transaction => TransactionId;

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
        var ended = TransactionId is > 0 and var id && ConnectorId > 0 ? await Within(unit, id, times) : null;

        await MeterValue.KeepSigned(unit, ConnectorId, TransactionId, Values, times);
        // The main meter of a station with one connector is another register than the connector's: the two are not mixed.
        IReadOnlyList<Observation> observations = ConnectorId == 0 && !unit.Station.HasSeveralConnectors ? [] : MeterValue.Observed(Values, times);
        if (ended is not null && observations.Any(one => one.MeasuredAt > ended))
        {
            // Of a charge that is over they would make a new one.
            await unit.Park("ended transaction");
            observations = [.. observations.Where(one => one.MeasuredAt <= ended)];
        }
        await unit.Take(ConnectorId, observations);
        return [];
    }

    /// <summary>
    /// When the transaction ended that the values name; null where it did not. One that began before the station came to us is known
    /// from now on, so that it can be stopped; but where another one runs, it is only a wrong name for that.
    /// </summary>
    private async Task<DateTimeOffset?> Within(MessageUnit unit, int id, HeardTimes times)
    {
        if (unit.Addressed.TransactionIsKnown) return unit.Addressed.StoppedAt;
        var station = unit.Station.Id;
        // Their values are taken; a station that goes on with a wrong number is told of once.
        await unit.Park("unknown transaction", sameAs: $"transaction {id}");
        if (await TransactionTable.Running(unit.Db, station, ConnectorId) is { StartedRaw: not null }) return null;
        var began = Values.Select(value => times.Of(value.Time)).DefaultIfEmpty(unit.HeardAt).Min();
        await TransactionTable.Insert(unit.Db, station, new TransactionStart(id, ConnectorId, null, null, null, began, null, unit.HeardAt));
        await TransactionTable.CloseAllButNewest(unit.Db, station, ConnectorId, unit.HeardAt);
        await StationTable.SkipTransaction(unit.Db, station, id);
        return null;
    }
}
