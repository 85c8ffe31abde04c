using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Portal;

/// <summary>What can be done in the webhook portal, and what it says of bad input.</summary>
public sealed class PortalPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_endpoint_is_added_changed_paused_and_removed(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        var developer = await stage.Enter();
        await developer.Post(stage.Own + "/remove");
        Assert.Contains("No events are sent anywhere yet.", (await developer.Get("/portal?done=removed")).Text, StringComparison.Ordinal);

        var added = await developer.Post("/portal/new", ("url", $" {stage.Svix.Receiver.Url} "), ("description", "Our <rig>"), ($"event.{PlainEvents.Level}", "on"));
        var endpoint = Assert.Single(await stage.Endpoints());
        Assert.Equal($"{PortalStage.PathOf(endpoint.Id)}?done=added", added.Location);
        Assert.Equal((stage.Svix.Receiver.Url, "Our <rig>", PlainEvents.Level, DeliveryManner.Svix), (endpoint.Url, endpoint.Description, Assert.Single(endpoint.Events), endpoint.Manner));
        Assert.Contains("The endpoint was added. Events go to it from now on.", (await developer.Get(added.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("Our &lt;rig&gt;", (await developer.Get("/portal")).Text, StringComparison.Ordinal);
        await stage.Svix.Level(stage.Svix.Red, 50);
        await stage.Svix.Deliver();
        Assert.Single(stage.Svix.Taken);

        var path = PortalStage.PathOf(endpoint.Id);
        Assert.Matches("checked[^>]*><span><span class=\"code\">car.level", (await developer.Get(path + "/change")).Text);
        Assert.Equal($"{path}?done=changed", (await developer.Post(path + "/change", ("url", stage.Svix.Receiver.Url + "?2"), ("description", ""))).Location);
        endpoint = Assert.Single(await stage.Endpoints());
        Assert.Equal((stage.Svix.Receiver.Url + "?2", null, "*"), (endpoint.Url, endpoint.Description, Assert.Single(endpoint.Events)));

        Assert.Equal($"{path}?done=paused", (await developer.Post(path + "/pause")).Location);
        await stage.Svix.Level(stage.Svix.Red, 51);
        await stage.Svix.Deliver();
        Assert.Single(stage.Svix.Taken);
        var paused = (await developer.Get(path)).Plain;
        Assert.Contains("Waiting to be sent 1 event", paused, StringComparison.Ordinal);
        Assert.Contains("Paused since 2026-03-01", paused, StringComparison.Ordinal);
        Assert.Equal($"{path}?done=resumed", (await developer.Post(path + "/resume")).Location);
        await stage.Svix.Deliver();
        Assert.Equal([50, 51], stage.Svix.Taken.Select(one => one.Level));
        Assert.Equal("/portal?done=removed", (await developer.Post(path + "/remove")).Location);
        Assert.Empty(await stage.Endpoints());
        Assert.Equal(404, (await developer.Get(path)).Code);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_done()
    {
        await using var stage = await PortalStage.Open();
        var developer = await stage.Enter();
        foreach (var (url, description, more, said) in new[]
        {
            ("", "", "", "Enter the address that events are to go to."),
            ("nonsense", "", "", "This is not an address such as https://example.org/webhooks."),
            ("ftp://example.org/", "", "", "The address has to begin with https://."),
            ("https://me@example.org/", "", "", "The address holds a user name or a fragment. Leave them out; a header of your own can carry a secret."),
            (stage.Svix.Receiver.Url, "", "", "There is a webhook with this address and version already: change that one."),
            (stage.Svix.Receiver.Url + "?2", "two\nlines", "", "A description has at most 200 characters, on one line."),
            (stage.Svix.Receiver.Url + "?2", "", "event.no.such", "There is no event 'no.such'."),
        })
        {
            var refused = await developer.Post("/portal/new", [("url", url), ("description", description), .. more.Length == 0 ? [] : new[] { (more, "on") }]);
            Assert.Equal(422, refused.Code);
            Assert.Contains(said, refused.Plain, StringComparison.Ordinal);
            Assert.Contains("<title>Error: Add an endpoint</title>", refused.Text, StringComparison.Ordinal);
        }
        foreach (var fields in new (string, string)[][] { [("url", new string('a', 201))], [("url", "a"), ("url", "b")], [("url", "a\0b")] }) Assert.Equal(400, (await developer.Post("/portal/new", fields)).Code);
        foreach (var hours in new[] { "", "2", "-1", "24 ", "١" }) Assert.Equal(400, (await developer.Post(stage.Own + "/recover", ("hours", hours))).Code);
        Assert.Equal(400, (await developer.Send(new HttpRequestMessage(HttpMethod.Post, "/portal/new") { Content = new StringContent("{}") })).Code);
        // Words that are not ours are not shown.
        foreach (var query in new[] { "?done=%3Cb%3E", "?done=recovered-999999", "?done=recovered--1", "?show=Nothing&after=x", "?show=9" }) Assert.DoesNotContain("class=\"told", (await developer.Get(stage.Own + query)).Text, StringComparison.Ordinal);
        Assert.Single(await stage.Endpoints());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_secret_is_shown_and_rotated(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        var developer = await stage.Enter();
        Assert.DoesNotContain(SvixKey, (await developer.Get(stage.Own)).Text, StringComparison.Ordinal);
        Assert.Contains(SvixKey, (await developer.Get(stage.Own + "/secret")).Text, StringComparison.Ordinal);
        Assert.Equal(stage.Own + "/secret?done=rotated", (await developer.Post(stage.Own + "/rotate")).Location);
        var now = await developer.Get(stage.Own + "/secret");
        Assert.DoesNotContain(SvixKey, now.Text, StringComparison.Ordinal);
        Assert.Contains($"The secret that ends in {SvixKey[^4..]} counts too, until 2026-03-02 ", now.Plain, StringComparison.Ordinal);
        Assert.Contains((await stage.Svix.Get<TellKey>().Tell(stage.Client, PlainEvents.Dialect, stage.Svix.Id)).Value.Key, now.Plain, StringComparison.Ordinal);
        for (var n = 0; n < 3; n++) await developer.Post(stage.Own + "/rotate");
        var refused = await developer.Post(stage.Own + "/rotate");
        Assert.Equal((409, true), (refused.Code, refused.Plain.Contains("There are 5 secrets that count already.", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task History_shows_what_was_sent_and_sends_it_again(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        await stage.Live();
        var developer = await stage.Enter();
        var page = await developer.Get(stage.Own);
        Assert.Contains("Failing", page.Plain, StringComparison.Ordinal);
        Assert.Contains("car.level Failed 2026-03-01 08:00:00 UTC · 8 attempts · answered 503", page.Plain, StringComparison.Ordinal);
        Assert.Equal(20, Rows(page));
        var older = System.Text.RegularExpressions.Regex.Match(page.Text, "href=\"([^\"]*)\">Older ones").Groups[1].Value;
        Assert.Equal(7, Rows(await developer.Get(older)));
        foreach (var (state, rows) in new[] { ("Dropped", 1), ("Waiting", 2), ("Delivered", 20) }) Assert.Equal(rows, Rows(await developer.Get($"{stage.Own}?show={state}")));

        var all = await stage.Svix.Deliveries();
        var (failed, retrying, held) = (all.Single(one => one.State is DeliveryState.Dropped), all.Single(one => one.State is DeliveryState.Waiting && one.Attempts > 0), all.Single(one => one.State is DeliveryState.Waiting && one.Attempts == 0));
        Assert.Contains("\"level\": 50", (await developer.Get(Of(failed))).Plain, StringComparison.Ordinal);
        Assert.Contains("Next attempt 2026-03-02", (await developer.Get(Of(retrying))).Plain, StringComparison.Ordinal);
        Assert.Contains("Once those before it about the same thing are over", (await developer.Get(Of(held))).Plain, StringComparison.Ordinal);

        stage.Svix.Receiver.Answers = _ => 200;
        var sent = stage.Svix.Receiver.All.Count;
        Assert.Equal(stage.Own + "?done=replayed", (await developer.Post(Of(failed) + "/replay")).Location);
        await stage.Svix.Deliver();
        Assert.Equal(failed.Id.ToString(), stage.Svix.Receiver.All.Skip(sent).Single().Headers["svix-id"]);
        var again = (await stage.Svix.Deliveries()).Single(one => one.Replays is not null);
        Assert.Contains("It was sent once more", (await developer.Get(Of(again))).Plain, StringComparison.Ordinal);
        var refused = await developer.Post(Of(held) + "/replay");
        Assert.Equal((409, true), (refused.Code, refused.Plain.Contains("It is still being sent.", StringComparison.Ordinal)));

        // What was given up and replayed is not recovered again; what waits is not kept waiting.
        Assert.Equal(stage.Own + "?done=recovered-0", (await developer.Post(stage.Own + "/recover", ("hours", "168"))).Location);
        await stage.Svix.Deliver();
        Assert.Equal([60, 61], stage.Svix.Taken.TakeLast(2).Select(one => one.Level));
        await stage.Svix.Get<Database>().Write(db => db.ExecuteAsync("update deliveries set state = 'Dropped' where replays is null and state = 'Delivered'"));
        Assert.Equal(stage.Own + "?done=recovered-26", (await developer.Post(stage.Own + "/recover", ("hours", "168"))).Location);
        Assert.Contains("26 failed deliveries are sent once more.", (await developer.Get(stage.Own + "?done=recovered-26")).Plain, StringComparison.Ordinal);
        Assert.Equal(stage.Own + "?done=recovered-0", (await developer.Post(stage.Own + "/recover", ("hours", "1"))).Location);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_test_event_is_sent_at_once_and_wakes_a_disabled_endpoint(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        var developer = await stage.Enter();
        await stage.Svix.Get<Database>().Write(db => db.ExecuteAsync("update subscriptions set is_active = 0"));
        Assert.Contains("Disabled", (await developer.Get("/portal")).Plain, StringComparison.Ordinal);
        stage.Svix.Receiver.Answers = _ => 500;
        Assert.Contains("The endpoint did not take the test event. It answered 500.", (await developer.Post(stage.Own + "/test")).Plain, StringComparison.Ordinal);
        var refused = await developer.Post(stage.Own + "/recover", ("hours", "24"));
        Assert.Equal((409, true), (refused.Code, refused.Plain.Contains("Nothing is sent to a disabled endpoint. Enable it first.", StringComparison.Ordinal)));
        stage.Svix.Receiver.Answers = _ => 204;
        var taken = await developer.Post(stage.Own + "/test");
        Assert.Contains("The endpoint took the test event: it answered 204.", taken.Plain, StringComparison.Ordinal);
        Assert.Contains("State Active", taken.Plain, StringComparison.Ordinal);
        Assert.All(stage.Svix.Receiver.All, one => Assert.Equal(PlainEvents.Test, one.Headers["svix-event-type"]));
    }

    private const string SvixKey = Webhooks.SvixStage.Key;

    private static string Of(Delivery one) => PortalStage.PathOf(one.SubscriptionId, $"/deliveries/{one.Id}");

    private static int Rows(Answered page) => System.Text.RegularExpressions.Regex.Count(page.Text, "href=\"[^\"]*/deliveries/");
}
