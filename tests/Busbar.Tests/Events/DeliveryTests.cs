using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Events;

/// <summary>What becomes of events on their way: through the doors, with an address that behaves as badly as addresses do.</summary>
public sealed class DeliveryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_not_taken_comes_again_the_same_and_in_order(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        stage.Receiver.Answers = _ => stage.Receiver.All.Count < 2 ? 500 : 200;
        await stage.Level(50);
        await stage.Deliver();
        await stage.Level(51);
        await stage.Deliver();
        Assert.Single(stage.Receiver.All);
        stage.House.Clock.Advance(TimeSpan.FromSeconds(5));
        await stage.Deliver();
        stage.House.Clock.Advance(TimeSpan.FromSeconds(9));
        await stage.Deliver();
        Assert.Equal(2, stage.Receiver.All.Count);
        stage.House.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.Deliver();

        var all = stage.Receiver.All.ToList();
        Assert.Equal([500, 500, 200, 200], all.Select(one => one.Answered));
        Assert.Single(all.Take(3).Select(one => one.Text).Distinct());
        Assert.Single(all.Take(3).Select(one => one.Headers["x-enode-delivery"]).Distinct());
        Assert.Equal([50, 51], stage.Levels);
        Assert.Equal(stage.House.Clock.Now, DateTimeOffset.Parse((await stage.Webhook()).GetProperty("lastSuccess").GetString()!));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_address_that_fails_for_too_long_is_left_alone_until_it_is_asked_for_anew(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        stage.Receiver.Answers = _ => 500;
        await stage.Level(50);
        for (var seconds = 0; seconds <= 6 * 60; seconds += 5)
        {
            await stage.Deliver();
            stage.House.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.False((await stage.Webhook()).GetProperty("isActive").GetBoolean());
        Assert.InRange(stage.Receiver.All.Count, 6, 12);
        Assert.Equal(0, await stage.Count("outbox"));
        await stage.Level(51);
        Assert.Equal(0, await stage.Count("outbox"));

        // Asking for a test is not enough: the address has to take it.
        await stage.Call(HttpMethod.Post, "/test");
        Assert.False((await stage.Webhook()).GetProperty("isActive").GetBoolean());
        stage.Receiver.Answers = _ => 204;
        await stage.Call(HttpMethod.Post, "/test");
        Assert.True((await stage.Webhook()).GetProperty("isActive").GetBoolean());
        await stage.Level(52);
        await stage.Deliver();
        Assert.Equal([52], stage.Levels);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_address_that_never_answers_holds_up_nobody_else(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        await using var dead = await Receiver.Start();
        dead.Answers = _ => null;
        await stage.Subscribe(dead);
        await stage.Level(50);
        var delivering = stage.Deliver();
        while (stage.Receiver.All.IsEmpty || dead.All.IsEmpty) await Task.Yield();
        await stage.Level(51);
        // Who delivered the first one may be about to let go, or to find the second itself.
        while (stage.Levels.Count < 2) await stage.Deliver();
        // The second has arrived; that it was taken must be known too before the clock goes on, or it is too late for it as well.
        while (await stage.House.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select count(*) from deliveries where state = 'Delivered'")) < 2) await Task.Yield();
        Assert.Equal([50, 51], stage.Levels);
        Assert.False(delivering.IsCompleted);
        Assert.Single(dead.All);
        stage.House.Clock.Advance(TimeSpan.FromSeconds(5));
        await delivering;
        var trouble = await stage.House.House.Get<Database>().Read(db => db.QuerySingleAsync<string>("select trouble from deliveries where state = 'Waiting'"));
        Assert.Equal("It did not answer within 5 seconds.", trouble);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_events_go_a_hundred_at_a_time(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        for (var n = 0; n < 250; n++)
            await stage.House.House.Get<Database>().Write(db => Outbox.Add(db, new Announcement(
                EventKind.GrantLost, Topics.Of(EventKind.GrantLost), stage.House.Client.TenantId, stage.User, null, """{"Brand":"tesla"}""", stage.House.Clock.Now.AddMilliseconds(n))));
        await stage.Deliver();
        Assert.Equal([100, 100, 50], stage.Receiver.All.Select(one => one.Json.GetArrayLength()));
        var times = stage.Receiver.Events.Select(one => one.GetProperty("createdAt").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sign_of_life_comes_every_ten_minutes(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        for (var minute = 0; minute < 30; minute++)
        {
            stage.House.Clock.Advance(TimeSpan.FromMinutes(1));
            await stage.Deliver();
        }
        Assert.Equal(["system:heartbeat", "system:heartbeat", "system:heartbeat"], stage.Receiver.Events.Select(one => one.GetProperty("event").GetString()));
        Assert.All(stage.Receiver.Events, one => Assert.Equal(0, one.GetProperty("pendingEvents").GetInt32()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_told_of_a_device_keeps_its_order_though_the_clock_goes_back(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        await stage.Level(50);
        stage.House.Clock.Now -= TimeSpan.FromSeconds(30);
        await stage.Announce(51, stage.House.Clock.Now.AddSeconds(31));
        await stage.Announce(52, stage.House.Clock.Now.AddSeconds(32));
        stage.House.Clock.Now += TimeSpan.FromSeconds(30);
        await stage.Deliver();
        Assert.Equal([50, 51, 52], stage.Levels);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_about_somebody_who_was_erased_is_not_tried_again(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        stage.Receiver.Answers = _ => 500;
        await stage.Level(50);
        await stage.Deliver();
        await stage.House.House.Get<Database>().Write(db => Outbox.Forget(db, stage.User));
        stage.House.Clock.Advance(TimeSpan.FromSeconds(5));
        await stage.Deliver();
        Assert.Single(stage.Receiver.All);
        Assert.Equal("Dropped", await stage.House.House.Get<Database>().Read(db => db.QuerySingleAsync<string>("select state from deliveries")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_told_holds_up_nothing_else(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        await stage.Level(50);
        await stage.House.House.Get<Database>().Write(db => Outbox.Add(db, new Announcement(
            EventKind.GrantLost, Topics.Of(EventKind.GrantLost), stage.House.Client.TenantId, stage.User, null, "no JSON at all", stage.House.Clock.Now)));
        await stage.Level(51);
        await stage.Deliver();
        Assert.Equal([50, 51], stage.Levels);
        Assert.Equal(2, stage.Receiver.Events.Count);
        Assert.Empty(await stage.House.House.Get<Database>().Read(db => db.QueryAsync<string>("select facts from outbox where delivery_id is null")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_operator_sees_what_was_delivered_and_sends_it_again(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        await stage.Level(50);
        await stage.Deliver();
        var webhook = (await stage.Cli("list")).Split("  ")[0];
        var delivery = (await stage.Cli("deliveries", webhook)).Split("  ")[0];
        Assert.Contains("answered 200", await stage.Cli("deliveries", webhook), StringComparison.Ordinal);
        Assert.Contains(stage.Receiver.All.Single().Text.Trim('[', ']'), await stage.Cli("show", delivery), StringComparison.Ordinal);
        Assert.StartsWith("The same 1 events go out once more", await stage.Cli("replay", delivery), StringComparison.Ordinal);
        await stage.Deliver();
        Assert.Equal(2, stage.Receiver.All.Count);
        Assert.Single(stage.Receiver.All.Select(one => one.Text).Distinct());
        Assert.Equal(2, stage.Receiver.All.Select(one => one.Headers["x-enode-delivery"]).Distinct().Count());
        // Of a user who is forgotten nothing can be sent again.
        await stage.House.House.Get<Database>().Write(db => Outbox.Forget(db, stage.User));
        Assert.Equal("Its events are not kept any more.", await stage.Cli("replay", delivery));
        Assert.StartsWith("There is no delivery", await stage.Cli("show", webhook), StringComparison.Ordinal);
    }

    /// <summary>Two servers and one store: each event is sent once, though both look for it.</summary>
    [Theory, OnPostgres]
    public async Task Two_nodes_deliver_each_event_once(Engine engine)
    {
        await using var stage = await Stage.Open(engine);
        await using var other = await stage.House.House.OpenNode(services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, stage.House.House.Get<Busbar.Core.Ports.IVendors>()));
        for (var n = 0; n < 20; n++)
        {
            await stage.Level(n);
            await Task.WhenAll(stage.Deliver(), other.Get<DeliverWork>().RunDue(default));
        }
        await stage.Deliver();
        Assert.Equal(Enumerable.Range(0, 20).Select(n => (double)n), stage.Levels);
    }

    private sealed class Stage(ConnectHouse house, Receiver receiver) : IAsyncDisposable
    {
        private Guid car;
        private string? id;

        public ConnectHouse House => house;

        public Receiver Receiver => receiver;

        public Guid User { get; private set; }

        public IReadOnlyList<double> Levels =>
            [.. receiver.Events.Where(one => one.GetProperty("event").GetString() == "user:vehicle:updated").Select(one => one.GetProperty("vehicle").GetProperty("chargeState").GetProperty("batteryLevel").GetDouble())];

        /// <summary>A car, and somebody who wants to hear of it from now on.</summary>
        public static async Task<Stage> Open(Engine engine)
        {
            var stage = new Stage(await ConnectHouse.Open(engine), await Receiver.Start());
            stage.car = await stage.House.Link(stage.House.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
            await stage.House.House.RunDue();
            stage.User = await stage.House.House.Get<Database>().Read(db => db.QuerySingleAsync<Guid>("select user_id from devices"));
            stage.id = await stage.Subscribe(stage.Receiver);
            return stage;
        }

        public async Task<string> Subscribe(Receiver at)
        {
            using var made = await house.Http.PostAsync("/enode/webhooks", new StringContent($$"""{"url":"{{at.Url}}","secret":"0123456789abcdef"}""", Encoding.UTF8, "application/json"));
            return JsonSerializer.Deserialize<JsonElement>(await made.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        }

        /// <summary>The car's battery has this level, as of a moment later.</summary>
        public Task Level(double percent)
        {
            house.Clock.Advance(TimeSpan.FromMilliseconds(1));
            return Announce(percent, house.Clock.Now);
        }

        public Task Announce(double percent, DateTimeOffset measured) => house.House.Get<Database>().Write(db => house.House.Get<Core.Readings.TakeReadings>().Take(db, new Core.Ports.Facts(
            car, [new(Signal.StateOfCharge, percent, measured)], house.Clock.Now.Stored(), Core.Ports.FactSource.Poll, Online: true)));

        public Task Deliver() => house.House.Get<DeliverWork>().RunDue(default);

        public async Task<JsonElement> Webhook() => JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync($"/enode/webhooks/{id}"));

        public async Task Call(HttpMethod method, string path) => (await house.Http.SendAsync(new HttpRequestMessage(method, $"/enode/webhooks/{id}{path}"))).Dispose();

        public async Task<string> Cli(params string[] words) => (await house.House.Get<Busbar.Server.Cli.Commands>().Run(["webhooks", .. words])).Text;

        public Task<long> Count(string table) => house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>($"select count(*) from {table}"));

        public async ValueTask DisposeAsync()
        {
            await receiver.DisposeAsync();
            await house.DisposeAsync();
        }
    }
}
