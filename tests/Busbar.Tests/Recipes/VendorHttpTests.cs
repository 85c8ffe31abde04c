using System.Net;
using System.Net.Sockets;
using System.Text;
using Busbar.Core.Ports;
using Busbar.Vendors;

namespace Busbar.Tests.Recipes;

/// <summary>What becomes of a call over a real socket whose other end misbehaves, and whether it may have happened.</summary>
public sealed class VendorHttpTests
{
    private readonly HandClock clock = HandClock.AtNoon();

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task A_broken_answer_leaves_it_open_where_the_call_changes_something(string answer)
    {
        using var server = new OneAnswer(answer);
        Assert.Equal((VendorFaultKind.Outage, true), Facts(await Fault(server.Address, HttpMethod.Post, changes: true)));
        Assert.Equal(1, server.HeardTimes);
        using var byGet = new OneAnswer(answer);
        Assert.Equal((VendorFaultKind.Outage, true), Facts(await Fault(byGet.Address, HttpMethod.Get, changes: true)));
        Assert.Equal(1, byGet.HeardTimes);
        using var again = new OneAnswer(answer);
        Assert.Equal((VendorFaultKind.Outage, false), Facts(await Fault(again.Address, HttpMethod.Get, changes: false)));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_happened()
    {
        Uri gone;
        using (var server = new OneAnswer("")) gone = server.Address;
        Assert.Equal((VendorFaultKind.Outage, false), Facts(await Fault(gone, HttpMethod.Post, changes: true)));
        Assert.Equal((VendorFaultKind.Outage, false), Facts(await Fault(new Uri("http://nobody.invalid/"), HttpMethod.Post, changes: true)));
    }

    [Fact]
    public async Task Where_the_certificate_is_none_nothing_happened()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\n\r\n");
        var https = new UriBuilder(server.Address) { Scheme = "https" }.Uri;
        Assert.Equal((VendorFaultKind.Outage, false), Facts(await Fault(https, HttpMethod.Post, changes: true)));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_leaves_it_open()
    {
        using var server = new OneAnswer(null);
        var call = Fault(server.Address, HttpMethod.Post, changes: true);
        await server.Heard;
        clock.Advance(VendorHttp.Patience);
        var fault = await call;
        Assert.Equal((VendorFaultKind.Outage, true), Facts(fault));
        Assert.Contains("in time", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_stops_is_no_fault_of_the_vendor()
    {
        using var server = new OneAnswer(null);
        using var stop = new CancellationTokenSource();
        var call = Send(server.Address, HttpMethod.Get, false, stop.Token);
        await server.Heard;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_too_long_is_not_read(bool saysSo)
    {
        var body = new string('x', VendorHttp.MaxBodyBytes + 1);
        using var server = new OneAnswer(saysSo ? $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}" : $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
        Assert.Equal((VendorFaultKind.BadAnswer, true), Facts(await Fault(server.Address, HttpMethod.Post, changes: true)));
    }

    [Fact]
    public async Task An_answer_that_does_not_unpack_is_a_bad_one()
    {
        using var server = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot-gzip!");
        Assert.Equal((VendorFaultKind.BadAnswer, true), Facts(await Fault(server.Address, HttpMethod.Post, changes: true)));
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_cookies_not_kept()
    {
        using var server = new OneAnswer("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        var answer = await Send(server.Address, HttpMethod.Get, false, CancellationToken.None);
        Assert.Equal(302, answer.Status);
        Assert.False(answer.Succeeded);
        using var handler = VendorHttp.NewHandler();
        Assert.False(handler.AllowAutoRedirect || handler.UseCookies);
    }

    private static (VendorFaultKind, bool) Facts(VendorFault fault) => (fault.Kind, fault.MayHaveHappened);

    private Task<VendorFault> Fault(Uri address, HttpMethod method, bool changes) => Assert.ThrowsAsync<VendorFault>(() => Send(address, method, changes, CancellationToken.None));

    private async Task<VendorAnswer> Send(Uri address, HttpMethod method, bool changes, CancellationToken stop)
    {
        using var handler = VendorHttp.NewHandler();
        handler.UseProxy = false;
        using var request = new HttpRequestMessage(method, address);
        return await new VendorHttp(handler, clock).Send(request, "Test", changes, null, stop);
    }

    /// <summary>Answers each request with these bytes and hangs up, or says nothing at all where null.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<TcpClient> clients = [];
        private int heardTimes;

        public OneAnswer(string? answer)
        {
            listener.Start();
            _ = Serve(answer);
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        public Task Heard => heard.Task;
        public int HeardTimes => heardTimes;

        public void Dispose()
        {
            listener.Dispose();
            lock (clients) clients.ForEach(client => client.Dispose());
        }

        private async Task Serve(string? answer)
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptTcpClientAsync();
                    lock (clients) clients.Add(client);
                    var stream = client.GetStream();
                    if (await stream.ReadAsync(new byte[4096]) == 0) continue;
                    Interlocked.Increment(ref heardTimes);
                    heard.TrySetResult();
                    if (answer is null) continue;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                    client.Dispose();
                }
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // The caller hung up first.
            }
        }
    }
}
