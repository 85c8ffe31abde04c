using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>Writes down when a station's socket comes and goes, and tells its devices' connection by it.</summary>
internal sealed class StationPresence(Database database, IInbox inbox, TimeProvider time)
{
    /// <summary>Null where the station is gone.</summary>
    public Task<(long Epoch, TimeSpan ClockOffset)?> Connect(Guid stationId)
    {
        var now = time.GetUtcNow().Stored();
        return database.Write(async db =>
        {
            if (await StationTable.Find(db, stationId) is not { } station) return ((long, TimeSpan)?)null;
            var epoch = await SocketTable.Connect(db, stationId, now);
            await Tell(db, station, online: true, now);
            return (epoch, station.ClockOffset);
        });
    }

    /// <summary>Says nothing where a newer socket has taken the place.</summary>
    public Task Disconnect(Guid stationId, long epoch)
    {
        var now = time.GetUtcNow().Stored();
        return database.Write(async db =>
        {
            if (await SocketTable.Disconnect(db, stationId, epoch) && await StationTable.Find(db, stationId) is { } station)
                await Tell(db, station, online: false, now);
        });
    }

    /// <summary>A process that was killed could not say goodbye for its sockets. To be called before the first one is accepted.</summary>
    public async Task ForgetSockets()
    {
        foreach (var (stationId, epoch) in await database.Read(SocketTable.Connected)) await Disconnect(stationId, epoch);
    }

    private async Task Tell(DbConnection db, Station station, bool online, DateTimeOffset now)
    {
        foreach (var device in await StationDevices.All(db, station)) await inbox.Take(db, new Facts(device, [], now, FactSource.Push, online));
    }
}
