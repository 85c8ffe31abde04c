using System.Text.Json;
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
    /// <summary>How many of a station's newest transactions a stop is compared with.</summary>
    public const int Considered = 100;

    private const string Unknown = "unknown transaction";

    public static StopTransaction Read(Payload payload) => new(
        payload.Int("transactionId"), payload.Number("meterStop"), payload.Time("timestamp"), payload.OptionalText("idTag"), payload.OptionalText("reason"),
        payload.OptionalObjects("transactionData") is { } data ? MeterValue.ReadAll(data) : []);

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        var (db, station) = (unit.Db, unit.Station);
        unit.Hear(Data.Select(value => value.Time).Append(Time));
        var named = await TransactionTable.Find(db, station.Id, TransactionId);
        // The first stop stands, and so do its measurements; but one that was only guessed to be this one's gives way.
        if (named is { StoppedRaw: not null } && (IsSame(named) || !named.StopIsGuess))
        {
            if (!IsSame(named)) await unit.Park("stopped before");
        }
        else if (named is not null)
        {
            if (named.StopIsGuess) await TakeBack(unit, named);
            await Stop(unit, named.Id, named.ConnectorId, unit.MessageId, isGuess: false);
        }
        else await TakeNameless(unit);
        return IdTag is null ? [] : new JsonObject { ["idTagInfo"] = Authorize.Info(station, IdTag) };
    }

    /// <summary>Stops that wait for their start, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Fingerprint, string MessageId, StopTransaction Message)>> Parked(MessageUnit unit)
    {
        var parked = await ParkedTable.Find(unit.Db, unit.Station.Id, nameof(StopTransaction), Unknown);
        return [.. parked.Select(one => (one.Fingerprint, one.MessageId, Message: Read(new Payload(JsonDocument.Parse(one.Payload).RootElement)))).OrderBy(one => one.Message.Time.At)];
    }

    /// <summary>As what this is compared with starts.</summary>
    public TransactionEnd End(MessageUnit unit) => new(0, Time, Times(unit).Of(Time), MeterStopWh);

    /// <summary>Writes the stop to its transaction, and takes what was measured.</summary>
    public async Task Stop(MessageUnit unit, int id, int connectorId, string messageId, bool isGuess)
    {
        var at = Times(unit).Of(Time);
        // Before its own start, by a clock that was set back in between.
        if (await TransactionTable.Find(unit.Db, unit.Station.Id, id) is { } began && at < began.StartedAt) at = unit.HeardAt;
        await TransactionTable.Stop(unit.Db, unit.Station.Id, new TransactionStop(id, messageId, Reason, MeterStopWh, at, Time.Raw, unit.HeardAt, isGuess));
        await Measure(unit, connectorId, at);
    }

    /// <summary>It names no transaction of ours.</summary>
    private async Task TakeNameless(MessageUnit unit)
    {
        var transactions = await TransactionTable.Newest(unit.Db, unit.Station.Id, Considered);
        if (transactions.Any(IsSame)) return;
        var end = End(unit);
        if ((TransactionId <= 0 || !unit.Station.HasSeveralConnectors) && StopFit.Find(transactions, end) is { } found)
        {
            await Stop(unit, found.Id, found.ConnectorId, unit.MessageId, isGuess: true);
            return;
        }
        // It may say where it was only at a station with one connector, and ends nothing that it is not the end of.
        var isNew = await unit.Park(Unknown, Said(Time.Raw, MeterStopWh));
        if (isNew && !unit.Station.HasSeveralConnectors && !transactions.Any(one => one is { StoppedRaw: null, StartedRaw: not null, Open: true } && one.StartedAt <= end.At)) await Measure(unit, 1, end.At);
    }

    /// <summary>The stop that was guessed to be this transaction's waits for its own again.</summary>
    private static Task TakeBack(MessageUnit unit, Transaction named)
    {
        var payload = new JsonObject { ["transactionId"] = 0, ["meterStop"] = named.MeterStopWh, ["timestamp"] = named.StoppedRaw };
        return ParkedTable.Park(unit.Db, unit.Station.Id, nameof(StopTransaction), "", Unknown, payload.ToJsonString(), unit.HeardAt, Said(named.StoppedRaw!, named.MeterStopWh!.Value));
    }

    // Whatever it names, a stop at this time with this register is one stop, and waits once.
    private static string Said(string raw, double meterWh) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stop {raw} {meterWh}");

    private async Task Measure(MessageUnit unit, int connectorId, DateTimeOffset at)
    {
        var times = Times(unit);
        await MeterValue.KeepSigned(unit, connectorId, TransactionId, Data, times);
        await unit.Take(connectorId, [.. MeterValue.Observed(Data, times), .. Observed(at)]);
    }

    private IEnumerable<Observation> Observed(DateTimeOffset at)
    {
        // The charge is over, the plug perhaps still in.
        yield return new(Signal.IsCharging, false, at);
        yield return new(Signal.ChargeState, ChargeStates.Complete, at);
        if (MeterStopWh >= 0) yield return new(Signal.EnergyIn, MeterStopWh / 1000, at);
    }

    private bool IsSame(Transaction one) => one.StoppedRaw == Time.Raw && one.MeterStopWh == MeterStopWh;

    private HeardTimes Times(MessageUnit unit) => new(unit.Clock, Data.Select(value => value.Time).Append(Time).Max(time => time.At), unit.HeardAt);
}
