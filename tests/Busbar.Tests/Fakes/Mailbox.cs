using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Busbar.Server.Mail;

namespace Busbar.Tests.Fakes;

/// <summary>A mail server on loopback that keeps what it is given, or takes nothing.</summary>
public sealed class Mailbox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public Mailbox()
    {
        listener.Start();
        accepting = Accept();
    }

    public MailOptions Options => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, false, null, null, "Busbar <busbar@example.org>");

    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>It says no to every recipient.</summary>
    public bool IsFull { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Talk(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // Nobody waits for mail any more.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 mailbox");
        while (await reader.ReadLineAsync() is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO" or "MAIL" or "RSET" or "NOOP":
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "RCPT":
                    await writer.WriteLineAsync(IsFull ? "552 full" : "250 OK");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } part && part != ".") mail.AppendLine(part);
                    Mails.Enqueue(mail.ToString());
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("502 what?");
                    break;
            }
        }
    }
}
