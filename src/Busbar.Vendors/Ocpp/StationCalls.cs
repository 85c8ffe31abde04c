using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Work;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>The one way to a connected station, for whoever wants something of it; on whichever node its socket is.</summary>
internal sealed class StationCalls(Database database, OcppStations stations, Nodes nodes, CallElsewhere elsewhere)
{
    /// <summary>
    /// What the station answered. Throws a <see cref="VendorFault"/> where it is not connected, or gave no answer in time: then the
    /// call may have reached it.
    /// </summary>
    public async Task<OcppAnswer> Ask(Guid stationId, IOutgoing call, CancellationToken stop, TimeSpan? patience = null)
    {
        // The row says which socket counts: one that is held here may be over without having noticed.
        if (await database.Read(db => SocketTable.Find(db, stationId)) is not { } socket) throw Offline();
        if (socket.Node != nodes.Own) return await elsewhere.Ask(socket, call, stop, patience);
        return stations.Find(stationId) is { } here && here.Held == socket ? await here.Call(call, stop, patience) : throw Offline();
    }

    private static VendorFault Offline() => new(VendorFaultKind.DeviceOffline, mayHaveHappened: false, "The station is not connected.");
}
