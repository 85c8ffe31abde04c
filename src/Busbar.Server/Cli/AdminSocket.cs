using System.Net.Sockets;
using System.Text.Json;

namespace Busbar.Server.Cli;

/// <summary>
/// The running server's ear for commands of the same binary: a socket in the data folder, for its owner alone. A command is
/// one line of JSON, an array of words; the answer is one line, <c>{"exit":0,"text":"…"}</c>.
/// </summary>
public sealed partial class AdminSocket(Storage.Store store, Commands commands, ILogger<AdminSocket> logger) : BackgroundService
{
    private const int LongestLine = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static string PathIn(string folder) => Path.Combine(folder, "busbar.sock");

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var path = PathIn(store.Folder.FullPath);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IOException)
        {
            // Such as a path that is too long for a socket: the server is worth more than this convenience.
            Log.Deaf(logger, path, e.Message);
            return;
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        try
        {
            while (true)
            {
                var caller = await listener.AcceptAsync(stop);
                _ = Task.Run(() => Serve(caller, stop), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            File.Delete(path);
        }
    }

    /// <summary>Asks the server that holds this data folder; null where none answers.</summary>
    public static async Task<(int Exit, string Text)?> Ask(string folder, IReadOnlyList<string> words)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathIn(folder)));
        }
        catch (SocketException)
        {
            return null;
        }
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(words));
        stream.WriteByte((byte)'\n');
        using var reader = new StreamReader(stream);
        if (await reader.ReadLineAsync() is not { } line) return null;
        using var json = JsonDocument.Parse(line);
        return (json.RootElement.GetProperty("exit").GetInt32(), json.RootElement.GetProperty("text").GetString()!);
    }

    private async Task Serve(Socket caller, CancellationToken stop)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            using var reader = new StreamReader(stream, leaveOpen: true, bufferSize: LongestLine);
            var words = JsonSerializer.Deserialize<string[]>(await reader.ReadLineAsync(patience.Token) ?? "[]") ?? [];
            var (exit, text) = await commands.Run(words);
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { exit, text }), stop);
            stream.WriteByte((byte)'\n');
        }
        catch (Exception e) when (e is IOException or JsonException or OperationCanceledException)
        {
            Log.Broken(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "There is no listening at {Path}: {Message} Commands of the same binary work only while the server is stopped.")]
        public static partial void Deaf(ILogger logger, string path, string message);

        [LoggerMessage(LogLevel.Warning, "A command broke off: {Message}")]
        public static partial void Broken(ILogger logger, string message);
    }
}
