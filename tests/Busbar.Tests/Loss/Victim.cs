using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Tests.Ground;
using Busbar.Tests.Walks;

namespace Busbar.Tests.Loss;

/// <summary>The real server, which is killed and comes back on the same store and port; and the door to it for its clients.</summary>
internal sealed class Victim(StorePlace place, Random random) : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(40) };
    private readonly int port = ServerProcess.FreePort(random);
    private TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ServerProcess? server;
    private string? token;

    public Uri Url => new($"http://127.0.0.1:{port}");

    /// <summary>When the newest process was started.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Completes when clients may ask (again).</summary>
    public Task Up => Volatile.Read(ref up).Task;

    /// <summary>Starts the server; how long it took until it said that it is ready, and what of that was its own work. Clients are let in by <see cref="LetIn"/>.</summary>
    public async Task<(TimeSpan Ready, TimeSpan Processor)> Start()
    {
        Begin();
        var watch = Stopwatch.StartNew();
        while (await Try(new HttpRequestMessage(HttpMethod.Get, "/healthz/ready")) is not { Status: 200 })
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("The server does not get ready:\n" + string.Join('\n', server!.Output));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
        return (watch.Elapsed, server!.ProcessorTime);
    }

    /// <summary>The demo household and its client are there; clients have a token from now on.</summary>
    public async Task SignIn()
    {
        await server!.Says("household");
        var credentials = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(place.Folder, "credentials.json"))).RootElement;
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = credentials.Text("clientId")!, ["client_secret"] = credentials.Text("clientSecret")! };
        token = (await Try(new HttpRequestMessage(HttpMethod.Post, "/oauth2/token") { Content = new FormUrlEncodedContent(form) }))!.Body.Text("access_token");
    }

    public void LetIn() => up.TrySetResult();

    /// <summary>Kills the server; from now on clients wait.</summary>
    public async Task Kill()
    {
        if (up.Task.IsCompleted) Volatile.Write(ref up, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await server!.DisposeAsync();
        server = null;
    }

    /// <summary>Killed while it starts.</summary>
    public async Task StartAndKill(TimeSpan after)
    {
        Begin();
        await Task.Delay(after, TimeProvider.System);
        await Kill();
    }

    /// <summary>A call with the client's token; null where no whole answer came, so that nobody knows what happened.</summary>
    public async Task<Answered?> Try(HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Try(request);
    }

    public async Task<Answered?> Try(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(Url, request.RequestUri!);
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new Answered((int)answer.StatusCode, text, answer.Headers.Location, answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        http.Dispose();
    }

    private void Begin()
    {
        StartedAt = TimeProvider.System.GetUtcNow();
        server = ServerProcess.Begin(place.Folder, ["--urls", Url.ToString().TrimEnd('/'), .. place.Postgres is { } connection ? ["--postgres", connection] : Array.Empty<string>()]);
    }
}

internal sealed record Answered(int Status, string Text, Uri? Location, string? Cookie)
{
    public JsonElement Body => JsonDocument.Parse(Text).RootElement;
}
