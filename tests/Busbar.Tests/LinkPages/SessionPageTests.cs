using System.Web;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;
using Shelf = Busbar.Tests.Fakes.FakeBrands;

namespace Busbar.Tests.LinkPages;

/// <summary>Sessions that say more beforehand: all devices of an account, what may be accessed, a language, a connection to renew.</summary>
public sealed class SessionPageTests
{
    private const string Back = "http://localhost:5173/back?of=home", Vin = "5YJ3E1EA7KF317000", OtherVin = "WVWZZZ1JZ3W386752";

    [Theory, OnSqlite, OnPostgres]
    public async Task All_devices_of_the_kinds_are_linked_with_what_was_agreed_to(Engine engine)
    {
        await using var house = await Open(engine);
        var session = await house.Session(Order([LinkScope.VehicleData, LinkScope.BatteryData]) with { Kinds = [DeviceKind.EV, DeviceKind.Battery, DeviceKind.SolarPlant] });
        var path = house.Path(session);

        var intro = await house.Get(path);
        foreach (var text in new[] { "Green Power asks for access to your devices", "Electric car, solar plant, home battery", "What is Busbar?" }) Assert.Contains(text, intro.Text);
        Assert.Equal(path + "/brand", Hrefs(intro)[0]);
        var brands = await house.Get(path + "/brand");
        Assert.Contains(path + "/details?kind=EV&brand=tesla", Hrefs(brands));
        Assert.Contains(path + "/brand?kind=Battery", Hrefs(brands));

        var review = await house.Get(path + "/details?kind=EV&brand=tesla");
        foreach (var text in new[] { "What Green Power gets access to", "<summary>", "Battery level and range", "How full it is", "Where your devices are", "Any control: Green Power can look", "Agree and continue to Tesla" }) Assert.Contains(text, review.Text);
        Assert.DoesNotContain("name=\"identifier\"", review.Text);
        Assert.DoesNotContain("<li>Where it is</li>", review.Text);

        var success = await Agree(house, path + "/details?kind=EV&brand=tesla", "anna");
        Assert.Equal(200, success.Code);
        foreach (var text in new[] { "Your devices are connected", "My first", "Complete" }) Assert.Contains(text, success.Text);
        Assert.Equal([Back], Hrefs(success));

        var (devices, grant) = await Linked(house, session);
        Assert.Equal(["b1", "c1", "c2"], devices.Select(device => device.VendorId).Order()); // neither the charger nor the meter
        Assert.Equal([LinkScope.VehicleData, LinkScope.BatteryData], grant.Scopes!);
        Assert.All(devices, device => Assert.Equal(devices[0].UserId, device.UserId));
        // It is used up: every page leads to the end.
        Assert.Equal(house.PathOf(await house.LinkOf(session)), (await house.Get(path + "/brand")).Location);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Agreeing_to_more_adds_it_and_an_application_that_asks_for_everything_gets_it(Engine engine)
    {
        await using var house = await Open(engine);
        var owner = house.House.Get<Ids>().New();
        await house.House.Get<Database>().Write(db => UserTable.Add(db, new User(owner, house.Client.TenantId, "anna", house.House.Clock.Now)));
        foreach (var (scopes, granted) in new (LinkScope[]?, LinkScope[]?)[]
        {
            ([LinkScope.VehicleData], [LinkScope.VehicleData]), ([LinkScope.VehicleData, LinkScope.VehicleLocation], [LinkScope.VehicleData, LinkScope.VehicleLocation]),
            ([LinkScope.VehicleData], [LinkScope.VehicleData, LinkScope.VehicleLocation]), (null, null),
        })
        {
            var session = await house.Session(Order(scopes) with { Kinds = [DeviceKind.EV], Owner = owner });
            await Agree(house, house.Path(session) + "/details?kind=EV&brand=tesla", "anna");
            Assert.Equal(granted, (await Linked(house, session)).Grant.Scopes);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connection_is_renewed_without_a_choice_and_the_device_stays_what_it_is(Engine engine)
    {
        await using var house = await Open(engine);
        var first = await house.Session(Order([LinkScope.VehicleData]) with { Kinds = [DeviceKind.EV] });
        await Agree(house, house.Path(first) + "/details?kind=EV&brand=tesla", "anna");
        var (before, grant) = await Linked(house, first);
        var car = before.Single(device => device.VendorId == "c2");
        await house.House.Get<Database>().Write(db => GrantTable.Lose(db, grant.Id, grant.Version, VendorFaultKind.GrantLost, house.House.Clock.Now));

        var session = await house.Session(Order(null) with { Kinds = null, Relinks = car.Id, Scopes = [LinkScope.VehicleCharging] });
        var path = house.Path(session) + "/details?kind=EV&brand=tesla";
        Assert.Equal((303, path), await house.Get(house.Path(session)) is var sent ? (sent.Code, sent.Location) : default);
        var review = await house.Get(path);
        Assert.Contains("<h1>Reconnect your electric car</h1>", review.Text);
        Assert.DoesNotContain("class=\"way\"", review.Text);
        Assert.Contains("Green Power lost its access", review.Text);

        // With another's account it is not that device, and nothing changes.
        Assert.Contains("another electric car", (await Agree(house, path, "ben")).Text);
        Assert.Contains("Connection renewed", (await Agree(house, path, "anna")).Text);
        var (after, renewed) = await Linked(house, session);
        Assert.Equal(before.Select(device => device.Id).Order(), after.Select(device => device.Id).Order());
        Assert.Equal((grant.Id, GrantState.Active), (renewed.Id, renewed.State));
        Assert.Equal([LinkScope.VehicleData], renewed.Scopes!);
        var again = await house.Session(Order(null) with { Kinds = null, Relinks = car.Id });
        Assert.Contains("asks you to renew its access", (await house.Get(house.Path(again) + "/details?kind=EV&brand=tesla")).Text);

        var stranger = (await house.House.NewClient("others")).Client;
        var refused = await house.House.Get<StartGuidedSession>().Start(stranger, Order(null) with { Relinks = car.Id, ReturnUrl = null });
        Assert.Equal(FaultKind.NotFound, refused.Fault!.Kind);
    }

    [Fact]
    public async Task A_charger_that_dials_in_is_told_what_to_enter()
    {
        await using var house = await GuideHouse.Open();
        var session = await house.Session(Order([LinkScope.ChargerData]) with { Brand = "ocpp", Kinds = [DeviceKind.ChargePoint] });
        var path = house.Path(session) + "/details?kind=ChargePoint&brand=ocpp";
        Assert.Equal(path, Hrefs(await house.Get(house.Path(session)))[0]);
        var review = await house.Get(path);
        Assert.Contains("Agree and continue<", review.Text);
        Assert.EndsWith("; form-action 'self'", review.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var sent = await house.Post(path);
        Assert.Equal(house.PathOf(await house.LinkOf(session)), sent.Location);
        var page = await house.Get(sent.Location!);
        foreach (var text in new[] { "Server address", "Whether a car is plugged in and charging", "Any control: Green Power can look" }) Assert.Contains(text, page.Text);
    }

    [Fact]
    public async Task A_connectors_renewal_goes_to_its_station()
    {
        await using var house = await GuideHouse.Open();
        const string Details = "/details?kind=ChargePoint&brand=ocpp";
        var first = await house.Session(Order([LinkScope.ChargerData]) with { Brand = "ocpp", Kinds = [DeviceKind.ChargePoint] });
        await house.Post(house.Path(first) + Details);
        var link = await house.LinkOf(first);
        var station = (await ((IDialIn)house.House.Get<IVendors>().Find(Realm.Sandbox, "ocpp")!).Describe(link.TenantId, link.Id))!.Identity;
        await house.House.Get<Database>().Write(db => house.House.Get<FinishLink>().Finish(db, link.Id, new LinkStep.Linked(
            station, new GrantSecret(null, null, null, GrantSecret.NoExtras), [Part("/2", station), Part("/1", station), Part("", null)])));
        var (devices, _) = await Linked(house, first);
        var (whole, connector) = (devices.Single(device => device.VendorId == station), devices.Single(device => device.VendorId == station + "/2"));
        Assert.Equal(whole.Id, connector.ParentId);

        var session = await house.Session(Order(null) with { Kinds = null, Relinks = connector.Id });
        var sent = await house.Post(house.Path(session) + Details);
        Assert.Contains(station, (await house.Get(sent.Location!)).Text);
        Assert.Equal((whole.Id, true), await house.LinkOf(session) is var renewal ? (renewal.DeviceId!.Value, renewal.IsReconnect) : default);

        FoundDevice Part(string end, string? parent) => new(DeviceKind.ChargePoint, station + end, station + end, null, null, parent, [], []);
    }

    [Fact]
    public async Task Who_leaves_comes_back_with_the_reason()
    {
        await using var house = await Open();
        var session = await house.Session(Order([LinkScope.VehicleData]));
        var path = house.Path(session);
        foreach (var page in new[] { "", "/details?kind=EV&brand=tesla" }) Assert.Equal(("cancelledByUser", "home"), Exit(await house.Get(path + page)));
        Assert.Equal(("cancelledByUser", "home"), Exit(await Agree(house, path + "/details?kind=EV&brand=tesla", null)));
        Assert.Equal(("backendError", "home"), Exit(await Agree(house, path + "/details?kind=EV&brand=tesla", "empty")));
        house.House.Clock.Advance(GuidedSession.Lifetime);
        Assert.Equal(("earlyExitRequestedFromFrontend", "home"), Exit(await house.Get(path)));

        // A session that does not tell has its address as it is.
        var plain = await house.Session(Order(null) with { TellsExit = false });
        Assert.Contains(Back, Hrefs(await house.Get(house.Path(plain))));
    }

    [Theory]
    [InlineData("myapp://done", "myapp://done?error=cancelledByUser&error_message=")]
    [InlineData("https://a.example/?x=1#top", "https://a.example/?x=1&error=cancelledByUser&error_message=")]
    public void The_reason_joins_any_address(string address, string start)
    {
        var told = ExitAddress.Of(address, Server.LinkPages.Exit.Cancelled, LinkWords.English);
        Assert.StartsWith(start, told, StringComparison.Ordinal);
        Assert.Equal(address.Contains('#'), told.EndsWith("#top", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_brand_that_does_not_answer_is_marked_and_not_tried(Engine engine)
    {
        await using var house = await Open(engine);
        var shelf = (Shelf)house.House.Get<IVendors>();
        shelf.Tesla.LinkTrouble = new VendorFault(VendorFaultKind.Outage, false, "Down.");
        for (var i = 0; i < 3; i++) Assert.Equal(503, (await house.Post(house.Path(await house.Session(Order(null))) + "/details?kind=EV&brand=tesla")).Code);
        house.House.Clock.Advance(TimeSpan.FromMinutes(1));

        var session = await house.Session(Order(null) with { Kinds = [DeviceKind.EV, DeviceKind.SolarPlant] });
        var path = house.Path(session);
        Assert.Contains("Out of service now", (await house.Get(path + "/brand")).Text);
        foreach (var seen in new[] { await house.Get(path + "/details?kind=EV&brand=tesla"), await house.Post(path + "/details?kind=EV&brand=tesla") })
        {
            Assert.Equal(503, seen.Code);
            Assert.Contains("Tesla is out of service now", seen.Text);
            Assert.Equal("backendError", Exit(seen).Error);
        }
        Assert.Null(await house.LinkOf(session));

        house.House.Clock.Advance(JudgeBrand.Window);
        shelf.Tesla.LinkTrouble = null;
        Assert.Equal(200, (await house.Get(path + "/details?kind=EV&brand=tesla")).Code);
    }

    [Fact]
    public async Task Language_and_colours_are_the_applications_and_so_is_its_look()
    {
        await using var house = await Open();
        await house.House.Get<ChangeClientLook>().Change(house.Client.ClientId, null, _ => new ClientLook("https://cdn.example.org/logo.svg", "#5A2D91"));
        var session = await house.Session(Order([LinkScope.VehicleData]) with { Language = "de-DE", Colours = ColourScheme.Dark });
        foreach (var page in new[] { "", "/details?kind=EV&brand=tesla" })
        {
            var seen = await house.Send(HttpMethod.Get, house.Path(session) + page, null, ("Accept-Language", "fr"));
            Assert.Contains("<html lang=\"de\" dir=\"ltr\" data-colours=\"dark\">", seen.Text);
            Assert.Contains("<meta name=\"color-scheme\" content=\"dark\"", seen.Text);
            Assert.Contains("src=\"https://cdn.example.org/logo.svg\"", seen.Text);
            Assert.Contains("/assets/colour-5a2d91.css", seen.Text);
            Assert.Contains("; img-src 'self' data: https://cdn.example.org;", seen.Answer.Headers.GetValues("Content-Security-Policy").Single());
        }
        Assert.Contains("--fill: #5a2d91;", (await house.Get("/assets/colour-5a2d91.css")).Text);
        foreach (var bad in new[] { "/assets/colour-5a2d9.css", "/assets/colour-5A2D91.css", "/assets/colour-5a2d9g.css" }) Assert.Equal(404, (await house.Get(bad)).Code);

        var browser = await house.Send(HttpMethod.Get, house.Path(await house.Session(Order(null) with { Language = "browser" })), null, ("Accept-Language", "fr-BE, en;q=0.5"));
        Assert.Contains("<html lang=\"fr\"", browser.Text);
        Assert.True(browser.Text.Length < 100_000);
    }

    private static async Task<GuideHouse> Open(Engine engine = Engine.Sqlite)
    {
        var house = await GuideHouse.Open(engine, time => new Shelf(time));
        var shelf = (Shelf)house.House.Get<IVendors>();
        shelf.Tesla.Own("anna", Shelf.Car(Vin, "c1", "My first"), Shelf.Car(OtherVin, "c2"), Shelf.Thing(DeviceKind.Battery, "b1"), Shelf.Thing(DeviceKind.ChargePoint, "w1", null, null, null, CommandKind.StartCharging), Shelf.Thing(DeviceKind.Meter, "m1"));
        shelf.Tesla.Own("ben", Shelf.Car("1ABC36600TL029015", "c9"));
        shelf.Tesla.Own("empty");
        return house;
    }

    private static GuideOrder Order(LinkScope[]? scopes) => new(null, null, [DeviceKind.EV, DeviceKind.Battery], null, null, null, null, Back) { AllDevices = true, TellsExit = true, Scopes = scopes };

    /// <summary>Agrees on our page, signs in at the brand with an account (null: declines there), and comes back: the page that it ends on.</summary>
    private static async Task<Seen> Agree(GuideHouse house, string review, string? account)
    {
        var sent = await house.Post(review);
        Assert.StartsWith("https://tesla.test/authorize", sent.Location, StringComparison.Ordinal);
        var cookie = sent.Answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var back = await house.Send(HttpMethod.Get, $"/callback/tesla?state={LinkPages.Owner.State(sent.Location!)}&{(account is null ? "error=access_denied" : "code=" + account)}", null, ("Cookie", cookie));
        Assert.Equal(303, back.Code);
        return await house.Get(back.Location!);
    }

    private static async Task<(IReadOnlyList<Device> Devices, Grant Grant)> Linked(GuideHouse house, GuidedSession session)
    {
        var link = await house.LinkOf(session);
        return await house.House.Get<Database>().Read(async db =>
        {
            var device = (await DeviceTable.Find(db, link.DeviceId!.Value))!;
            return (await DeviceTable.OfGrant(db, device.GrantId), (await GrantTable.Find(db, device.GrantId))!);
        });
    }

    private static (string? Error, string? Of) Exit(Seen seen)
    {
        var query = HttpUtility.ParseQueryString(new Uri(Hrefs(seen).Single(href => href.StartsWith("http://localhost:5173", StringComparison.Ordinal))).Query);
        Assert.NotEmpty(query["error_message"]!);
        return (query["error"], query["of"]);
    }

    private static List<string> Hrefs(Seen seen) =>
        [.. System.Text.RegularExpressions.Regex.Matches(seen.Text, "<a [^>]*href=\"([^\"]+)\"").Select(found => HttpUtility.HtmlDecode(found.Groups[1].Value))];
}
