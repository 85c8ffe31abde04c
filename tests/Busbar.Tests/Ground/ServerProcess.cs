using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Busbar.Server.Setup;

namespace Busbar.Tests.Ground;

/// <summary>The real server as a process of its own, its output read as it comes; ended with the test.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Binary = typeof(BusbarServer).Assembly.Location;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task reading;
    private readonly Lock gate = new();
    private readonly List<string> output = [];
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int read;
    private bool ended;

    private ServerProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadLines(process.StandardOutput), ReadLines(process.StandardError));
        _ = reading.ContinueWith(_ => { lock (gate) { ended = true; more.TrySetResult(); } }, TaskScheduler.Default);
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Everything that it printed so far.</summary>
    public IReadOnlyList<string> Output { get { lock (gate) return [.. output]; } }

    /// <summary>What it has cost so far, however busy the machine is with other things.</summary>
    public TimeSpan ProcessorTime { get { process.Refresh(); return process.TotalProcessorTime; } }

    /// <summary>Started and serving.</summary>
    public static async Task<ServerProcess> Start(string folder, params string[] more)
    {
        var server = Begin(folder, ["--urls", "http://127.0.0.1:0", .. more]);
        var line = await server.Says("serves on ");
        server.Url = new Uri(line[(line.IndexOf("serves on ", StringComparison.Ordinal) + "serves on ".Length)..].Trim());
        return server;
    }

    /// <summary>Started, and not waited for.</summary>
    public static ServerProcess Begin(string folder, params string[] more) => new(Launch(["--data", folder, .. more]));

    /// <summary>A command of the same binary, from start to end.</summary>
    public static async Task<(int Exit, string Text)> Run(string folder, params string[] words)
    {
        using var process = Launch([.. words, "--data", folder]);
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await said + await errors);
    }

    /// <summary>A port for a server that is to come back on it. Below those that the system hands out by itself.</summary>
    public static int FreePort(Random random)
    {
        while (true)
        {
            var port = random.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <summary>The next line that holds these words.</summary>
    public async Task<string> Says(string words)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                for (; read < output.Count; read++)
                    if (output[read].Contains(words, StringComparison.OrdinalIgnoreCase)) return output[read++];
                if (ended) throw new InvalidOperationException($"The server ended without '{words}':\n{string.Join('\n', output)}");
                if (more.Task.IsCompleted) more = new(TaskCreationOptions.RunContinuationsAsynchronously);
                signal = more.Task;
            }
            await signal.WaitAsync(Patience);
        }
    }

    /// <summary>As a crash ends it: SIGKILL, at once, nothing tidied up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    private async Task ReadLines(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
            lock (gate)
            {
                output.Add(line);
                more.TrySetResult();
            }
    }

    private static Process Launch(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("dotnet", [Binary, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BUSBAR_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        return Process.Start(start)!;
    }
}
