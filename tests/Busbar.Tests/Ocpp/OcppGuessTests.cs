using System.Net;
using System.Net.Sockets;
using System.Text;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

/// <summary>Guessing at passwords, through the door. A right one without a socket is answered 400: it was let in that far.</summary>
public sealed class OcppGuessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Guesses_are_limited_and_the_right_password_never_is(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var station = await stage.Link("CP-1");
        using var http = From("127.0.0.1");
        for (var n = 0; n < 10; n++) Assert.Equal(HttpStatusCode.Unauthorized, (await Knock(stage, http, "CP-1", $"wrong {n}")).StatusCode);
        stage.Clock.Advance(TimeSpan.FromSeconds(20));
        var limited = await Knock(stage, http, "CP-1", "wrong");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(40)), (limited.StatusCode, limited.Headers.RetryAfter!.Delta));
        // Another address guesses at the same name: it is no better off.
        using var other = From("127.0.0.2");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Knock(stage, other, "CP-1", "wrong")).StatusCode);

        Assert.Equal(HttpStatusCode.BadRequest, (await Knock(stage, http, "CP-1", station.Password)).StatusCode);
        await using (var client = await stage.Dial(station)) await client.Boot();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Knock(stage, http, "CP-1", "wrong")).StatusCode);
        // Other names are not.
        Assert.Equal(HttpStatusCode.Unauthorized, (await Knock(stage, http, "CP-2", "wrong")).StatusCode);
        stage.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Knock(stage, http, "CP-1", "wrong")).StatusCode);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_limited_alike()
    {
        await using var stage = await OcppStage.Start();
        await stage.Link("CP-1");
        using var http = From("127.0.0.1");
        Assert.Equal(await Tell("CP-1"), await Tell("CP-9"));

        async Task<string> Tell(string identity)
        {
            var said = new StringBuilder();
            for (var n = 0; n < 12; n++)
            {
                var answer = await Knock(stage, http, identity, "wrong");
                said.Append($"{(int)answer.StatusCode} {answer.Headers.RetryAfter} {answer.Headers.WwwAuthenticate} {await answer.Content.ReadAsStringAsync()}");
            }
            return said.ToString();
        }
    }

    [Fact]
    public async Task One_address_that_tries_many_names_is_limited_whatever_it_says_of_itself()
    {
        await using var stage = await OcppStage.Start();
        var station = await stage.Link("CP-1");
        using var http = From("127.0.0.1");
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 61; n++) statuses.Add((await Knock(stage, http, $"NAME-{n}", "wrong", forwarded: $"192.0.2.{n}")).StatusCode);
        Assert.Equal(60, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Knock(stage, http, "no identity", "wrong")).StatusCode);

        // Stations behind the same address come in, and another address has its own count.
        Assert.Equal(HttpStatusCode.BadRequest, (await Knock(stage, http, "CP-1", station.Password)).StatusCode);
        using var other = From("127.0.0.2");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Knock(stage, other, "NAME-99", "wrong")).StatusCode);
    }

    [Fact]
    public async Task While_limited_a_name_is_read_once_a_second_and_a_new_password_opens_all_the_same()
    {
        var reads = 0;
        await using var stage = await OcppStage.Start(database: store => new CountedReads(store, () => Interlocked.Increment(ref reads)));
        await stage.Link("CP-1");
        using var http = From("127.0.0.1");
        for (var n = 0; n < 10; n++) await Knock(stage, http, "CP-1", "wrong");
        var before = reads;
        for (var n = 0; n < 20; n++) await Knock(stage, http, "CP-1", "wrong");
        Assert.Equal(1, reads - before);

        var again = await stage.Link("CP-1");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await Knock(stage, http, "CP-1", again.Password)).StatusCode);
    }

    [Fact]
    public async Task Sockets_beyond_the_burst_are_told_when_to_come_back_and_guessers_take_nobodys_place()
    {
        await using var stage = await OcppStage.Start(options: new OcppOptions { UpgradesPerSecond = 1, UpgradeBurst = 2 });
        var station = await stage.Link("CP-1");
        var address = stage.Address + station.Path;
        for (var n = 0; n < 5; n++) Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(address, "CP-1", "wrong", "ocpp1.6"));
        await using var first = await stage.Dial(station);
        await using var second = await stage.Dial(station);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StationClient.DialRefused(address, "CP-1", station.Password, "ocpp1.6"));
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        await using var third = await stage.Dial(station);
    }

    private static HttpClient From(string address) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (context, stop) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private static async Task<HttpResponseMessage> Knock(OcppStage stage, HttpClient http, string identity, string password, string? forwarded = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(stage.House.Url, "/ocpp/" + Uri.EscapeDataString(identity)));
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{identity}:{password}")));
        if (forwarded is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwarded);
        return await http.SendAsync(request);
    }

    private sealed class CountedReads(Core.Basics.Database real, Action count) : Core.Basics.Database
    {
        public override Task<T> Read<T>(Func<System.Data.Common.DbConnection, Task<T>> unit)
        {
            count();
            return real.Read(unit);
        }

        public override Task<T> Write<T>(Func<System.Data.Common.DbConnection, Task<T>> unit) => real.Write(unit);
    }
}
