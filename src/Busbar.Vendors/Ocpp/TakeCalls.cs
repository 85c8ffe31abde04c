using System.Text.Json.Nodes;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Work;
using Busbar.Vendors.Ocpp.V16;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>Makes the calls that other nodes ask of stations whose socket is held here. Each is taken once, and made at most once.</summary>
internal sealed partial class TakeCalls(Database database, OcppStations stations, Nodes nodes, Bells bells, TimeProvider time, ILogger<TakeCalls> logger)
{
    /// <summary>Takes what waits, and makes the calls without waiting for their answers: a slow station holds up no other.</summary>
    public async Task Take(CancellationToken stop)
    {
        var (own, now, began) = (nodes.Own, time.GetUtcNow(), time.GetTimestamp());
        if (!await database.Read(db => StationCallTable.AnyFor(db, own))) return;
        foreach (var call in await database.Write(db => StationCallTable.Take(db, own, now))) _ = Task.Run(() => Make(call, began, stop), CancellationToken.None);
    }

    private async Task Make(StationCall call, long began, CancellationToken stop)
    {
        try
        {
            var answer = await Answer(call, began, stop);
            await database.Write(db => StationCallTable.Answer(db, call.Id, answer));
            bells.Ring(call.Id);
        }
        catch (Exception e)
        {
            // Whoever asked waits in vain, and knows that it may have happened.
            Log.Untold(logger, e, call.Socket.StationId, call.Action);
        }
    }

    private async Task<string> Answer(StationCall call, long began, CancellationToken stop)
    {
        try
        {
            // A node that was frozen in between wakes with a wish that nobody has any more.
            if (time.GetElapsedTime(began) > CallElsewhere.TakePatience)
                throw new VendorFault(VendorFaultKind.Outage, mayHaveHappened: false, "The node that holds the station's socket stalled before it sent the call.");
            if (stations.Find(call.Socket.StationId) is not { } connection || connection.Held != call.Socket)
                throw new VendorFault(VendorFaultKind.DeviceOffline, mayHaveHappened: false, "The station is not connected.");
            return CarriedAnswer.Write(await connection.Call(new Carried(call), stop, call.Patience));
        }
        catch (VendorFault fault)
        {
            return CarriedAnswer.Write(fault);
        }
    }

    private sealed class Carried(StationCall call) : IOutgoing
    {
        public string Action => call.Action;

        public JsonObject Payload => JsonNode.Parse(call.Payload)!.AsObject();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Station {Station}: what came of {Action}, asked for by another node, could not be told")]
        public static partial void Untold(ILogger logger, Exception e, Guid station, string action);
    }
}
