using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Work;

namespace Busbar.Vendors.Ocpp;

/// <summary>Writes down when a station's socket comes and goes, and tells its devices' connection by it.</summary>
internal sealed class StationPresence(Database database, IInbox inbox, Nodes nodes, Bells bells, TimeProvider time)
{
    private const int OrphansAtOnce = 32;

    /// <summary>Null where the station is gone. A socket that another node holds is over from now on, and told so.</summary>
    public async Task<(StationSocket Socket, StationClock Clock)?> Connect(Guid stationId)
    {
        var (node, now) = (nodes.Own, time.GetUtcNow().Stored());
        var (socket, clock, displaced) = await database.Write(async db =>
        {
            if (await StationTable.Find(db, stationId) is not { } station) return ((StationSocket?)null, default(StationClock), (StationSocket?)null);
            var before = await SocketTable.Find(db, stationId);
            var socket = await SocketTable.Connect(db, stationId, node, now);
            await Tell(db, station, online: true, now);
            return (socket, new StationClock(station.ClockOffset, Anchor: station.ClockAnchor), before);
        });
        if (displaced is not null && displaced.Node != node) bells.Ring(stationId);
        return socket is null ? null : (socket, clock);
    }

    /// <summary>Says nothing where the socket was not the station's any more.</summary>
    public Task Disconnect(StationSocket socket)
    {
        var now = time.GetUtcNow().Stored();
        return database.Write(async db =>
        {
            if (await SocketTable.Disconnect(db, socket)) await TellOffline(db, socket.StationId, now);
        });
    }

    /// <summary>Ends whatever socket the station has, in the caller's unit. Its holder is told after the commit, by <see cref="OcppStations.Close"/>.</summary>
    public async Task End(DbConnection db, Guid stationId)
    {
        if (await SocketTable.End(db, stationId)) await TellOffline(db, stationId, time.GetUtcNow().Stored());
    }

    /// <summary>A node that died could not say goodbye for its sockets. Many at once, so that they share their commits: there may be thousands.</summary>
    public async Task EndOrphans() =>
        await Parallel.ForEachAsync(await database.Read(SocketTable.Orphans), new ParallelOptions { MaxDegreeOfParallelism = OrphansAtOnce }, async (orphan, _) =>
        {
            var (stationId, epoch) = orphan;
            var now = time.GetUtcNow().Stored();
            await database.Write(async db =>
            {
                if (await SocketTable.End(db, stationId, epoch)) await TellOffline(db, stationId, now);
            });
            bells.Ring(stationId);
        });

    public Task<bool> IsHeld(StationSocket socket) => database.Read(db => SocketTable.IsHeld(db, socket));

    /// <summary>The sockets that the store says are this node's.</summary>
    public Task<IReadOnlyList<StationSocket>> Held() => database.Read(db => SocketTable.HeldBy(db, nodes.Own));

    private async Task TellOffline(DbConnection db, Guid stationId, DateTimeOffset now)
    {
        if (await StationTable.Find(db, stationId) is { } station) await Tell(db, station, online: false, now);
    }

    private async Task Tell(DbConnection db, Station station, bool online, DateTimeOffset now)
    {
        foreach (var device in await StationDevices.All(db, station)) await inbox.Take(db, new Facts(device, [], now, FactSource.Push, online));
    }
}
