using Busbar.Core.Basics;
using Busbar.Core.Work;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Keeps the sockets of this node and the rows that name them together: a sign of life, the sockets of nodes that gave none, and
/// sockets of our own that are over by the store, whose bell was not heard.
/// </summary>
internal sealed partial class KeepSockets(Database database, OcppStations stations, StationPresence presence, Nodes nodes, TimeProvider time, ILogger<KeepSockets> logger)
{
    /// <summary>How long a call from node to node is kept to be looked at.</summary>
    private static readonly TimeSpan KeepCalls = TimeSpan.FromHours(1);

    public async Task Keep()
    {
        if (nodes.IsAlone) return;
        if (!await nodes.Beat()) Log.Buried(logger, stations.Count);
        await CloseTheLost();
        await presence.EndOrphans();
        await database.Write(db => StationCallTable.Clean(db, time.GetUtcNow() - KeepCalls));
    }

    private async Task CloseTheLost()
    {
        // First what is here, then the store: what comes in between is in the store already.
        var here = stations.All().Where(connection => connection.Held is not null).ToList();
        var held = (await presence.Held()).ToHashSet();
        foreach (var connection in here.Where(connection => !held.Contains(connection.Held!))) _ = connection.Lose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The other nodes took this one for gone; it enters anew, and closes its {Count} sockets")]
        public static partial void Buried(ILogger logger, int count);
    }
}
