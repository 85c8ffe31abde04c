using System.Collections.Concurrent;
using System.Net.WebSockets;
using Busbar.Core.Work;

namespace Busbar.Vendors.Ocpp;

/// <summary>This node's live sockets by station. A station has one: the newest authenticated one wins, and only its own end removes it.</summary>
internal sealed class OcppStations(Bells bells)
{
    private readonly ConcurrentDictionary<Guid, OcppConnection> live = new();

    public int Count => live.Count;

    public OcppConnection? Find(Guid stationId) => live.GetValueOrDefault(stationId);

    /// <summary>Puts the connection in its station's place; the one that stood there before, or null.</summary>
    public OcppConnection? Enter(OcppConnection connection)
    {
        while (true)
        {
            if (live.TryGetValue(connection.StationId, out var old))
            {
                if (live.TryUpdate(connection.StationId, connection, old)) return old;
            }
            else if (live.TryAdd(connection.StationId, connection)) return null;
        }
    }

    /// <summary>Takes the connection away, unless a newer one stands in its place by now.</summary>
    public void Leave(OcppConnection connection) => live.TryRemove(KeyValuePair.Create(connection.StationId, connection));

    public IReadOnlyList<OcppConnection> All() => [.. live.Values];

    /// <summary>Closes the station's socket, whose end is in the store already; one that another node holds is closed there.</summary>
    public async Task Close(Guid stationId, string reason)
    {
        if (Find(stationId) is { } here) await here.Close(WebSocketCloseStatus.PolicyViolation, reason);
        else bells.Ring(stationId);
    }
}
