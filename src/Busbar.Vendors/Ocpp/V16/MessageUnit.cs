using System.Data.Common;
using System.Text.Json.Nodes;
using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A call of a station, read and ready to be taken. Taking it happens in one unit of work and gives the payload of the answer.</summary>
internal interface IMessage
{
    /// <summary>The connector and the transaction that it names, for what is known of them to be at hand.</summary>
    int? Connector => null;

    int? Transaction => null;

    Task<JsonObject> Take(MessageUnit unit);
}

/// <summary>The unit of work in which one message is taken; made anew each time the unit is run.</summary>
internal sealed class MessageUnit(DbConnection db, IInbox inbox, OcppOptions options, Addressed addressed, StationClock clock, string action, string messageId, string payload, DateTimeOffset heardAt)
{
    /// <summary>No station has more; a higher number is a mistake, and makes no devices.</summary>
    public const int MostConnectors = 64;

    public DbConnection Db => db;
    public IInbox Inbox => inbox;
    public OcppOptions Options => options;
    public Station Station { get; set; } = addressed.Station;
    public Addressed Addressed => addressed;
    public StationClock Clock { get; set; } = clock;
    public string MessageId => messageId;
    public DateTimeOffset HeardAt => heardAt;

    /// <summary>The station was accepted after a boot.</summary>
    public bool Booted { get; set; }

    /// <summary>Takes the message's times into the clock; afterwards they can be told by ours.</summary>
    public HeardTimes Hear(IEnumerable<StationTime> times, bool live = false)
    {
        var newest = times.Max(time => time.At);
        if (newest is { } told) Clock = Clock.Hear(told, HeardAt, live);
        return new HeardTimes(Clock, newest, HeardAt);
    }

    /// <summary>Hands over what was measured at a connector; 0 is the station's own supply.</summary>
    public async Task Take(int connectorId, IReadOnlyList<Observation> observations)
    {
        if (await DeviceOf(connectorId) is { } device) await inbox.Take(db, new Facts(device, observations, heardAt, FactSource.Push, Online: true));
    }

    /// <summary>Makes sure that the connector is known; one more than the station told of before makes it a station with several.</summary>
    public async Task Meet(int connectorId)
    {
        if (connectorId <= (Station.NumberOfConnectors ?? 1) || connectorId > MostConnectors) return;
        Station = await StationDevices.Settle(db, inbox, Station with { NumberOfConnectors = connectorId }, HeardAt);
    }

    /// <summary>How a job of the station goes; the answer, which is empty. A word that the specification does not have is kept aside.</summary>
    public async Task<JsonObject> TakeProgress(StationJobKind kind, string status)
    {
        if (JobProgress.Known(kind, status) is not { } known) await Park("no such status");
        else
        {
            var before = await JobTable.Find(db, Station.Id, kind);
            if (JobProgress.Tells(before?.Status, known)) await JobTable.Report(db, Station.Id, kind, known, heardAt);
        }
        await Take(0, []);
        return [];
    }

    /// <inheritdoc cref="ParkedTable.Park"/>
    public Task<bool> Park(string reason, string? sameAs = null) => ParkedTable.Park(db, Station.Id, action, messageId, reason, payload, heardAt, sameAs);

    private async Task<Guid?> DeviceOf(int connectorId)
    {
        if (connectorId == 0) return Station.DeviceId;
        // What stood in the row is old where the station was settled since.
        var own = connectorId == addressed.ConnectorId && ReferenceEquals(Station, addressed.Station) ? addressed.ConnectorDeviceId : (await ConnectorTable.Find(db, Station.Id, connectorId))?.DeviceId;
        return own ?? (connectorId == 1 && !Station.HasSeveralConnectors ? Station.DeviceId : null);
    }
}

/// <summary>Tells the times of one message by our clock.</summary>
internal readonly record struct HeardTimes(StationClock Clock, DateTimeOffset? Newest, DateTimeOffset HeardAt)
{
    public DateTimeOffset Of(StationTime? time) => time?.At is { } told && Newest is { } newest ? Clock.Ours(told, newest, HeardAt).Stored() : HeardAt;
}
