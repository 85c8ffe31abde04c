using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Bench;

/// <summary>
/// A charging station over a plain socket: lean, so that ten thousand fit beside the server. It answers what it is asked as a
/// simple charger does, and counts the errors it is told.
/// </summary>
internal sealed partial class Station(Uri server, string identity, string password) : IDisposable
{
    private static int errors;

    private readonly byte[] received = new byte[2048];
    private readonly SemaphoreSlim writing = new(1);
    private readonly Dictionary<string, TaskCompletionSource> waiting = [];
    private Socket? socket;
    private WebSocket? web;
    private int calls;

    /// <summary>How many calls of all stations were answered with a CALLERROR.</summary>
    public static int Errors => Volatile.Read(ref errors);

    /// <summary>Makes a station known through the API and the owner's page, as its owner would.</summary>
    public static async Task<Station> Make(HttpClient application, Uri server, int number)
    {
        var identity = $"BENCH{number:000000}";
        using var content = new StringContent($$"""{"type":"ChargePoint","brand":"OCPP","identifier":"{{identity}}"}""", Encoding.UTF8, "application/json");
        using var made = await application.PostAsync("/connect/v1/onboarding/entities", content);
        var body = await made.Content.ReadAsStringAsync();
        if (!made.IsSuccessStatusCode) throw new InvalidOperationException(body);
        var page = JsonDocument.Parse(body).RootElement.GetProperty("action").GetProperty("documentationLink").GetString();
        using var told = await application.PostAsync(page + "/password", new FormUrlEncodedContent([]));
        var password = Password().Match(await told.Content.ReadAsStringAsync());
        return password.Success ? new Station(server, identity, password.Groups[1].Value) : throw new InvalidOperationException("The page told no password.");
    }

    public string Identity => identity;

    /// <summary>The number that the server gave the last transaction.</summary>
    public int Transaction { get; private set; }

    public async Task Connect()
    {
        socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{identity}:{password}"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ocpp/{identity} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + $"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ocpp1.6\r\nAuthorization: Basic {credential}\r\n\r\n"));
        var head = await ReadHead(stream);
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidOperationException(head.Split('\r')[0]);
        web = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { SubProtocol = "ocpp1.6", KeepAliveInterval = TimeSpan.Zero });
        _ = Listen(web);
    }

    public Task Boot() => Call("BootNotification", """{"chargePointVendor":"Bench","chargePointModel":"One","firmwareVersion":"1"}""");

    public async Task Status(string status)
    {
        for (var connector = 0; connector <= 1; connector++)
            await Call("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{Now()}}"}""");
    }

    /// <summary>Sends a call; done when it was answered.</summary>
    public async Task<TimeSpan> Call(string action, string payload)
    {
        var id = Interlocked.Increment(ref calls).ToString();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting) waiting[id] = answered;
        var started = Stopwatch.GetTimestamp();
        await Send($$"""[2,"{{id}}","{{action}}",{{payload}}]""");
        await answered.Task;
        return Stopwatch.GetElapsedTime(started);
    }

    public static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    public void Dispose()
    {
        web?.Dispose();
        socket?.Dispose();
    }

    private async Task Listen(WebSocket web)
    {
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await web.ReceiveAsync(received.AsMemory(length), CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                await Take(received.AsMemory(0, length));
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The line is down; whoever waits hears it.
        }
        finally
        {
            lock (waiting) foreach (var left in waiting.Values) left.TrySetException(new IOException("The line is down."));
        }
    }

    private async Task Take(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        var (type, id) = (json.RootElement[0].GetInt32(), json.RootElement[1].GetString()!);
        if (type == 2)
        {
            await Send($$"""[3,"{{id}}",{{Answer(json.RootElement[2].GetString()!)}}]""");
            return;
        }
        if (type == 3 && json.RootElement[2].TryGetProperty("transactionId", out var transaction)) Transaction = transaction.GetInt32();
        if (type == 4) Interlocked.Increment(ref errors);
        TaskCompletionSource? answered;
        lock (waiting) waiting.Remove(id, out answered);
        answered?.TrySetResult();
    }

    private static string Answer(string action) => action switch
    {
        "GetConfiguration" => """{"configurationKey":[{"key":"NumberOfConnectors","readonly":true,"value":"1"},{"key":"MeterValueSampleInterval","readonly":false,"value":"60"},{"key":"SupportedFeatureProfiles","readonly":true,"value":"Core,SmartCharging"}]}""",
        "ChangeConfiguration" => """{"status":"Accepted"}""",
        _ => """{"status":"Rejected"}""",
    };

    private async Task Send(string text)
    {
        await writing.WaitAsync();
        try { await web!.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None); }
        finally { writing.Release(); }
    }

    private static async Task<string> ReadHead(Stream stream)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0) throw new IOException("The server hung up.");
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    [GeneratedRegex("""<dd class="code big">([^<]+)</dd>""")]
    private static partial Regex Password();
}
