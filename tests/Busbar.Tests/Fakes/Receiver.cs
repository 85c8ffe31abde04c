using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Tests.Fakes;

/// <summary>What an application's webhook address is sent: it answers as it is told to, and keeps all.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>The status of each answer; null for none at all, until the sender hangs up.</summary>
    public Func<Received, int?> Answers { get; set; } = _ => 200;

    public string Url { get; private set; } = "";

    /// <summary>Every event that was taken, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Events => [.. All.Where(one => one.Answered is >= 200 and < 300).SelectMany(one => one.Json.EnumerateArray())];

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync();
        receiver.Url = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook";
        return receiver;
    }

    private async Task Take(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var received = new Received(context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.ToArray());
        received.Answered = Answers(received);
        All.Enqueue(received);
        if (received.Answered is { } status) context.Response.StatusCode = status;
        else await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>One request to a webhook address.</summary>
public sealed record Received(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public int? Answered { get; set; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);
}
