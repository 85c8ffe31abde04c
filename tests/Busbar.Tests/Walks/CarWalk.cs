using System.Text.Json;
using Busbar.Tests.Ground;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>The first proof: a car, from the request of the vendor's own guide to a finished charge session.</summary>
public sealed class CarWalk
{
    /// <summary>As the guide writes it, its trailing comma included.</summary>
    private const string GuideRequest = """
        {
            "type": "EV",
            "brand": "Tesla",
            "identifier": "1ABC36600TL029015",
        }
        """;

    [BrowserTheory, OnSqlite, OnPostgres]
    public async Task A_car_is_linked_read_commanded_and_its_charge_session_listed(Engine engine)
    {
        await using var house = await House.Open(engine);
        var app = await Application.Demo(house);

        var request = await app.Post("/connect/v1/onboarding/entities", GuideRequest);
        Assert.Equal(("Pending", "Entity", "Redirect"), (request.Text("status"), request.Text("requestType"), request.Text("action", "type")));
        var page = await OwnerAgrees(request.Text("action", "redirectLink")!);
        Assert.Contains("is connected", page.Heading);
        Assert.StartsWith(house.Url.ToString(), page.Url);

        request = await app.Get($"/connect/v1/onboarding/entities/{request.Text("id")}");
        Assert.Equal("Succeeded", request.Text("status"));
        var car = request.Text("data", "entity", "id")!;
        Assert.Equal(car, Assert.Single(await app.List("/connect/v1/entities")).Text("id"));

        // Read.
        await house.RunDue();
        var last = await app.Get($"/connect/v1/entities/{car}/readings/last");
        Assert.InRange(last.Number("data", "stateOfCharge", "value"), 1, 99);
        Assert.True(last.GetProperty("data").GetProperty("isPluggedIn").GetBoolean());
        var start = Zulu(house);

        // Command.
        await app.Patch($"/connect/v1/entities/{car}/features", """{ "feature": "CaptureChargeSessions", "active": true }""");
        var command = await app.Post($"/connect/v1/entities/{car}/commands", """{ "type": "StartCharging" }""");
        Assert.Equal("Pending", command.Text("status"));
        await app.Refused(HttpMethod.Post, $"/connect/v1/entities/{car}/commands", """{ "type": "StopCharging" }""", 400);
        await house.Pass(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
        command = await app.Get($"/connect/v1/entities/{car}/commands/{command.Text("id")}");
        Assert.Equal(("Succeeded", "Succeeded"), (command.Text("status"), command.Text("verification", "status")));

        // Charge for two hours, unplug, and see the session.
        await house.Pass(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
        Assert.Empty(await app.List($"/connect/v1/entities/{car}/charge-sessions?start={start}"));
        await Unplug(app);
        await house.Pass(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));

        var session = Assert.Single(await app.List($"/connect/v1/entities/{car}/charge-sessions?start={start}"));
        var (energy, gained) = (session.Number("data", "charge", "total", "total"), session.Number("data", "charge", "end", "value") - session.Number("data", "charge", "start", "value"));
        Assert.InRange(energy, 4, 60); // a plain socket gives 2.3 kW
        Assert.True(gained > 3, session.ToString());
        var history = await app.List($"/connect/v1/entities/{car}/readings?start={start}&pageSize=1000");
        Assert.True(history.Count > 100);
        var registers = history.Select(reading => reading.Number("data", "positiveActiveEnergy", "total")).ToList();
        Assert.Equal(registers.Order(), registers);
        Assert.Equal(registers[^1] - registers[0], energy, tolerance: energy / 100);

        // The same request once more renews the connection of the same car.
        var again = await app.Post("/connect/v1/onboarding/entities", GuideRequest);
        Assert.Contains("renewed", (await OwnerAgrees(again.Text("action", "redirectLink")!)).Heading);
        again = await app.Get($"/connect/v1/onboarding/entities/{again.Text("id")}");
        Assert.Equal(("Succeeded", car, "AlreadyLinked"), (again.Text("status"), again.Text("data", "entity", "id"), again.Text("data", "entity", "systemProperties", "outcome")));
        Assert.Single(await app.List("/connect/v1/entities"));
        Assert.Single(await app.List($"/connect/v1/entities/{car}/charge-sessions?start={start}"));
    }

    [BrowserFact]
    public async Task An_owner_comes_back_to_the_application_where_it_asked_for_that()
    {
        await using var house = await House.Open(Engine.Sqlite);
        await using var application = await Landing();
        var app = await Application.Demo(house);
        var home = $"{application.Urls.Single()}/linked?order=7";
        var request = await app.Post("/connect/v1/onboarding/entities", JsonSerializer.Serialize(new { type = "EV", brand = "Audi", identifier = "WAUZZZF40KA000001", returnUrl = home }));
        var page = await OwnerAgrees(request.Text("action", "redirectLink")!);
        Assert.Equal((home, "Welcome back"), (page.Url, page.Heading));
        Assert.Equal(home, (await app.Get($"/connect/v1/onboarding/entities/{request.Text("id")}")).Text("returnUrl"));

        var elsewhere = await app.Refused(HttpMethod.Post, "/connect/v1/onboarding/entities", JsonSerializer.Serialize(new { type = "EV", brand = "Audi", identifier = "WAUZZZF40KA000001", returnUrl = "https://evil.example/" }), 400);
        Assert.Contains("returnUrl", elsewhere.ToString());
    }

    [BrowserFact]
    public async Task An_owner_who_declines_or_has_another_car_is_told_so_and_the_application_too()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);

