using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp.Desk;

/// <summary>Where an operator looks at stations and asks things of them.</summary>
public sealed class StationDesk
{
    private readonly Database database;
    private readonly StationCalls calls;
    private readonly TimeProvider time;

    internal StationDesk(Database database, OcppStations stations, StationPresence presence, StationCalls calls, Secrets secrets, TimeProvider time)
    {
        (this.database, this.calls, this.time) = (database, calls, time);
        Password = new RotatePassword(database, stations, presence, calls, secrets, time);
        TagList = new SendTagList(database, calls, time);
        Reserve = new MakeReservation(database, calls, time);
        Unreserve = new EndReservation(database, calls);
        Job = new StartJob(database, calls, time);
    }

    public RotatePassword Password { get; }
    public SendTagList TagList { get; }
    public MakeReservation Reserve { get; }
    public EndReservation Unreserve { get; }
    public StartJob Job { get; }

    public Task<IReadOnlyList<StationLine>> List() => database.Read(DeskTable.List);

    /// <summary>The stations of this identity; <c>TENANT/IDENTITY</c> names one tenant's. An identity holds no slash.</summary>
    public Task<IReadOnlyList<StationLine>> Find(string name)
    {
        var slash = name.LastIndexOf('/');
        return database.Read(db => DeskTable.Find(db, slash < 0 ? null : name[..slash], name[(slash + 1)..]));
    }

    public Task<StationSheet?> Show(Guid stationId) => database.Read(db => Show(db, stationId));

    /// <summary>The newest messages of a station that fitted nowhere.</summary>
    public Task<IReadOnlyList<ParkedMessage>> Parked(Guid stationId) => database.Read(db => DeskTable.Parked(db, stationId));

    /// <summary>Which tags may charge at a station; null for any.</summary>
    public Task<IReadOnlyList<string>?> Tags(Guid stationId) => database.Read(async db => (await StationTable.Find(db, stationId))?.Tags);

    public Task SetTags(Guid stationId, IReadOnlyList<string>? tags)
    {
        foreach (var tag in tags ?? []) Sendable.Tag("tag", tag);
        return database.Write(db => StationTable.SetTags(db, stationId, tags));
    }

    /// <summary>Asks something of a station. Anything but a yes is a <see cref="VendorFault"/>.</summary>
    public async Task<StationReply> Ask(Guid stationId, IOutgoing call, CancellationToken stop) => Verdict.Of(call, await calls.Ask(stationId, call, stop));

    private async Task<StationSheet?> Show(DbConnection db, Guid id)
    {
        if (await StationTable.Find(db, id) is not { } station || await DeskTable.Find(db, id) is not { } line) return null;
        var connectors = new List<ConnectorLine>();
        foreach (var connector in await ConnectorTable.List(db, id))
            connectors.Add(new(connector.Id, connector.Status, connector.StatusAt, Trouble(connector), (await TransactionTable.Running(db, id, connector.Id))?.Id));
        var (plate, passwords) = (station.Plate, await PasswordTable.List(db, id));
        return new StationSheet(
            line, plate.Serial, plate.BoxSerial, plate.Iccid, plate.Imsi, plate.MeterType, plate.MeterSerial, station.ClockOffset,
            station.Config.Keys.Where(key => key.Key != StationConfig.Fitted).ToDictionary(), connectors,
            passwords.Any(password => password.MadeAt is null), [.. passwords.Select(password => password.MadeAt).OfType<DateTimeOffset>()],
            station.Tags, await LocalListTable.Find(db, id), await ReservationTable.Current(db, id, time.GetUtcNow()), await JobTable.List(db, id),
            await DeskTable.CountParked(db, id));
    }

    private static string? Trouble(Connector connector) =>
        string.Join(", ", new[] { connector.ErrorCode is "NoError" ? null : connector.ErrorCode, connector.VendorError, connector.Info }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } said ? said : null;
}
