using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// What is asked of a station after it booted: its settings are learned, those that matter are set, and it is asked for its
/// state. A station that cannot do a part of this is served all the same, so every failure is only logged.
/// </summary>
internal sealed partial class StationSetup(Database database, IInbox inbox, OcppOptions options, TimeProvider time, ILogger<StationSetup> logger)
{
    /// <summary>The station's own pings, beside ours: it notices a dead line earlier.</summary>
    private const string StationPingSeconds = "30";

    /// <summary>A station that comes back after a cut line need not boot. It is asked how it is; a link that waits for a boot asks for one.</summary>
    public Task Greet(OcppConnection connection, Func<bool> booted, CancellationToken stop) => Tolerate(connection.StationId, async () =>
    {
        await Task.Delay(options.BootPatience, time, stop);
        if (booted() || await database.Read(db => StationTable.Find(db, connection.StationId)) is not { } station) return;
        var talk = new StationTalk(connection, stop);
        if (station.LinkOpen || station.NumberOfConnectors is not { } number) await talk.Ask(new TriggerMessage("BootNotification"));
        else await Trigger(talk, number);
    });

    /// <summary>Asks for the settings and settles which devices the station is. Null where even that failed.</summary>
    public async Task<StationLearned?> Learn(OcppConnection connection, CancellationToken stop)
    {
        StationLearned? learned = null;
        await Tolerate(connection.StationId, async () =>
        {
            var talk = new StationTalk(connection, stop);
            var answer = await talk.Ask(new GetConfiguration([]), options.LearnTimeout);
            // Some refuse to list everything.
            if (answer is { Payload: null }) answer = await talk.Ask(new GetConfiguration(StationConfig.Known), options.LearnTimeout);
            var (told, fixedKeys) = answer?.Payload is { } payload ? GetConfiguration.Read(payload) : (StationConfig.Nothing, new HashSet<string>());
            var now = time.GetUtcNow().Stored();
            var station = await database.Write(db => Settle(db, connection.Held!, told, now));
            if (station is not null) learned = new StationLearned(station, fixedKeys);
        });
        return learned;
    }

    /// <summary>Sets what we need and asks for the state.</summary>
    public Task Tune(OcppConnection connection, Task<StationLearned?> learning, CancellationToken stop) => Tolerate(connection.StationId, async () =>
    {
        if (await learning is not { } learned) return;
        var (talk, station) = (new StationTalk(connection, stop), learned.Station);
        await Set(StationConfig.Ping, StationPingSeconds);
        await Set(StationConfig.SampleInterval, ((int)options.SampleInterval.TotalSeconds).ToString());
        await Set(StationConfig.Heartbeat, BootNotification.Interval(station.Id, options.HeartbeatInterval).ToString());
        await Fit(talk, connection.Held!, learned);
        await Trigger(talk, station.NumberOfConnectors ?? 1);

        async Task Set(string key, string value)
        {
            // Settings are kept in flash memory, which wears: only what differs is written.
            if (learned.MaySet(key) && learned.Station.Config.Text(key) != value) await talk.Ask(new ChangeConfiguration(key, value));
        }
    });

    private async Task<Station?> Settle(DbConnection db, StationSocket socket, StationConfig told, DateTimeOffset now)
    {
        if (await StationTable.FindHeld(db, socket) is not { } station) return null;
        var stationId = station.Id;
        var config = told.Keys.Count == 0 ? station.Config
            : station.Config.Text(StationConfig.Fitted) is { } fitted ? told.With(StationConfig.Fitted, fitted) : told;
        await StationTable.Configure(db, stationId, config);

        var connectors = await ConnectorTable.List(db, stationId);
        var number = Math.Min(MessageUnit.MostConnectors, new[] { config.NumberOfConnectors ?? 1, station.NumberOfConnectors ?? 1 }.Concat(connectors.Select(c => c.Id)).Max());
        var placed = connectors.Count(connector => connector is { Id: > 0, DeviceId: not null });
        var settled = number == station.NumberOfConnectors && placed == number && config.MayLimit == station.Config.MayLimit;
        station = station with { Config = config, NumberOfConnectors = number };
        return settled ? station : await StationDevices.Settle(db, inbox, station, now);
    }

    private async Task Fit(StationTalk talk, StationSocket socket, StationLearned learned)
    {
        var (config, key) = (learned.Station.Config, StationConfig.SampledData);
        if (!learned.MaySet(key) || MeasurandFit.Covers(config.Text(key)) || MeasurandFit.Same(config.Text(key), config.Text(StationConfig.Fitted))) return;
        var taken = await MeasurandFit.Find(MeasurandFit.Wanted, config.Number(StationConfig.SampledDataMaxLength),
            async list => (await talk.Ask(new ChangeConfiguration(key, MeasurandFit.Join(list))))?.Status switch { null => null, "Accepted" or "RebootRequired" => true, _ => false });
        if (taken.Count == 0) return;
        var list = MeasurandFit.Join(taken);
        await database.Write(async db =>
        {
            if (await SocketTable.IsHeld(db, socket)) await StationTable.Configure(db, socket.StationId, config.With(key, list).With(StationConfig.Fitted, list));
        });
    }

    private static async Task Trigger(StationTalk talk, int connectors)
    {
        foreach (var message in new[] { "StatusNotification", "MeterValues" })
            for (var n = 1; n <= connectors; n++)
                if (await talk.Ask(new TriggerMessage(message, n)) is not { Payload: not null }) return;
    }

    private async Task Tolerate(Guid stationId, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The socket ended, or the station booted again.
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, stationId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Station {Station}: setting it up failed")]
        public static partial void Failed(ILogger logger, Exception e, Guid station);
    }
}

/// <summary>A station with its settings as it told them, and those of them that cannot be set.</summary>
internal sealed record StationLearned(Station Station, IReadOnlySet<string> Fixed)
{
    /// <summary>Where a station told nothing at all, the setting is tried.</summary>
    public bool MaySet(string key) => !Fixed.Contains(key) && (Station.Config.Keys.Count == 0 || Station.Config.Keys.ContainsKey(key));
}
