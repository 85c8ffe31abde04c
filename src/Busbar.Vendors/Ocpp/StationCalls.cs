using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>The one way to a connected station, for whoever wants something of it.</summary>
internal sealed class StationCalls(OcppStations stations)
{
    /// <summary>
    /// What the station answered. Throws a <see cref="VendorFault"/> where it is not connected, or gave no answer in time: then the
    /// call may have reached it.
    /// </summary>
    public Task<OcppAnswer> Ask(Guid stationId, IOutgoing call, CancellationToken stop, TimeSpan? patience = null) =>
        (stations.Find(stationId) ?? throw new VendorFault(VendorFaultKind.DeviceOffline, mayHaveHappened: false, "The station is not connected.")).Call(call, stop, patience);
}
