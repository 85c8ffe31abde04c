using System.Net.WebSockets;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Work;
using Busbar.Vendors.Ocpp.Desk;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>The OCPP outlet as one piece: one per process, since it holds the sockets.</summary>
public sealed class OcppOutlet
{
    private readonly OcppStations stations;
    private readonly AnswerCall answerCall;
    private readonly StationPresence presence;
    private readonly StationSetup setup;
    private readonly TakeCalls takeCalls;
    private readonly KeepSockets keepSockets;
    private readonly Nodes nodes;
    private readonly Bells bells;
    private readonly Func<string> newId;
    private readonly TimeProvider time;
    private readonly ILoggerFactory loggers;

    public OcppOutlet(Database database, IInbox inbox, Secrets secrets, Nodes nodes, Bells bells, Ids ids, TimeProvider time, OcppOptions options, ILoggerFactory loggers)
    {
        (this.nodes, this.bells, this.time, this.loggers, Options) = (nodes, bells, time, loggers, options);
        newId = () => ids.New().ToString();
        stations = new OcppStations(bells);
        answerCall = new AnswerCall(database, inbox, options, time, loggers.CreateLogger<AnswerCall>());
        presence = new StationPresence(database, inbox, nodes, bells, time);
        setup = new StationSetup(database, inbox, options, time, loggers.CreateLogger<StationSetup>());
        takeCalls = new TakeCalls(database, stations, nodes, bells, time, loggers.CreateLogger<TakeCalls>());
        keepSockets = new KeepSockets(database, stations, presence, nodes, time, loggers.CreateLogger<KeepSockets>());
        SignIn = new StationSignIn(database, secrets, time);
        Gate = new StationGate(SignIn, options, time);
        var calls = new StationCalls(database, stations, nodes, new CallElsewhere(database, nodes, bells, options, ids, time));
        Desk = new StationDesk(database, stations, presence, calls, secrets, time);
        Vendor = new OcppVendor(new StationLinks(database, stations, presence, calls, secrets, ids, time), new StationCommands(database, calls, options, time));
    }

    public OcppOptions Options { get; }

    public StationSignIn SignIn { get; }

    /// <summary>Who may come in, and how fast.</summary>
    public StationGate Gate { get; }

    /// <summary>What an operator can do with stations.</summary>
    public StationDesk Desk { get; }

    public OcppVendor Vendor { get; }

    /// <summary>How many stations are connected to this node.</summary>
    public int Connected => stations.Count;

    /// <summary>To be called once at the start, before the first socket: what processes that are gone left connected is offline.</summary>
    public async Task Open()
    {
        await nodes.Enter();
        await presence.EndOrphans();
    }

    /// <summary>To be called at every beat of the nodes, by one caller.</summary>
    public Task Keep() => keepSockets.Keep();

    /// <summary>Makes the calls that other nodes ask for. To be called when this node's bell rings, and now and then.</summary>
    public Task TakeCalls(CancellationToken stop) => takeCalls.Take(stop);

    /// <summary>
    /// Serves an accepted socket of an authenticated station until it ends. An older socket of the same station is closed
    /// first, and what it had sent is taken before anything of the new one.
    /// </summary>
    /// <param name="stop">The server stops: the socket is closed as going away.</param>
    public async Task Serve(WebSocket webSocket, Guid stationId, CancellationToken stop)
    {
        var socket = new OcppSocket(webSocket, Options, time);
        var calls = new OcppCalls(socket.Send, Options, newId, time);
        var connection = new OcppConnection(stationId, socket, calls, answerCall, presence, setup, loggers.CreateLogger<OcppConnection>());
        using var hook = bells.Hang(stationId, () => _ = Task.Run(connection.Check));
        var old = stations.Enter(connection);
        try
        {
            if (old is not null)
            {
                // Not waited for: an old line that is dead would hold up the new one.
                _ = old.Close(WebSocketCloseStatus.PolicyViolation, "Replaced by a newer connection of this station");
                await old.Ended;
            }
            await connection.Run(stop);
        }
        finally
        {
            stations.Leave(connection);
        }
    }
}
