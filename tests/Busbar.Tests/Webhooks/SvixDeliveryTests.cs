using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Webhooks;

/// <summary>Events as the customers of Svix know them: their headers, their schedule, and what becomes of addresses that fail.</summary>
public sealed class SvixDeliveryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_event_goes_by_itself_with_its_type(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        await stage.Level(stage.Red, 50);
        await stage.Level(stage.Red, 51);
        await stage.Level(stage.Blue, 70);
        await stage.Deliver();

        Assert.Equal([(stage.Red, 50), (stage.Red, 51), (stage.Blue, 70)], stage.Taken);
        Assert.All(stage.Receiver.All, one =>
        {
            Assert.Equal(PlainEvents.Level, one.Headers["svix-event-type"]);
            Assert.Equal(stage.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), one.Headers["svix-timestamp"]);
            Assert.DoesNotContain(one.Headers.Keys, name => name.StartsWith("webhook-", StringComparison.Ordinal));
        });
        Assert.Equal(3, stage.Receiver.All.Select(one => one.Headers["svix-id"]).Distinct().Count());
        Assert.All(await stage.Deliveries(), one => Assert.Equal((DeliveryState.Delivered, PlainEvents.Level, null), (one.State, one.EventType, one.About)));
        // No sign of life disturbs it.
        await stage.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(3, stage.Receiver.All.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_taken_comes_again_at_the_times_that_Svix_names(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = one => one.Json.GetProperty("data").GetProperty("car").GetGuid() == stage.Red ? 500 : 200;
        var seen = new List<TimeSpan>();
        await stage.Level(stage.Red, 50);
        var begin = stage.Clock.Now;
        await stage.Deliver();
        var last = begin;
        foreach (var pause in new[] { "0:00:05", "0:05:00", "0:30:00", "2:00:00", "5:00:00", "10:00:00", "10:00:00" }.Select(text => TimeSpan.Parse(text, CultureInfo.InvariantCulture)))
        {
            var before = stage.Receiver.All.Count;
            await stage.Pass(last + pause - stage.Clock.Now - TimeSpan.FromMilliseconds(1));
            Assert.Equal(before, stage.Receiver.All.Count);
            await stage.Pass(TimeSpan.FromMilliseconds(1));
            Assert.Equal(before + 1, stage.Receiver.All.Count);
            last = stage.Clock.Now;
        }
        await stage.Pass(TimeSpan.FromDays(1));
        Assert.Equal(8, stage.Receiver.All.Count);
        Assert.Single(stage.Receiver.All.Select(one => one.Headers["svix-id"]).Distinct());
        Assert.Single(stage.Receiver.All.Select(one => one.Text).Distinct());
        Assert.Equal(8, stage.Receiver.All.Select(one => one.Headers["svix-timestamp"]).Distinct().Count());
        Assert.Equal((DeliveryState.Dropped, 8, 500), Assert.Single(await stage.Deliveries()) is var over ? (over.State, over.Attempts, over.StatusCode) : default);
        // That one event was given up is not the end of the endpoint.
        await stage.Level(stage.Blue, 70);
        await stage.Deliver();
        Assert.Equal([(stage.Blue, 70)], stage.Taken);
        Assert.Null((await stage.Endpoint()).FailingSince);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_fails_holds_up_its_own_asset_and_no_other(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = one => one.Json.GetProperty("data").GetProperty("level").GetDouble() == 50 && stage.Receiver.All.Count < 3 ? 500 : 200;
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        await stage.Level(stage.Red, 51);
        await stage.Level(stage.Blue, 70);
        await stage.Level(stage.Red, 52);
        await stage.Deliver();
        Assert.Equal([(stage.Blue, 70)], stage.Taken);
        await stage.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal([(stage.Blue, 70)], stage.Taken);
        await stage.Level(stage.Blue, 71);
        await stage.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal([(stage.Blue, 70), (stage.Red, 50), (stage.Red, 51), (stage.Red, 52), (stage.Blue, 71)], stage.Taken);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_redirect_is_a_failure_and_so_is_silence_for_fifteen_seconds(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = _ => 302;
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        Assert.Equal("It answered 302.", Assert.Single(await stage.Deliveries()).Trouble);

        stage.Receiver.Answers = _ => null;
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        var delivering = stage.Deliver(1);
        while (stage.Receiver.All.Count < 2) await Task.Yield();
        stage.Clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(delivering.IsCompleted);
        stage.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await delivering;
        Assert.Equal("It did not answer within 15 seconds.", Assert.Single(await stage.Deliveries()).Trouble);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_five_days_of_nothing_but_failures_the_endpoint_is_disabled_and_can_be_recovered(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = _ => 500;
        var begin = stage.Clock.Now;
        for (var hour = 0; hour < 5 * 24; hour += 6)
        {
            await stage.Level(stage.Red, 1 + hour / 6);
            await stage.Pass(TimeSpan.FromHours(6) - TimeSpan.FromMilliseconds(1));
            Assert.True((await stage.Endpoint()).IsActive, $"{stage.Clock.Now - begin}");
        }
        await stage.Level(stage.Red, 98);
        await stage.Pass(TimeSpan.FromHours(10));
        Assert.False((await stage.Endpoint()).IsActive);
        Assert.All(await stage.Deliveries(), one => Assert.Equal(DeliveryState.Dropped, one.State));
        var tried = stage.Receiver.All.Count;
        await stage.Level(stage.Red, 99);
        await stage.Pass(TimeSpan.FromDays(1));
        Assert.Equal(tried, stage.Receiver.All.Count);

        stage.Receiver.Answers = _ => 200;
        var lost = await stage.Deliveries();
        Assert.Equal(FaultKind.AlreadyEnded, (await stage.Get<RecoverDeliveries>().Recover(stage.House.Client, PlainEvents.Dialect, stage.Id, begin)).Fault!.Kind);
        await stage.Get<ChangeSubscription>().Change(stage.House.Client, PlainEvents.Dialect, stage.Id, new SubscriptionWish());
        var since = lost[10].MadeAt;
        Assert.Equal(11, (await stage.Get<RecoverDeliveries>().Recover(stage.House.Client, PlainEvents.Dialect, stage.Id, since)).Value);
        await stage.Deliver();
        Assert.Equal(lost.Take(11).Reverse().Select(one => one.Id.ToString()), stage.Receiver.All.Skip(tried).Select(one => one.Headers["svix-id"]));
        Assert.Equal(0, (await stage.Get<RecoverDeliveries>().Recover(stage.House.Client, PlainEvents.Dialect, stage.Id, since)).Value);
        // What happened while nothing was sent to it is not told later.
        Assert.DoesNotContain(stage.Taken, one => one.Level == 99);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task While_it_is_paused_events_wait(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = _ => stage.Receiver.All.IsEmpty ? 500 : 200;
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        await Wish(stage, new SubscriptionWish { IsPaused = true });
        await stage.Level(stage.Red, 51);
        await stage.Pass(TimeSpan.FromHours(3));
        Assert.Single(stage.Receiver.All);
        await Wish(stage, new SubscriptionWish { Description = new("Our test rig") });
        await stage.Deliver();
        Assert.Empty(stage.Taken);
        await Wish(stage, new SubscriptionWish { IsPaused = false });
        await stage.Deliver();
        Assert.Equal([(stage.Red, 50), (stage.Red, 51)], stage.Taken);
        Assert.Equal("Our test rig", (await stage.Endpoint()).Description);

        await Wish(stage, new SubscriptionWish { IsPaused = true });
        await stage.Level(stage.Red, 52);
        await stage.Get<Database>().Write(db => Outbox.DropPaused(db, stage.Clock.Now.AddMilliseconds(1)));
        await stage.Level(stage.Red, 53);
        await Wish(stage, new SubscriptionWish { IsPaused = false });
        await stage.Deliver();
        Assert.Equal([50, 51, 53], stage.Taken.Select(one => one.Level));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_comes_under_the_id_that_its_receiver_knows(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        var first = Assert.Single(await stage.Deliveries());
        Assert.True((await stage.Get<ReplayDelivery>().Replay(stage.House.Client, PlainEvents.Dialect, stage.Id, first.Id)).Ok(out _, out _));
        await stage.Deliver();
        Assert.Equal(2, stage.Receiver.All.Count);
        Assert.Single(stage.Receiver.All.Select(one => (one.Headers["svix-id"], one.Text)).Distinct());

        // Not by another application, nor through another endpoint.
        var other = (await stage.House.House.NewClient(name: "Another")).Client;
        var beside = await stage.Subscribe(stage.Receiver.Url + "/beside", []);
        foreach (var (client, dialect, endpoint) in new (Client, string, Guid)[] { (other, PlainEvents.Dialect, stage.Id), (stage.House.Client, "Enode", stage.Id), (stage.House.Client, PlainEvents.Dialect, beside.Id) })
            Assert.Equal(FaultKind.NotFound, (await stage.Get<ReplayDelivery>().Replay(client, dialect, endpoint, first.Id)).Fault!.Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_an_erased_user_nothing_waits_and_nothing_is_held_up(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine);
        stage.Receiver.Answers = _ => 500;
        await stage.Level(stage.Red, 50);
        await stage.Deliver();
        await stage.Level(stage.Red, 51);
        await stage.Level(stage.Blue, 70);
        await stage.Deliver();
        var user = await stage.Get<Database>().Read(db => db.QueryFirstAsync<Guid>("select user_id from devices"));
        await stage.Get<Database>().Write(db => Outbox.Forget(db, user));
        Assert.All(await stage.Deliveries(), one => Assert.Null(one.About));
        await stage.Deliver();
        Assert.All(await stage.Deliveries(), one => Assert.Equal(DeliveryState.Dropped, one.State));
        Assert.Equal(2, stage.Receiver.All.Count);
        Assert.Equal(0, (await stage.Get<RecoverDeliveries>().Recover(stage.House.Client, PlainEvents.Dialect, stage.Id, DateTimeOffset.UnixEpoch)).Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_hears_of_what_it_asked_for(Engine engine)
    {
        await using var stage = await SvixStage.Open(engine, PlainEvents.Lost);
        await stage.Level(stage.Red, 50);
        Assert.Equal(0, await stage.Count("outbox"));
        var user = await stage.Get<Database>().Read(db => db.QueryFirstAsync<Guid>("select user_id from devices"));
        await stage.Get<Database>().Write(db => Outbox.Add(db, new Announcement(EventKind.GrantLost, Topics.Of(EventKind.GrantLost), stage.House.Client.TenantId, user, null, """{"Brand":"tesla"}""", stage.Clock.Now)));
        await stage.Deliver();
        Assert.Equal(PlainEvents.Lost, Assert.Single(stage.Receiver.All).Headers["svix-event-type"]);
        var unknown = EventChoice.Of(new PlainEvents(), ["no.such"]);
        Assert.Equal(("events", "There is no event 'no.such'."), (unknown.Fault!.Field, unknown.Fault.Message));
        // Everything is what the dialect tells of, and no more.
        var (words, topics) = EventChoice.Of(new PlainEvents(), []).Value;
        Assert.Equal(("*", " DeviceUpdated.EV GrantLost "), (Assert.Single(words), topics));
    }

    private static async Task Wish(SvixStage stage, SubscriptionWish wish) =>
        Assert.True((await stage.Get<ChangeSubscription>().Change(stage.House.Client, PlainEvents.Dialect, stage.Id, wish)).Ok(out _, out _));
}
