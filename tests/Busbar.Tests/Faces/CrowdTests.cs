using System.Net;
using System.Text;
using Busbar.Server.Faces;
using Busbar.Tests.Faces.Connect;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Faces;

/// <summary>An application gone wild holds up itself and nobody else.</summary>
public sealed class CrowdTests
{
    [Fact]
    public async Task One_client_s_crowd_is_turned_away_at_the_door()
    {
        // A machine that is busy may take its time over so many connections.
        await using var house = await ConnectHouse.Open(change: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MinRequestBodyDataRate = null));
        using var other = await house.Other();
        using var wild = new HttpClient(new SocketsHttpHandler { UseProxy = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = house.House.Url };
        wild.DefaultRequestHeaders.Authorization = house.Http.DefaultRequestHeaders.Authorization;
        wild.DefaultRequestHeaders.ExpectContinue = true;

        var bodies = Enumerable.Range(0, Crowd.Most).Select(_ => new SlowBody()).ToList();
        var waiting = bodies.Select(body => wild.PostAsync("/connect/v1/guided-onboarding-sessions", body)).ToList();
        await Task.WhenAll(bodies.Select(body => body.IsAwaited)).WaitAsync(TimeSpan.FromMinutes(1));

        using var turnedAway = await house.Http.GetAsync("/connect/v1/entities");
        Assert.Equal(HttpStatusCode.TooManyRequests, turnedAway.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), turnedAway.Headers.RetryAfter!.Delta);
        Assert.Contains("\"code\":\"TooManyRequests\"", await turnedAway.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var untouched = await other.GetAsync("/connect/v1/entities");
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
        using var stranger = await house.House.Http.GetAsync("/connect/v1/entities");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);

        // One that is done makes room for one.
        bodies[0].GoOn();
        Assert.Equal(HttpStatusCode.Created, (await waiting[0]).StatusCode);
        using var letIn = await house.Http.GetAsync("/connect/v1/entities");
        Assert.Equal(HttpStatusCode.OK, letIn.StatusCode);

        foreach (var body in bodies) body.GoOn();
        foreach (var answer in await Task.WhenAll(waiting)) Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>A body that is held back. The server asks for it (100 Continue) only once it works on the request.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly TaskCompletionSource awaited = new(TaskCreationOptions.RunContinuationsAsynchronously), goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly byte[] text = Encoding.UTF8.GetBytes("{}");

        public SlowBody() => Headers.ContentType = new("application/json");

        public Task IsAwaited => awaited.Task;

        public void GoOn() => goOn.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            awaited.TrySetResult();
            await goOn.Task;
            await stream.WriteAsync(text);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = text.Length;
            return true;
        }
    }
}
