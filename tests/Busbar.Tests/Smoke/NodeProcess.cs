using System.Diagnostics;
using Busbar.Server.Setup;

namespace Busbar.Tests.Smoke;

/// <summary>A server process on a store that others use too; it can be frozen and woken, and ends with the test.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly string Binary = typeof(BusbarServer).Assembly.Location;
    private readonly Process process;
    private readonly List<string> output = [];
    private readonly TaskCompletionSource<Uri> serves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, told) => Take(told.Data);
        process.ErrorDataReceived += (_, told) => Take(told.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Everything that it wrote.</summary>
    public string Output { get { lock (output) return string.Join('\n', output); } }

    /// <param name="patience">How long a node may be silent before the others take it for gone.</param>
    public static async Task<NodeProcess> Start(string folder, string postgres, TimeSpan patience)
    {
        var start = new ProcessStartInfo("dotnet", [Binary, "--data", folder, "--postgres", postgres, "--urls", "http://127.0.0.1:0", "--no-demo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BUSBAR_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["BUSBAR_NODE_PATIENCE"] = patience.TotalSeconds.ToString("0");
        var node = new NodeProcess(Process.Start(start)!);
        node.Url = await node.serves.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return node;
    }

    /// <summary>From now on it does nothing, and does not know it: its sockets stay open, its clock stands.</summary>
    public async Task Freeze()
    {
        await Signal("STOP");
        // Sent is not done: on a busy machine its threads run on for a while, and answer.
        var patience = Stopwatch.StartNew();
        while (!Directory.EnumerateDirectories($"/proc/{process.Id}/task").All(IsStopped))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "The server does not stop.");
            await Task.Yield();
        }
    }

    public Task Wake() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>The state stands after the thread's name, which is in parentheses and may hold any others.</summary>
    private static bool IsStopped(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return stat[stat.LastIndexOf(')') + 2] == 'T';
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return true;
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            serves.TrySetException(new InvalidOperationException("The server ended:\n" + Output));
            return;
        }
        lock (output) output.Add(line);
        const string words = "Busbar serves on ";
        if (line.Contains(words, StringComparison.Ordinal)) serves.TrySetResult(new Uri(line[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Trim()));
    }
}
