using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Busbar.Tests.Ocpp;

/// <summary>
/// A charging station of these tests: a bare WebSocket that sends what it is told, notes what it is asked, and answers as
/// <see cref="Answers"/> says.
/// </summary>
internal sealed class StationClient : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket socket;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonArray>> waiting = new();
    private readonly Channel<JsonArray> unasked = Channel.CreateUnbounded<JsonArray>();
    private readonly SemaphoreSlim writing = new(1);
    private readonly Task reading;
    private int lastId;

    private StationClient(ClientWebSocket socket)
    {
        this.socket = socket;
        Answers = Obedient;
        reading = ReadAll();
    }

    /// <summary>The answer to a call of the server: a payload, or null for none at all. A text value is an error code.</summary>
    public Func<string, JsonObject, JsonNode?> Answers { get; set; }

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; set; } = Usual;

    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>Every call of the server, in order.</summary>
    public ConcurrentQueue<(string Action, JsonObject Payload)> Asked { get; } = new();

    private readonly Channel<(string Action, JsonObject Payload)> asked = Channel.CreateUnbounded<(string, JsonObject)>();

    public string? Subprotocol => socket.SubProtocol;

    /// <summary>Why the server closed.</summary>
    public async Task<(WebSocketCloseStatus? Status, string? Reason)> Closed()
    {
        await reading.WaitAsync(Patience);
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }

    public static async Task<StationClient> Dial(string address, string? user, string? password, params string[] subprotocols)
    {
        var socket = Socket(user, password, subprotocols.Length == 0 ? ["ocpp1.6"] : subprotocols);
        await socket.ConnectAsync(new Uri(address), CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        return new StationClient(socket);
    }

    /// <summary>Dials in to be refused; the status.</summary>
    public static async Task<HttpStatusCode> DialRefused(string address, string? user, string? password, params string[] subprotocols)
    {
        using var socket = Socket(user, password, subprotocols);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(address), CancellationToken.None).WaitAsync(Usual));
        return socket.HttpStatusCode;
    }

    /// <summary>The payload of a CALLRESULT; fails on anything else.</summary>
    public async Task<JsonObject> Ask(string action, string payload, string? id = null)
    {
        var answer = await Call(action, payload, id);
        Assert.True(answer[0]!.GetValue<int>() == 3, answer.ToJsonString());
        return answer[2]!.AsObject();
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonArray> Call(string action, string payload, string? id = null)
    {
        id ??= $"m{Interlocked.Increment(ref lastId)}";
        var answer = new TaskCompletionSource<JsonArray>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        await Send($"[2,\"{id}\",\"{action}\",{payload}]");
        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>
    /// Sends a call that is refused as malformed. That answer waits for no store and no other call, and goes down the same line as
    /// the others: whatever was sent before it has arrived.
    /// </summary>
    public async Task Knock() => Assert.Equal("FormationViolation", (await Call("Heartbeat", "[]"))[2]!.GetValue<string>());

    /// <summary>Boots, and waits until the server has nothing more to ask.</summary>
    public async Task Boot()
    {
        var answer = await Ask("BootNotification", """{"chargePointVendor":"Test","chargePointModel":"One","firmwareVersion":"1.0"}""");
        Assert.Equal("Accepted", answer["status"]!.GetValue<string>());
        await AskedFor("TriggerMessage", payload => payload["requestedMessage"]!.GetValue<string>() == "MeterValues");
    }

    /// <summary>The next call of the server that fits.</summary>
    public async Task<JsonObject> AskedFor(string action, Func<JsonObject, bool>? fits = null)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (true)
        {
            var (name, payload) = await asked.Reader.ReadAsync(stop.Token);
            if (name == action && (fits is null || fits(payload))) return payload;
        }
    }

    /// <summary>The next message that answers nothing of ours.</summary>
    public async Task<JsonArray> Unasked() => await unasked.Reader.ReadAsync(new CancellationTokenSource(Patience).Token);

    /// <summary>How many messages have come that answer nothing of ours, and nobody has looked at.</summary>
    public int UnaskedSoFar => unasked.Reader.Count;

    public Task Send(string text) => SendPart(Encoding.UTF8.GetBytes(text), last: true);

    public async Task SendPart(byte[] bytes, bool last, WebSocketMessageType type = WebSocketMessageType.Text)
    {
        await writing.WaitAsync();
        try
        {
            await socket.SendAsync(bytes, type, last, CancellationToken.None).WaitAsync(Patience);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Drops the line as a lost network does.</summary>
    public void Cut() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            await reading.WaitAsync(Patience);
        }
        catch (WebSocketException)
        {
            // The server went first.
        }
        socket.Dispose();
    }

    public JsonNode? Obedient(string action, JsonObject payload) => action switch
    {
        "GetConfiguration" => new JsonObject
        {
            ["configurationKey"] = new JsonArray([.. Settings.Select(setting =>
                (JsonNode)new JsonObject { ["key"] = setting.Key, ["readonly"] = setting.Key is "NumberOfConnectors", ["value"] = setting.Value })]),
        },
        _ => new JsonObject { ["status"] = "Accepted" },
    };

    private async Task ReadAll()
    {
        var (buffer, message) = (new byte[16_384], new MemoryStream());
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return;
                }
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage) continue;
                var frame = JsonNode.Parse(message.ToArray())!.AsArray();
                message.SetLength(0);
                await Take(frame);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The line was cut.
        }
        finally
        {
            foreach (var (id, answer) in waiting)
                if (waiting.TryRemove(id, out _)) answer.TrySetException(new WebSocketException("The line ended before the answer came."));
        }
    }

    private async Task Take(JsonArray frame)
    {
        var id = frame[1]!.GetValue<string>();
        if (frame[0]!.GetValue<int>() != 2)
        {
            if (waiting.TryRemove(id, out var answer)) answer.SetResult(frame);
            else await unasked.Writer.WriteAsync(frame);
            return;
        }
        var (action, payload) = (frame[2]!.GetValue<string>(), frame[3]!.AsObject());
        Asked.Enqueue((action, payload));
        var reply = Answers(action, payload);
        if (reply is JsonValue code) await Send($"[4,\"{id}\",\"{code.GetValue<string>()}\",\"\",{{}}]");
        else if (reply is not null) await Send($"[3,\"{id}\",{reply.ToJsonString()}]");
        await asked.Writer.WriteAsync((action, payload));
    }

    private static ClientWebSocket Socket(string? user, string? password, string[] subprotocols)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (user is not null) socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        foreach (var subprotocol in subprotocols) socket.Options.AddSubProtocol(subprotocol);
        return socket;
    }
}
