using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Busbar.Vendors.Ocpp;

/// <summary>What became of a message that was to be sent.</summary>
internal enum Sending { Sent, NotSent, Unknown }

/// <summary>A WebSocket of whole text messages: one reader, many writers, a limit on what is read, and an orderly end.</summary>
internal sealed class OcppSocket(WebSocket socket, OcppOptions options, TimeProvider time) : IDisposable
{
    /// <summary>Holds what most messages are.</summary>
    private const int FirstBuffer = 1024;

    private readonly SemaphoreSlim writing = new(1);
    private ITimer? cut;
    private int closing;

    /// <summary>What <paramref name="read"/> makes of the next message, whose bytes it must not keep; null when the socket has ended, however that came.</summary>
    public async Task<T?> Receive<T>(Func<ReadOnlyMemory<byte>, T> read) where T : class
    {
        // Most sockets are silent nearly always: while one waits it has no buffer.
        var (message, length) = (Array.Empty<byte>(), 0);
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(message.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await Close(WebSocketCloseStatus.NormalClosure, "");
                    return null;
                }
                // Once closed by us, what still comes is only read away, so that the other side gets to see our reason.
                if (Volatile.Read(ref closing) == 1) length = 0;
                else if (part.MessageType == WebSocketMessageType.Binary) await Close(WebSocketCloseStatus.InvalidMessageType, "Messages are text");
                else if (length + part.Count > options.MaxMessageBytes)
                    await Close(WebSocketCloseStatus.MessageTooBig, $"A message is at most {options.MaxMessageBytes} bytes");
                else
                {
                    length += part.Count;
                    if (part.EndOfMessage) return read(message.AsMemory(0, length));
                }
                if (length == message.Length) message = Grow(message);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            return null;
        }
        finally
        {
            GiveBack(message);
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

    private static byte[] Grow(byte[] full)
    {
        var wider = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, full.Length * 2));
        full.CopyTo(wider, 0);
        GiveBack(full);
        return wider;
    }

    private static void GiveBack(byte[] rented)
    {
        if (rented.Length > 0) ArrayPool<byte>.Shared.Return(rented);
    }

    private static bool IsEnd(Exception e) => e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;

    /// <summary>A close frame holds 123 bytes of text.</summary>
    private static string Fit(string reason) => Encoding.UTF8.GetByteCount(reason) <= 123 ? reason : reason[..30];
}
