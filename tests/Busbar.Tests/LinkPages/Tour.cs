using System.Net.Http.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Tests.Portal;
using Busbar.Tests.UserSignIns;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>A page that owners see, and how a browser comes to it.</summary>
/// <param name="Language">What it is in, for a browser that asks for German.</param>
internal sealed record Stop(string Name, string Language, Func<IPage, Task> Go);

/// <summary>Every page that owners see, in German and for a company with a long name. They can be visited any number of times.</summary>
internal sealed class Tour : IAsyncDisposable
{
    public const string Company = "Stadtwerke Musterstadt an der Oberen Donau Energiedienste";

    private readonly GuideHouse guides;
    private readonly LinkHouse links;
    private readonly PortalStage portal;
    private readonly List<Stop> stops = [];

    private readonly SignInHouse users;

    private Tour(GuideHouse guides, LinkHouse links, PortalStage portal, SignInHouse users) => (this.guides, this.links, this.portal, this.users) = (guides, links, portal, users);

    public IReadOnlyList<Stop> Stops => stops;

    /// <param name="colour">The application's own; null for none.</param>
    public static async Task<Tour> Begin(string? colour = null)
    {
        var tour = new Tour(await GuideHouse.Open(name: Company), await LinkHouse.Open(), await PortalStage.Open(), await SignInHouse.Open(name: Company));
        await tour.guides.House.Get<ChangeClientLook>().Change(tour.guides.Client.ClientId, null, _ => new ClientLook(null, colour));
        await tour.Choosing();
        await tour.Sharing();
        await tour.Sandbox();
        await tour.Links();
        await tour.Portal();
        await tour.Users(colour);
        return tour;
    }

    /// <summary>Leaves out all others.</summary>
    public void Keep(params string[] names)
    {
        Assert.All(names, name => Assert.Contains(stops, stop => stop.Name == name));
        stops.RemoveAll(stop => !names.Contains(stop.Name));
    }

    public async ValueTask DisposeAsync()
    {
        await guides.DisposeAsync();
        await links.DisposeAsync();
        await portal.DisposeAsync();
        await users.DisposeAsync();
    }

    /// <summary>A session for one device: the kind, the brand, and what the brand asks for.</summary>
    private async Task Choosing()
    {
        var late = guides.Path(await guides.Session(GuideHouse.Order(company: "Musterstrom", returnUrl: "http://localhost/done")));
        guides.House.Clock.Advance(GuidedSession.Lifetime);
        var begun = guides.Path(await guides.Session());
        await guides.Post(begun + "/details?kind=SolarPlant&brand=huawei");
        var path = guides.Path(await guides.Session(GuideHouse.Order(company: "Musterstrom", returnUrl: "http://localhost/done")));
        var meter = guides.Path(await guides.Session(GuideHouse.Order(kind: DeviceKind.Meter, brand: "fluvius")));
        Add("guide-expired", late);
        Add("guide-begun", begun);
        Add("guide-intro", path);
        Add("guide-intro-one", meter);
        Add("guide-kinds", path + "/device");
        Add("guide-brands", path + "/brand?kind=EV");
        Add("guide-few", path + "/brand?kind=ChargePoint");
        Add("guide-found", path + "/brand?kind=EV&search=vo");
        Add("guide-none", path + "/brand?kind=EV&search=Trabant");
        foreach (var (name, choice) in new[] { ("car", "EV&brand=tesla"), ("charger", "ChargePoint&brand=ocpp"), ("nothing", "SolarPlant&brand=huawei") }) Add("guide-" + name, $"{path}/details?kind={choice}");
        foreach (var (name, choice) in new[] { ("car", "EV&brand=tesla"), ("meter", "Meter&brand=fluvius"), ("mail", "SolarPlant&brand=sma"), ("paired", "RetrofitMeter&brand=xenn") })
            Add($"guide-{name}-wrong", "de", async page =>
            {
                await page.GotoAsync(Address(guides, $"{path}/details?kind={choice}"));
                foreach (var field in await page.Locator("input.input").AllAsync()) await field.FillAsync("1ABC 36600 TL 02901");
                await Press(page, page.Locator("main form button"));
                await IsTold(page);
            });
    }

