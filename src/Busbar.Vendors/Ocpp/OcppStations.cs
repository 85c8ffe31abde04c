using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace Busbar.Vendors.Ocpp;

/// <summary>The live sockets by station. A station has one: the newest authenticated one wins, and only its own end removes it.</summary>
internal sealed class OcppStations
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

    public Task Close(Guid stationId, string reason) => Find(stationId)?.Close(WebSocketCloseStatus.PolicyViolation, reason) ?? Task.CompletedTask;
}
