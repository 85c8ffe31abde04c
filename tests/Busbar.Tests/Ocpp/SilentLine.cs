using System.Net.Sockets;
using System.Text;

namespace Busbar.Tests.Ocpp;

/// <summary>A station whose line is up and that answers nothing, not even a ping: a raw socket after the handshake.</summary>
internal sealed class SilentLine : IAsyncDisposable
{
    private readonly TcpClient tcp;

    private SilentLine(TcpClient tcp) => this.tcp = tcp;

    public static async Task<SilentLine> Dial(string address, Owned station)
    {
        var uri = new Uri(address);
        var tcp = new TcpClient();
        await tcp.ConnectAsync(uri.Host, uri.Port);
        var credential = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{station.Identity}:{station.Password}"));
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {station.Path} HTTP/1.1\r\nHost: {uri.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
            $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\nAuthorization: Basic {credential}\r\n\r\n"));
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)await NextByte(tcp));
        Assert.StartsWith("HTTP/1.1 101", head.ToString());
        return new SilentLine(tcp);
    }

    public Task<int> FirstByteOfNextFrame() => NextByte(tcp);

    public ValueTask DisposeAsync()
    {
        tcp.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<int> NextByte(TcpClient tcp)
    {
        var one = new byte[1];
        await tcp.GetStream().ReadExactlyAsync(one).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return one[0];
    }
}