    /// <summary>A session for a whole account: what is shared, by scope, and how it ended.</summary>
    private async Task Sharing()
    {
        LinkScope[] scopes = [LinkScope.VehicleData, LinkScope.VehicleCharging, LinkScope.ChargerData, LinkScope.ChargerCharging];
        var order = new GuideOrder(null, null, [DeviceKind.EV, DeviceKind.ChargePoint], null, null, null, null, "http://localhost/done") { AllDevices = true, TellsExit = true, Language = "de-DE", Scopes = scopes };
        var open = guides.Path(await guides.Session(order));
        var (denied, done) = (await Begun(order), await Begun(order));
        await guides.House.Get<Database>().Write(db => guides.House.Get<FinishLink>().Fail(db, denied, LinkFailure.Denied, "The owner said no."));
        await guides.House.Get<Database>().Write(db => guides.House.Get<FinishLink>().Finish(db, done.Id, new LinkStep.Linked(
            "anna", new GrantSecret("a", null, null, GrantSecret.NoExtras),
            [new FoundDevice(DeviceKind.EV, "c1", "5YJ3E1EA7KF317000", "Das große blaue Familienauto von Anna und Benedikt", "Model Y", null, [], []), new FoundDevice(DeviceKind.EV, "c2", "WVWZZZ1JZ3W386752", null, "Model 3", null, [], [])])));
        var relinked = (await guides.House.Get<Database>().Read(db => LinkTable.Find(db, done.Id)))!.DeviceId;
        var relinks = guides.Path(await guides.Session(order with { Kinds = null, Scopes = null, Relinks = relinked }));
        var cars = guides.Path(await guides.Session(order with { Kinds = [DeviceKind.EV], Scopes = null, Car = CarChoice.Open, TellsLinked = DeviceKind.EV }));
        Add("session-intro", "de", Opened(open));
        foreach (var (name, query) in new[] { ("makes", ""), ("found", "?search=model"), ("none", "?search=Trabant"), ("models", "?make=01J443798BF893ZHFQVCS0FA23"), ("trims", "?model=01HNARS42AVJN9QWQF6J52B7MB") }) Add($"session-cars-{name}", $"{cars}/car{query}");
        Add("session-cars-review", cars + "/details?kind=EV&brand=tesla&trim=01HNARS42AVJN9QWQF6J52B7MB");
        Add("session-brands", open + "/brand");
        Add("session-filtered", open + "/brand?kind=ChargePoint");
        Add("session-none", open + "/brand?search=Trabant");
        Add("session-review", "de", Opened(open + "/details?kind=EV&brand=tesla"));
        Add("session-relink", relinks);
        Add("session-denied", guides.PathOf(denied));
        Add("session-done", guides.PathOf(done));

        async Task<Link> Begun(GuideOrder ordered)
        {
            var session = await guides.Session(ordered);
            await guides.Post(guides.Path(session) + "/details?kind=EV&brand=tesla");
            return await guides.LinkOf(session);
        }

        Func<IPage, Task> Opened(string path) => async page =>
        {
            await page.GotoAsync(Address(guides, path));
            await page.Locator("summary").First.ClickAsync();
        };
    }

