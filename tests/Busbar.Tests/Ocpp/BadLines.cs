using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Busbar.Tests.Ocpp;

/// <summary>What becomes of a message on a bad line: what goes on in its place, or null where nothing does.</summary>
internal delegate Task<string?> Passing(BadLine line, string text);

/// <summary>Lines between stations and server on which a fault is planted: all that is said goes through here, message by message.</summary>
internal sealed class BadLines(Passing? up = null, Passing? down = null) : IStartupFilter
{
    private static readonly Passing untouched = (_, text) => Task.FromResult<string?>(text);
    private readonly ConcurrentDictionary<string, BadLine> lines = new();

    /// <summary>Drops the line of a station as a lost network does.</summary>
    public void Cut(string station) => lines[station].Abort();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWebSockets();
        app.Use(inner => context =>
        {
            if (context.Request.Path.StartsWithSegments("/ocpp", out var station) && context.Features.Get<IHttpWebSocketFeature>() is { } real)
                context.Features.Set<IHttpWebSocketFeature>(new Feature(real, line => lines[station.Value![1..]] = new BadLine(line, station.Value[1..], up ?? untouched, down ?? untouched)));
            return inner(context);
        });
        next(app);
    };

    private sealed class Feature(IHttpWebSocketFeature real, Func<WebSocket, BadLine> lay) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => real.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => lay(await real.AcceptAsync(context));
    }
}

/// <summary>The server's end of one line.</summary>
/// <param name="station">Its name for itself.</param>
/// <param name="up">What becomes of what the station says.</param>
/// <param name="down">What becomes of what the server says.</param>
internal sealed class BadLine(WebSocket real, string station, Passing up, Passing down) : WebSocket
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly byte[] own = new byte[4096];
    private ReadOnlyMemory<byte>? arrived;

    public string Station => station;
    public override WebSocketCloseStatus? CloseStatus => real.CloseStatus;
    public override string? CloseStatusDescription => real.CloseStatusDescription;
    public override WebSocketState State => real.State;
    public override string? SubProtocol => real.SubProtocol;

    /// <summary>Says something to the station that the server did not say.</summary>
    public async Task Tell(string text)
    {
        await writing.WaitAsync();
        try
        {
            await real.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    public override void Abort() => real.Abort();
    public override Task CloseAsync(WebSocketCloseStatus status, string? reason, CancellationToken stop) => real.CloseAsync(status, reason, stop);
    public override Task CloseOutputAsync(WebSocketCloseStatus status, string? reason, CancellationToken stop) => real.CloseOutputAsync(status, reason, stop);
    public override void Dispose() => real.Dispose();

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken stop)
    {
        while (arrived is null)
        {
            var message = new MemoryStream();
            WebSocketReceiveResult part;
            do
            {
                part = await real.ReceiveAsync(new ArraySegment<byte>(own), stop);
                if (part.MessageType != WebSocketMessageType.Text) return part;
                message.Write(own.AsSpan(0, part.Count));
            }
            while (!part.EndOfMessage);
            if (await up(this, Encoding.UTF8.GetString(message.ToArray())) is { } text) arrived = Encoding.UTF8.GetBytes(text);
        }
        var now = arrived.Value[..Math.Min(buffer.Count, arrived.Value.Length)];
        now.CopyTo(buffer);
        arrived = now.Length < arrived.Value.Length ? arrived.Value[now.Length..] : default(ReadOnlyMemory<byte>?);
        return new WebSocketReceiveResult(now.Length, WebSocketMessageType.Text, arrived is null);
    }

    public override async Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType type, bool last, CancellationToken stop)
    {
        if (await down(this, Encoding.UTF8.GetString(buffer)) is { } text) await Tell(text);
    }
}
