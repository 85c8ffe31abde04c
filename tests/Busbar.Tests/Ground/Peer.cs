using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Busbar.Tests.Ground;

/// <summary>
/// An independent implementation of tests/peers, spoken to in lines of JSON: its answers and reports have an <c>event</c>.
/// It ends when its standard input closes, so with the test process too.
/// </summary>
public sealed class Peer : IAsyncDisposable
{
    /// <summary>Generous: a peer that answers does so in milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Scripts = Repository.Path("tests", "peers");
    private static readonly string? Node = Environment.GetEnvironmentVariable("BUSBAR_NODE") is { Length: > 0 } told ? told : Programs.Find("node");

    private readonly string script;
    private readonly Process process;
    private readonly Task reading;
    private readonly Lock gate = new();
    private readonly List<JsonElement> unread = [];
    private readonly List<JsonElement> all = [];
    private readonly ConcurrentQueue<string> errors = new();
    private TaskCompletionSource more = NewSignal();
    private bool ended;

    private Peer(string script, Process process)
    {
        (this.script, this.process) = (script, process);
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) errors.Enqueue(line.Data); };
        process.BeginErrorReadLine();
        reading = Task.Run(ReadLines);
    }

    /// <summary>Why no peer can run; null where they can.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>Everything that the peer said so far, in order.</summary>
    public IReadOnlyList<JsonElement> Lines { get { lock (gate) return [.. all]; } }

    /// <summary>Starts a script of tests/peers; <paramref name="options"/> is its one argument, written as JSON in camelCase.</summary>
    public static Peer Start(string script, object options)
    {
        var start = new ProcessStartInfo(Node ?? throw new InvalidOperationException(Missing), [Path.Combine(Scripts, script), Json(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new Peer(script, Process.Start(start) ?? throw new InvalidOperationException($"{script} did not start."));
    }

    /// <summary>Tells the peer something: one line of JSON in camelCase.</summary>
    public async Task Send(object line)
    {
        await process.StandardInput.WriteLineAsync(Json(line));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>The next report of this name that was not taken yet, and that <paramref name="match"/> accepts.</summary>
    public Task<JsonElement> Next(string @event, Func<JsonElement, bool>? match = null) =>
        Take(line => line.TryGetProperty("event", out var name) && name.ValueEquals(@event) && (match is null || match(line)), @event);

    private async Task<JsonElement> Take(Func<JsonElement, bool> match, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task signal;
            lock (gate)
            {
                var index = unread.FindIndex(line => match(line));
                if (index >= 0)
                {
                    var found = unread[index];
                    unread.RemoveAt(index);
                    return found;
                }
                if (ended) throw new InvalidOperationException($"{script} ended without '{what}'.{Told()}");
                signal = more.Task;
            }
            await signal.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested) throw new TimeoutException($"{script} did not say '{what}' within {Patience.TotalSeconds:0} s.{Told()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited) process.Kill();
        await reading;
        process.Dispose();
    }

    private async Task ReadLines()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } text)
        {
            using var line = JsonDocument.Parse(text);
            lock (gate)
            {
                unread.Add(line.RootElement.Clone());
                all.Add(unread[^1]);
                Signal();
            }
        }
        lock (gate)
        {
            ended = true;
            Signal();
        }
    }

    private void Signal()
    {
        more.TrySetResult();
        more = NewSignal();
    }

    private string Told() => $"\nIt said:\n{string.Join('\n', Lines)}\nand beside it:\n{string.Join('\n', errors)}";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Json(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static string? FindMissing()
    {
        if (Node is null) return "There is no node on the path: ./test.sh gets one.";
        if (!Directory.Exists(Path.Combine(Scripts, "node_modules"))) return "The peers are not installed: ./test.sh does it, or npm ci in tests/peers.";
        using var process = Process.Start(new ProcessStartInfo(Node, ["--version"]) { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return int.TryParse(version.TrimStart('v').Split('.')[0], out var major) && major >= 20 ? null : $"The peers need Node 20, not {version}: ./test.sh gets one.";
    }
}
