using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>
/// A transaction has ended, perhaps long ago, perhaps told before, perhaps one that we never heard of. It is always
/// acknowledged: a station that is refused repeats itself until its memory is full.
/// </summary>
internal sealed record StopTransaction(int TransactionId, double MeterStopWh, StationTime Time, string? IdTag, string? Reason, IReadOnlyList<MeterValue> Data) : IMessage
{
    public static StopTransaction Read(Payload payload) => new(
        payload.Int("transactionId"), payload.Number("meterStop"), payload.Time("timestamp"), payload.OptionalText("idTag"), payload.OptionalText("reason"),
        payload.OptionalObjects("transactionData") is { } data ? MeterValue.ReadAll(data) : []);

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        var times = unit.Hear(Data.Select(value => value.Time).Append(Time));
        var at = times.Of(Time);
        var station = unit.Station;
        var transaction = await TransactionTable.Find(unit.Db, station.Id, TransactionId);
        if (transaction is null) await unit.Park("unknown transaction");
        else if (transaction.StoppedRaw is null)
            await TransactionTable.Stop(unit.Db, station.Id, new TransactionStop(TransactionId, unit.MessageId, Reason, MeterStopWh, at, Time.Raw, unit.HeardAt));
        else if (transaction.StoppedRaw != Time.Raw || transaction.MeterStopWh != MeterStopWh)
        {
            // The first stop stands, and so do its measurements.
            await unit.Park("stopped before");
            return Answer(station);
        }

        // A stop names no connector: of an unknown transaction it is known only where there is but one.
        int? known = transaction?.ConnectorId ?? (station.HasSeveralConnectors ? null : 1);
        if (known is { } connector)
        {
            await MeterValue.KeepSigned(unit, connector, TransactionId, Data, times);
            await unit.Take(connector, [.. MeterValue.Observed(Data, times), .. Observed(at)]);
        }
        return Answer(station);
    }

    private IEnumerable<Observation> Observed(DateTimeOffset at)
    {
        // The charge is over, the plug perhaps still in.
        yield return new(Signal.IsCharging, false, at);
        yield return new(Signal.ChargeState, ChargeStates.Complete, at);
        if (MeterStopWh >= 0) yield return new(Signal.EnergyIn, MeterStopWh / 1000, at);
    }

    private JsonObject Answer(Station station) => IdTag is null ? [] : new JsonObject { ["idTagInfo"] = Authorize.Info(station, IdTag) };
}