        var denied = await app.Post("/connect/v1/onboarding/entities", GuideRequest);
        Assert.Contains("did not agree", (await OwnerAgrees(denied.Text("action", "redirectLink")!, press: "Deny")).Heading);
        denied = await app.Get($"/connect/v1/onboarding/entities/{denied.Text("id")}");
        Assert.Equal(("Failed", "Denied"), (denied.Text("status"), denied.GetProperty("errors")[0].Text("code")));

        var stranger = await app.Post("/connect/v1/onboarding/entities", GuideRequest);
        Assert.Contains("another electric car", (await OwnerAgrees(stranger.Text("action", "redirectLink")!, account: "Continue as stranger")).Heading);
        stranger = await app.Get($"/connect/v1/onboarding/entities/{stranger.Text("id")}");
        Assert.Equal(("Failed", "DeviceNotInAccount"), (stranger.Text("status"), stranger.GetProperty("errors")[0].Text("code")));
        Assert.Empty(await app.List("/connect/v1/entities"));
    }

    [BrowserFact]
    public async Task A_broken_connection_says_why_and_its_link_mends_it()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        var request = await app.Post("/connect/v1/onboarding/entities", GuideRequest);
        await OwnerAgrees(request.Text("action", "redirectLink")!);
        var car = (await app.List("/connect/v1/entities"))[0].Text("id")!;
        await house.RunDue();
        Assert.Equal("Connected", (await app.Get($"/connect/v1/entities/{car}/connection")).Text("state"));

        await app.Post("/sandbox/api/homes/home-029015/accounts/tesla/revoke", "{}", 200);
        await house.Pass(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));
        var broken = await app.Get($"/connect/v1/entities/{car}/connection");
        Assert.Equal(("Broken", "SignInLost"), (broken.Text("state"), broken.Text("reason")));
        Assert.Equal("SignInAgain", broken.GetProperty("interventions")[0].Text("id"));
        Assert.False((await app.Get($"/connect/v1/entities/{car}")).GetProperty("isOnline").GetBoolean());
        Assert.Equal(broken.Text("reconnectLink"), (await app.Get($"/connect/v1/entities/{car}/connection")).Text("reconnectLink"));

        await OwnerAgrees(broken.Text("reconnectLink")!);
        await house.RunDue();
        var mended = await app.Get($"/connect/v1/entities/{car}/connection");
        Assert.Equal(("Connected", (string?)null), (mended.Text("state"), mended.Text("reconnectLink")));
        Assert.Equal(car, Assert.Single(await app.List("/connect/v1/entities")).Text("id"));
    }

    /// <summary>What an owner does: continue, sign in at the brand, decide. Ends on whatever page that leads to.</summary>
    private static async Task<(string Url, string Heading)> OwnerAgrees(string link, string account = "Continue as home-", string press = "Agree")
    {
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await browser.Page.GotoAsync(link);
        await Button(browser, "Continue to").ClickAsync();
        await Button(browser, account).First.ClickAsync();
        await Button(browser, press).ClickAsync();
        return (browser.Page.Url, await browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
    }

    private static ILocator Button(Browser browser, string name) => browser.Page.GetByRole(AriaRole.Button, new() { Name = name });

    private static async Task Unplug(Application app)
    {
        var device = Assert.Single((await app.Get("/sandbox/api/devices?identifier=1ABC36600TL029015")).GetProperty("devices").EnumerateArray().ToList());
        await app.Post($"/sandbox/api/homes/{device.Text("home")}/devices/{device.Text("deviceId")}/unplug", "{}", 200);
    }

    private static async Task<WebApplication> Landing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/linked", () => Results.Content("<!doctype html><h1>Welcome back</h1>", "text/html"));
        await app.StartAsync();
        return app;
    }

    private static string Zulu(House house) => Uri.EscapeDataString(house.Clock.Now.AddSeconds(-1).ToString("yyyy-MM-ddTHH:mm:ssZ"));
}
