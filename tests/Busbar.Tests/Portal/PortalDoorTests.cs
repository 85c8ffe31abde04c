using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Portal;

/// <summary>Who gets into the webhook portal, for how long, and to what.</summary>
public sealed class PortalDoorTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_lets_one_browser_in_and_no_second(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        var (developer, thief, link) = (new Developer(stage), new Developer(stage), await stage.Link());

        // Looking at it uses nothing up, whoever does.
        Assert.Equal(200, (await developer.Send(new HttpRequestMessage(HttpMethod.Head, link))).Code);
        var door = await developer.Get(link);
        Assert.Equal(200, door.Code);
        Assert.Contains("the webhooks of An application", door.Plain, StringComparison.Ordinal);
        Assert.Null(developer.Cookie);
        Assert.Equal(403, (await developer.Get("/portal")).Code);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new Developer(stage).Post(link)));
        Assert.Equal(1, answers.Count(answer => answer.Code == 303));
        Assert.All(answers.Where(answer => answer.Code != 303), answer => Assert.Equal(410, answer.Code));
        var came = answers.Single(answer => answer.Code == 303);
        Assert.Equal("/portal", came.Location);
        Assert.Matches("^__Host-busbar-portal=[A-Za-z0-9_-]{32}; max-age=3600; path=/; secure; samesite=strict; httponly$", came.Whole.Headers.GetValues("Set-Cookie").Single());
        foreach (var again in new[] { await thief.Get(link), await thief.Post(link), await thief.Get("/portal/open/" + Secrets.New()), await thief.Post("/portal/open/x") }) Assert.Equal(410, again.Code);
        Assert.Null(thief.Cookie);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Links_visits_and_clients_end(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        var late = await stage.Link();
        var developer = await stage.Enter();
        stage.Clock.Advance(PortalVisit.LinkLifetime);
        Assert.Equal(410, (await new Developer(stage).Post(late)).Code);
        Assert.Equal(200, (await developer.Get("/portal")).Code);
        stage.Clock.Advance(PortalVisit.Lifetime - PortalVisit.LinkLifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await developer.Get(stage.Own)).Code);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var over in new[] { await developer.Get("/portal"), await developer.Get(stage.Own), await developer.Post(stage.Own + "/rotate"), await developer.Post(stage.Own + "/remove"), await developer.Post("/portal/leave") })
            Assert.Equal((403, true), (over.Code, over.Text.Contains("You are not signed in", StringComparison.Ordinal)));
        Assert.Single(await stage.Endpoints());
        // What is over is not kept.
        await stage.Link();
        Assert.Equal(1, await stage.Svix.Count("portal_visits"));

        var leaver = await stage.Enter();
        var cookie = leaver.Cookie;
        Assert.Equal(200, (await leaver.Post("/portal/leave")).Code);
        leaver.Cookie = cookie;
        Assert.Equal(403, (await leaver.Get("/portal")).Code);

        var (revoked, unused) = (await stage.Enter(), await stage.Link());
        Assert.True(await stage.Svix.Get<RevokeClient>().Revoke(stage.Client.ClientId));
        Assert.Equal(403, (await revoked.Get("/portal")).Code);
        Assert.Equal(410, (await new Developer(stage).Post(unused)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("has spaces in it, and is 32 long")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_made_up_cookie_opens_nothing(string cookie)
    {
        await using var stage = await PortalStage.Open();
        Assert.Equal(403, (await new Developer(stage) { Cookie = cookie }.Get("/portal")).Code);
    }

    /// <summary>Every address of the portal that names an endpoint, from every side but its own.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_sees_or_touches_what_is_anothers(Engine engine)
    {
        await using var stage = await PortalStage.Open(engine);
        await stage.Live();
        var delivery = (await stage.Svix.Deliveries()).First(one => one.State is DeliveryState.Delivered);
        var own = await stage.Enter();
        var before = await Seen();
        foreach (var path in Looks()) Assert.Equal(200, (await own.Get(path)).Code);

        var sibling = (await stage.Svix.House.House.NewClient(name: "A sibling")).Client;
        var production = (await stage.Svix.House.House.NewClient("acme live", Realm.Production)).Client;
        var beside = await stage.Svix.Subscribe(stage.Svix.Receiver.Url + "/sibling", [], sibling);
        foreach (var stranger in new[] { await stage.Enter(sibling), await stage.Enter(production), await stage.Enter(dialect: "Connect") })
        {
            foreach (var path in Looks()) Assert.Equal(404, (await stranger.Get(path)).Code);
            foreach (var path in Buttons()) Assert.Equal(404, (await stranger.Post(path, ("url", stage.Svix.Receiver.Url), ("hours", "168"))).Code);
            Assert.DoesNotContain(stage.Svix.Id.ToString(), (await stranger.Get("/portal")).Text, StringComparison.Ordinal);
        }
        Assert.Equal(before, await Seen());
        // Nor does an endpoint of one's own lead to another's deliveries.
        var other = await stage.Enter(sibling);
        foreach (var more in new[] { $"/deliveries/{delivery.Id}", $"/deliveries/{Guid.Empty}" }) Assert.Equal(404, (await other.Get(PortalStage.PathOf(beside.Id, more))).Code);
        Assert.Equal(404, (await other.Post(PortalStage.PathOf(beside.Id, $"/deliveries/{delivery.Id}/replay"))).Code);
        var history = await other.Get(PortalStage.PathOf(beside.Id, $"?after={delivery.Id}"));
        Assert.Contains("There are none.", history.Text, StringComparison.Ordinal);
        Assert.Contains("Sandbox", (await other.Get("/portal")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandbox", (await (await stage.Enter(production)).Get("/portal")).Text, StringComparison.Ordinal);

        IEnumerable<string> Looks() => new[] { "", "/change", "/secret", $"/deliveries/{delivery.Id}" }.Select(more => stage.Own + more);

        IEnumerable<string> Buttons() => new[] { "/change", "/pause", "/resume", "/rotate", "/test", "/recover", "/remove", $"/deliveries/{delivery.Id}/replay" }.Select(more => stage.Own + more);

        async Task<(Subscription, int, int)> Seen() => ((await stage.Endpoints()).Single() with { Events = [] }, (await stage.Svix.Deliveries()).Count, stage.Svix.Receiver.All.Count);
    }

    [Fact]
    public async Task No_other_site_presses_a_button()
    {
        await using var stage = await PortalStage.Open();
        var developer = await stage.Enter();
        foreach (var header in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example") })
        {
            var refused = await developer.Post(stage.Own + "/remove", [header], []);
            Assert.Equal((403, true), (refused.Code, refused.Text.Contains("Another website sent this request.", StringComparison.Ordinal)));
            Assert.Equal(403, (await developer.Post(await stage.Link(), [header], [])).Code);
        }
        Assert.Single(await stage.Endpoints());
        Assert.Equal(303, (await developer.Post(stage.Own + "/pause", [("Sec-Fetch-Site", "same-origin"), ("Origin", "null")], [])).Code);
    }

    [Fact]
    public async Task Pages_are_guarded_and_in_English()
    {
        await using var stage = await PortalStage.Open();
        var developer = await stage.Enter();
        foreach (var path in new[] { "/portal", "/portal/new", stage.Own, stage.Own + "/secret", await stage.Link(), "/portal/nowhere", "/portal/endpoints/x", PortalStage.PathOf(Guid.Empty) })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Language", "de");
            var page = await developer.Send(request);
            Assert.Contains("<html lang=\"en\"", page.Text, StringComparison.Ordinal);
            Assert.Equal("no-referrer", page.Whole.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("no-store", page.Whole.Headers.CacheControl!.ToString());
            Assert.Contains("form-action 'self'", page.Whole.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
        foreach (var path in new[] { "/portal/nowhere", "/portal/endpoints/x" }) Assert.Equal(404, (await developer.Get(path)).Code);
        Assert.Equal(405, (await developer.Get(stage.Own + "/pause")).Code);
    }
}
