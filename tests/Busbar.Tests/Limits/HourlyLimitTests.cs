using System.Net;
using Busbar.Core.Basics;
using Busbar.Core.Limits;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Limits;

public sealed class HourlyLimitTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_application_has_as_many_requests_an_hour_as_its_operator_says(Engine engine)
    {
        await using var house = await House.Open(engine);
        var client = await house.NewClient();
        var (http, token) = await house.SignIn(client);
        Assert.False((await Ask(http)).Headers.Contains("RateLimit"));

        Assert.EndsWith("may make 3 requests in an hour.", await Cli(house, "clients", "limit", client.Client.ClientId, "3"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var (path, left) in new[] { ("/connect/v1/entities", 2), ("/enode/vehicles", 1), ("/connect/v1/entities/nothing", 0) })
        {
            var answer = await Ask(http, path);
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal(("\"hour\";q=3;w=3600", $"\"hour\";r={left}"), (answer.Headers.GetValues("RateLimit-Policy").Single(), answer.Headers.GetValues("RateLimit").Single()));
        }
        foreach (var path in new[] { "/connect/v1/entities", "/enode/vehicles" })
        {
            var refused = await Ask(http, path);
            Assert.Equal((HttpStatusCode.TooManyRequests, "\"hour\";r=0"), (refused.StatusCode, refused.Headers.GetValues("RateLimit").Single()));
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
            Assert.Contains("Try again in", await refused.Content.ReadAsStringAsync());
        }
        // Others have their own.
        using var other = await house.SignIn(name: "Another application");
        Assert.Equal(HttpStatusCode.OK, (await Ask(other)).StatusCode);

        // A restart forgets nothing that was told to the store.
        await house.Get<HourlyLimits>().Exchange();
        await house.Restart(TimeSpan.FromMinutes(1));
        using var again = new HttpClient { BaseAddress = house.Url, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        var still = await Ask(again);
        Assert.Equal(HttpStatusCode.TooManyRequests, still.StatusCode);

        // Who waits as long as was said gets through.
        house.Clock.Advance(still.Headers.RetryAfter!.Delta!.Value);
        var (later, _) = await house.SignIn(client);
        Assert.Equal("\"hour\";r=2", (await Ask(later)).Headers.GetValues("RateLimit").Single());
        await house.Get<HourlyLimits>().Exchange();
        Assert.Equal(1, await house.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select count(*) from request_counts")));

        Assert.EndsWith("any number of requests.", await Cli(house, "clients", "limit", client.Client.ClientId, "off"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await Ask(later)).Headers.Contains("RateLimit"));
        Assert.EndsWith("as each dialect allows.", await Cli(house, "clients", "limit", client.Client.ClientId, "usual"));
        Assert.Equal("A limit is a whole number from 1, off or usual, not '0'.", await Cli(house, "clients", "limit", client.Client.ClientId, "0"));
        Assert.Equal("There is no client 'nobody'.", await Cli(house, "clients", "limit", "nobody", "5"));
    }

    [Theory, OnPostgres]
    public async Task Nodes_on_one_store_count_together(Engine engine)
    {
        await using var house = await House.Open(engine);
        await using var other = await house.OpenNode();
        var (here, there) = (house.Get<HourlyLimits>(), other.Get<HourlyLimits>());
        for (var n = 0; n < 3; n++) Assert.False((await here.Take("one", 10)).IsUsedUp);
        await here.Exchange();
        // Seen first once it was told; and what is told later is heard a second later.
        Assert.Equal(6, (await there.Take("one", 10)).Remaining);
        for (var n = 0; n < 4; n++) await here.Take("one", 10);
        await here.Exchange();
        await there.Take("one", 10);
        await there.Exchange();
        Assert.Equal(1, there.Look("one", 10).Remaining);
        await here.Take("one", 10);
        await here.Exchange();
        Assert.Equal(0, here.Look("one", 10).Remaining);
        Assert.True((await here.Take("one", 10)).IsUsedUp);
        Assert.Equal(10, await house.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select sum(requests) from request_counts")));
    }

    private static Task<HttpResponseMessage> Ask(HttpClient http, string path = "/connect/v1/entities") => http.GetAsync(path);

    private static async Task<string> Cli(House house, params string[] words) => (await house.Get<Busbar.Server.Cli.Commands>().Run(words)).Text;
}
