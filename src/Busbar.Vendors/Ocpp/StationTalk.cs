using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>Asks a station one thing after another and takes no answer for an answer; after three of those it asks no more.</summary>
internal sealed class StationTalk(OcppConnection connection, CancellationToken stop)
{
    private const int MostUnanswered = 3;
    private int unanswered;

    /// <summary>Null where no answer came.</summary>
    public async Task<OcppAnswer?> Ask(IOutgoing call, TimeSpan? patience = null)
    {
        if (unanswered >= MostUnanswered || stop.IsCancellationRequested) return null;
        try
        {
            var answer = await connection.Call(call, stop, patience);
            unanswered = 0;
            return answer;
        }
        catch (VendorFault fault)
        {
            unanswered = fault.Kind == VendorFaultKind.DeviceOffline ? MostUnanswered : unanswered + 1;
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
