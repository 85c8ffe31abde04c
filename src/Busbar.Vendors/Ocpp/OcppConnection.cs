using System.Net.WebSockets;
using Busbar.Vendors.Ocpp.V16;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// One socket of one station. Its calls are answered strictly one after the other; answers to our calls are taken in
/// between, so that neither side waits on the other.
/// </summary>
internal sealed partial class OcppConnection(
    Guid stationId, OcppSocket socket, OcppCalls calls, AnswerCall answerCall, StationPresence presence, StationSetup setup, ILogger<OcppConnection> logger)
{
    /// <summary>A station waits for each answer before it asks again; one that does not is slowed down by its own line.</summary>
    private const int MostWaiting = 8;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WaitingCalls incoming = new(MostWaiting);
    private volatile bool closed;
    private volatile StationSocket? held;
    private StationClock clock;

    public Guid StationId => stationId;

    /// <summary>How the station's row names this socket; null before it is written there.</summary>
    public StationSocket? Held => held;

    /// <summary>Completes when everything that was received is taken and the end is written down.</summary>
    public Task Ended => ended.Task;

    public Task<OcppAnswer> Call(IOutgoing call, CancellationToken stop, TimeSpan? patience = null) => calls.Call(call, stop, patience);

    /// <summary>Takes no more calls; those that came before are still taken. The other side is told why and may close in its time.</summary>
    public Task Close(WebSocketCloseStatus status, string reason)
    {
        closed = true;
        calls.End();
        incoming.End();
        return socket.Close(status, reason);
    }

    /// <summary>Closes where the station has another socket by now, or none, by the store.</summary>
    public async Task Check()
    {
        try
        {
            if (held is { } connected && !await presence.IsHeld(connected)) await Lose();
        }
        catch (Exception e)
        {
            // Its next message finds out.
            Log.Unchecked(logger, e, stationId);
        }
    }

    public Task Lose() => Close(WebSocketCloseStatus.PolicyViolation, "This station is connected elsewhere, or was signed out");

    /// <summary>Serves the socket until it ends. One that was replaced before it began is not counted as connected.</summary>
    public async Task Run(CancellationToken stop)
    {
        var receiving = ReceiveAll();
        try
        {
            if (!closed)
            {
                if (await presence.Connect(stationId) is { } connected)
                {
                    clock = connected.Clock;
                    await Serve(connected.Socket, stop);
                }
                else await Close(WebSocketCloseStatus.PolicyViolation, "This station is not known here any more");
            }
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, stationId);
            await Close(WebSocketCloseStatus.InternalServerError, "The server has a problem");
        }
        finally
        {
            ended.TrySetResult();
            await receiving;
            socket.Dispose();
        }
    }

    private async Task Serve(StationSocket connected, CancellationToken stop)
    {
        held = connected;
        Log.Connected(logger, stationId, connected.Epoch);
        await using var stopping = stop.Register(() => _ = Close(WebSocketCloseStatus.EndpointUnavailable, "The server is stopping"));
        await using (var socketSetup = new SocketSetup(this, setup))
        {
            socketSetup.Greet();
            await AnswerAll(connected, socketSetup);
        }
        await presence.Disconnect(connected);
        Log.Disconnected(logger, stationId, connected.Epoch);
    }

    private async Task ReceiveAll()
    {
        while (await socket.Receive(OcppFrame.Read) is { } frame) await Take(frame);
        calls.End();
        incoming.End();
    }

    private async Task Take(OcppFrame frame)
    {
        switch (frame)
        {
            case OcppFrame.Call call:
                // One that comes when we have closed is not taken, not answered, and so sent again.
                await incoming.Put(call);
                break;
            case OcppFrame.BadCall bad:
                Log.BadCall(logger, stationId, bad.Reason);
                await socket.Send(OcppFrame.WriteError(bad.Id, bad.Code, bad.Reason));
                break;
            case OcppFrame.CallResult result:
                if (!calls.Answered(result.Id, new OcppAnswer(result.Payload, null))) Log.Unasked(logger, stationId);
                break;
            case OcppFrame.CallError error:
                if (!calls.Answered(error.Id, new OcppAnswer(null, error.Code))) Log.Unasked(logger, stationId);
                break;
            case OcppFrame.BadAnswer bad:
                if (!calls.AnsweredBadly(bad.Id, bad.Reason)) Log.Unasked(logger, stationId);
                break;
            case OcppFrame.Unreadable unreadable:
                Log.Dropped(logger, stationId, unreadable.Reason);
                break;
        }
    }

    private async Task AnswerAll(StationSocket connected, SocketSetup socketSetup)
    {
        while (await incoming.Take() is { } call)
        {
            if (await answerCall.Answer(connected, clock, call) is not { } answer)
            {
                await Lose();
                return;
            }
            clock = answer.Clock;
            await socket.Send(answer.Frame);
            if (answer.Booted) await socketSetup.Booted(wait: answer.Unsettled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Station {Station}: connected, socket {Epoch}")]
        public static partial void Connected(ILogger logger, Guid station, long epoch);

        [LoggerMessage(LogLevel.Information, "Station {Station}: socket {Epoch} has ended")]
        public static partial void Disconnected(ILogger logger, Guid station, long epoch);

        [LoggerMessage(LogLevel.Warning, "Station {Station}: a malformed call was refused: {Reason}")]
        public static partial void BadCall(ILogger logger, Guid station, string reason);

        [LoggerMessage(LogLevel.Error, "Station {Station}: its socket could not be served")]
        public static partial void Failed(ILogger logger, Exception e, Guid station);

        [LoggerMessage(LogLevel.Warning, "Station {Station}: whether its socket still counts could not be read")]
        public static partial void Unchecked(ILogger logger, Exception e, Guid station);

        [LoggerMessage(LogLevel.Information, "Station {Station}: an answer that nobody waits for was dropped")]
        public static partial void Unasked(ILogger logger, Guid station);

        [LoggerMessage(LogLevel.Warning, "Station {Station}: a message was dropped: {Reason}")]
        public static partial void Dropped(ILogger logger, Guid station, string reason);
    }
}