    /// <summary>The brands of the sandbox speak English, as its documents do.</summary>
    private async Task Sandbox()
    {
        var (session, mailed) = (await guides.Session(), await guides.Session());
        await guides.Post(guides.Path(session) + "/details?kind=EV&brand=tesla", ("identifier", "1ABC36600TL029015"));
        var link = guides.PathOf(await guides.LinkOf(session));
        var brand = (await guides.Post(link)).Location!;
        await guides.Post(guides.Path(mailed) + "/details?kind=SolarPlant&brand=sma", (LinkInputs.Identifier, "PLANT-1"), (LinkInputs.AssociatedEmail, "anna@example.org"));
        var (developer, token) = await guides.House.SignIn(await guides.House.NewClient());
        await developer.PatchAsJsonAsync("/sandbox/api/homes/anna", new { speed = 1 });
        foreach (var kind in new[] { DeviceKind.EV, DeviceKind.ChargePoint }) await developer.PostAsJsonAsync("/sandbox/api/homes/anna/devices", new { brand = kind is DeviceKind.EV ? "tesla" : "easee", kind = kind.ToString() });
        developer.Dispose();
        Add("sandbox-chosen", link);
        Add("sandbox-waits", guides.PathOf(await guides.LinkOf(mailed)));
        Add("sandbox-sign-in", "en", page => page.GotoAsync(brand));
        Add("sandbox-sign-in-wrong", "en", async page =>
        {
            await SignIn(page, "--");
            await IsTold(page);
        });
        Add("sandbox-code", "en", page => SignIn(page, "anna-2fa"));
        Add("sandbox-code-wrong", "en", async page =>
        {
            await SignIn(page, "anna-2fa");
            await page.GetByLabel("Code").FillAsync("1");
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Confirm" }));
            await IsTold(page);
        });
        Add("sandbox-consent", "en", async page =>
        {
            await page.GotoAsync(brand);
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Continue as" }).First);
        });
        Add("sandbox-no-brand", "en", page => page.GotoAsync(Address(guides, "/sandbox/trabant/oauth/authorize")));
        Add("sandbox-door", "en", page => page.GotoAsync(Address(guides, "/sandbox")));
        Add("sandbox-door-wrong", "en", async page =>
        {
            await Enter(page, "no token");
            await IsTold(page);
        });
        Add("sandbox-homes", "en", page => Enter(page, token));
        Add("sandbox-home", "en", async page =>
        {
            await Enter(page, token);
            await page.GotoAsync(Address(guides, "/sandbox/homes/anna"));
            await page.Locator("summary").First.ClickAsync();
        });

        async Task SignIn(IPage page, string account)
        {
            await page.GotoAsync(brand);
            await page.GetByLabel("Another account name").FillAsync(account);
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }));
        }

        async Task Enter(IPage page, string with)
        {
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync(Address(guides, "/sandbox"));
            await page.Locator("#token").FillAsync(with);
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Open" }));
        }
    }

    /// <summary>Links that an application made by itself, and all the ways in which one ends.</summary>
    private async Task Links()
    {
        foreach (var (name, path) in await BrowserLookTests.Pages(links, Company)) Add(name, name is "front" ? "en" : "de", page => page.GotoAsync(Address(links, path)));
        var (station, asked) = (await links.Station("Garage 1"), await links.Car(await links.Application(Company, "https://app.example"), returnUrl: "https://app.example/"));
        Add("dial-in-still", "de", page => page.GotoAsync(Address(links, links.Path(station) + "?still")));
        Add("no-form", "de", page => page.GotoAsync(Address(links, links.Path(asked) + "/password")));
        Add("password", "de", async page =>
        {
            await page.GotoAsync(Address(links, links.Path(await links.Station("Garage 1"))));
            await Press(page, page.GetByRole(AriaRole.Button));
        });
        links.Brands.Volta.Trouble = new VendorFault(VendorFaultKind.Outage, true, "No answer from 10.0.0.7.");
        Add("away", "de", async page =>
        {
            await page.GotoAsync(Address(links, links.Path(asked)));
            await Press(page, page.GetByRole(AriaRole.Button));
        });
    }

    /// <summary>The webhook portal, which speaks English to whoever comes.</summary>
    private async Task Portal()
    {
        Add("portal-over", "en", page => page.GotoAsync(Address(portal, "/portal/open/x")));
        Add("portal-nobody", "en", async page =>
        {
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync(Address(portal, "/portal"));
        });
        Add("portal-door", "en", async page => await page.GotoAsync(Address(portal, await portal.Link())));
        var newcomer = (await portal.Svix.House.House.NewClient(name: Company)).Client;
        Add("portal-none", "en", page => Enter(page, "/portal", newcomer));

        await portal.Live();
        var far = await portal.Svix.Subscribe($"https://webhooks.long-name-of-a-host.example.org/{new string('a', 60)}/{new string('b', 60)}", ["account.lost", "car.level"]);
        var quiet = await portal.Svix.Subscribe("https://example.org/webhooks", []);
        var dead = await portal.Svix.Subscribe("https://example.net/webhooks", ["account.lost"]);
        await Do(quiet, new Core.Events.SubscriptionWish { Description = new("Our test rig in the basement of the main building"), IsPaused = true });
        await Do(dead, new Core.Events.SubscriptionWish { Description = new("Old receiver") });
        await portal.Svix.Get<Database>().Write(db => Dapper.SqlMapper.ExecuteAsync(db, "update subscriptions set is_active = 0 where id = @Id", new { dead.Id }));
        var deliveries = await portal.Svix.Deliveries();
        Add("portal-endpoints", "en", page => Enter(page, "/portal"));
        Add("portal-new", "en", page => Enter(page, "/portal/new"));
        Add("portal-new-wrong", "en", async page =>
        {
            await Enter(page, "/portal/new");
            await page.GetByLabel("Address").FillAsync("ftp://example.org");
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }));
            await IsTold(page);
        });
        Add("portal-change", "en", page => Enter(page, PortalStage.PathOf(far.Id, "/change")));
        Add("portal-endpoint", "en", page => Enter(page, portal.Own + "?done=replayed"));
        Add("portal-endpoint-far", "en", page => Enter(page, PortalStage.PathOf(far.Id)));
        Add("portal-endpoint-paused", "en", page => Enter(page, PortalStage.PathOf(quiet.Id)));
        Add("portal-endpoint-disabled", "en", async page =>
        {
            await Enter(page, PortalStage.PathOf(dead.Id));
            await page.Locator("summary").Last.ClickAsync();
        });
        Add("portal-endpoint-tested", "en", async page =>
        {
            await Enter(page, portal.Own);
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Send test event" }));
            await page.GetByText("Recover what failed").ClickAsync();
        });
        Add("portal-secret", "en", page => Enter(page, portal.Own + "/secret"));
        foreach (var state in Enum.GetValues<Core.Events.DeliveryState>()) Add($"portal-delivery-{state}", "en", page => Enter(page, PortalStage.PathOf(portal.Svix.Id, $"/deliveries/{deliveries.First(one => one.State == state).Id}")));
        Add("portal-left", "en", async page =>
        {
            await Enter(page, "/portal");
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        });

        async Task Enter(IPage page, string path, Core.Tenancy.Client? client = null)
        {
            await page.GotoAsync(Address(portal, await portal.Link(client)));
            await Press(page, page.GetByRole(AriaRole.Button, new() { Name = "Open the portal" }));
            await page.GotoAsync(Address(portal, path));
        }

        async Task Do(Core.Events.Subscription endpoint, Core.Events.SubscriptionWish wish) =>
            Assert.True((await portal.Svix.Get<Core.Events.ChangeSubscription>().Change(portal.Client, Fakes.PlainEvents.Dialect, endpoint.Id, wish)).Ok(out _, out _));
    }

    /// <summary>A user signs in, and agrees that an application acts as it.</summary>
    private async Task Users(string? colour)
    {
        await users.House.Get<ChangeClientLook>().Change(users.App.Client.ClientId, null, _ => new ClientLook(null, colour));
        var user = await users.NewUser("anna.schmidt@a-long-name-of-a-host.example.org");
        var (used, late) = (await users.Link(user), await users.Link(user));
        await new Visitor(users.House).Post(used);
        users.House.Clock.Advance(Core.UserSignIns.LoginLink.Lifetime);
        var (link, everything) = (await users.Link(user), users.Authorize(("scope", string.Join(' ', Server.Faces.EvEnergy.EvScopes.All))));
        foreach (var (name, path) in new[]
        {
            ("login", link), ("login-used", used), ("login-expired", late), ("login-needed", users.Authorize()), ("agree-unknown", users.Authorize(("client_id", "nobody"))),
            ("agree-astray", users.Authorize(("redirect_uri", "https://evil.example/"))),
        }) Add(name, "de", async page =>
        {
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync(Address(users, path));
        });
        Add("login-done", "de", SignIn);
        foreach (var (name, path) in new[] { ("agree", users.Authorize(("scope", null))), ("agree-everything", everything) }) Add(name, "de", async page =>
        {
            await SignIn(page);
            await page.GotoAsync(Address(users, path));
        });

        async Task SignIn(IPage page)
        {
            await page.GotoAsync(Address(users, await users.Link(user)));
            await Press(page, page.GetByRole(AriaRole.Button));
        }
    }

    private void Add(string name, string path) => Add(name, "de", page => page.GotoAsync(Address(guides, path)));

    private void Add(string name, string language, Func<IPage, Task> go) => stops.Add(new Stop(name, language, go));

    /// <summary>Goes on to the page that a button leads to; its address may be the same.</summary>
    private static async Task Press(IPage page, ILocator button)
    {
        await page.EvaluateAsync("document.body.id = 'left'");
        await button.ClickAsync();
        await page.Locator("body:not(#left)").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Something was wrong: the page takes whoever uses it there.</summary>
    private static async Task IsTold(IPage page)
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(":focus")).ToHaveCountAsync(1);
    }

    private static string Address(GuideHouse house, string path) => house.House.Url + path[1..];

    private static string Address(PortalStage stage, string path) => stage.Svix.House.House.Url + path[1..];

    private static string Address(LinkHouse house, string path) => house.House.Url + path[1..];

    private static string Address(SignInHouse house, string path) => house.House.Url + path[1..];
}
