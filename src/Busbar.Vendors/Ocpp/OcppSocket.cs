using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Busbar.Vendors.Ocpp;

/// <summary>What became of a message that was to be sent.</summary>
internal enum Sending { Sent, NotSent, Unknown }

/// <summary>A WebSocket of whole text messages: one reader, many writers, a limit on what is read, and an orderly end.</summary>
internal sealed class OcppSocket(WebSocket socket, OcppOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1);
    private readonly byte[] part = new byte[4096];
    private readonly ArrayBufferWriter<byte> message = new();
    private ITimer? cut;
    private int closing;

    /// <summary>The next message, valid until the next call; null when the socket has ended, however that came.</summary>
    public async Task<ReadOnlyMemory<byte>?> Receive()
    {
        message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(part.AsMemory(), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await Close(WebSocketCloseStatus.NormalClosure, "");
                    return null;
                }
                // Once closed by us, what still comes is only read away, so that the other side gets to see our reason.
                if (Volatile.Read(ref closing) == 1) continue;
                if (read.MessageType == WebSocketMessageType.Binary) await Close(WebSocketCloseStatus.InvalidMessageType, "Messages are text");
                else if (message.WrittenCount + read.Count > options.MaxMessageBytes)
                    await Close(WebSocketCloseStatus.MessageTooBig, $"A message is at most {options.MaxMessageBytes} bytes");
                else
                {
                    message.Write(part.AsSpan(0, read.Count));
                    if (read.EndOfMessage) return message.WrittenMemory;
                }
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            return null;
        }
    }

    public async Task<Sending> Send(ReadOnlyMemory<byte> text)
    {
        await writing.WaitAsync();
        try
        {
            if (Volatile.Read(ref closing) == 1 || socket.State != WebSocketState.Open) return Sending.NotSent;
            using var late = new CancellationTokenSource(options.CallTimeout, time);
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, late.Token);
            return Sending.Sent;
        }
        catch (Exception e) when (IsEnd(e))
        {
            return Sending.Unknown;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Says why, and gives the other side a while to close as well; then the line is cut. Only the first call has an effect.</summary>
    public async Task Close(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref closing, 1) == 1) return;
        // Set before anything can wait: a writer that is stuck in a dead line holds the lock.
        cut = time.CreateTimer(_ => socket.Abort(), null, options.CloseTimeout, Timeout.InfiniteTimeSpan);
        await writing.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(status, Fit(reason), CancellationToken.None);
        }
        catch (Exception e) when (IsEnd(e))
        {
            socket.Abort();
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        cut?.Dispose();
        socket.Dispose();
    }

    private static bool IsEnd(Exception e) => e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;

    /// <summary>A close frame holds 123 bytes of text.</summary>
    private static string Fit(string reason) => Encoding.UTF8.GetByteCount(reason) <= 123 ? reason : reason[..30];
}
