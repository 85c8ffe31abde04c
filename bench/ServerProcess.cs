using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Busbar.Bench;

/// <summary>The server as its operator runs it: a process of its own, on a data folder of its own and a free port.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string? postgres;
    private Process process = null!;

    private ServerProcess(string folder, Uri url, string? postgres) => (Folder, Url, this.postgres) = (folder, url, postgres);

    public string Folder { get; }

    public Uri Url { get; }

    /// <summary>Resident memory in MB.</summary>
    public double MemoryMb => Math.Round(ReadStatus("VmRSS:") / 1024.0, 1);

    /// <summary>CPU time used so far, user and system.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts with the demo on a folder of its own; done when it is ready.</summary>
    public static async Task<ServerProcess> Start(BenchOptions options)
    {
        var server = new ServerProcess(Directory.CreateTempSubdirectory("busbar-bench-").FullName, new Uri($"http://127.0.0.1:{FreePort()}"), options.Postgres);
        await server.Launch();
        return server;
    }

    /// <summary>Kills it as a power cut would, and starts it again on the same folder and port. How long until it was ready.</summary>
    public async Task<TimeSpan> KillAndRestart()
    {
        await Kill();
        var started = Stopwatch.GetTimestamp();
        await Launch();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Ends it, so that its folder can be filled; the folder.</summary>
    public async Task<string> Stop()
    {
        await Kill();
        return Folder;
    }

    public Task StartAgain() => Launch();

    /// <summary>An application, signed in as the demo's client.</summary>
    public async Task<HttpClient> SignIn()
    {
        var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "credentials.json"))).RootElement;
        var http = NewHttp();
        var answer = await http.PostAsync("/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = credentials.GetProperty("clientId").GetString()!, ["client_secret"] = credentials.GetProperty("clientSecret").GetString()!,
        }));
        var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>A client of a tenant of its own, made by the command line.</summary>
    public async Task<(string Id, string Secret)> AddClient(string name)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Server.Setup.BusbarServer).Assembly.Location, "clients", "add", "--name", name, "--data", Folder]) { RedirectStandardOutput = true };
        if (postgres is not null) start.Environment["BUSBAR_POSTGRES"] = postgres;
        using var adding = Process.Start(start)!;
        var told = (await adding.StandardOutput.ReadToEndAsync()).Split('\n');
        return (Word("client id"), Word("client secret"));

        string Word(string label) => told.First(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();
    }

    public HttpClient NewHttp() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(2) };

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task Launch()
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(Server.Setup.BusbarServer).Assembly.Location, "--data", Folder, "--urls", Url.ToString(), "--demo"])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("BUSBAR_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["BUSBAR_POSTGRES"] = postgres;
        process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        using var http = NewHttp();
        while (!await IsReady(http)) await Task.Delay(20);
    }

    private async Task<bool> IsReady(HttpClient http)
    {
        if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
        try { return (await http.GetAsync("/healthz/ready")).IsSuccessStatusCode && File.Exists(Path.Combine(Folder, "credentials.json")); }
        catch (HttpRequestException) { return false; }
    }

    private double ReadStatus(string name) =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2].Split('\t')[^1]);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
