using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>How the pages of a session look that links all devices: in every language, with an application's colour, on every screen.</summary>
public sealed class SessionLookTests
{
    private static readonly LinkScope[] scopes = [LinkScope.VehicleData, LinkScope.VehicleCharging, LinkScope.ChargerData, LinkScope.ChargerCharging];

    private static readonly (int Width, int Height)[] screens = [(320, 640), (390, 844), (1280, 800)];

    [BrowserFact]
    public async Task They_read_well_on_every_screen_in_the_light_and_in_the_dark()
    {
        await using var house = await GuideHouse.Open(name: "Stadtwerke Musterstadt");
        await house.House.Get<ChangeClientLook>().Change(house.Client.ClientId, null, _ => new ClientLook(null, "#8a1c4a"));
        var wrong = new List<string>();
        foreach (var colours in new[] { ColourScheme.Light, ColourScheme.Dark })
        {
            var several = house.Path(await house.Session(Order() with { Colours = colours, Kinds = [DeviceKind.EV, DeviceKind.ChargePoint], Scopes = scopes }));
            var linked = await house.Session(Order() with { Colours = colours });
            await Link(house, linked);
            var relinks = house.Path(await house.Session(Order() with { Colours = colours, Kinds = null, Relinks = (await house.LinkOf(linked)).DeviceId }));
            foreach (var (width, height) in screens)
            {
                // The application's wish stands, whatever the system's.
                await using var browser = await Browser.Open(new BrowserNewContextOptions
                {
                    ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = true,
                    ColorScheme = colours is ColourScheme.Light ? ColorScheme.Dark : ColorScheme.Light,
                });
                foreach (var (name, path) in new[]
                {
                    ("intro", several), ("brand", several + "/brand"), ("filtered", several + "/brand?kind=ChargePoint"), ("review", several + "/details?kind=EV&brand=tesla"),
                    ("success", house.PathOf(await house.LinkOf(linked))), ("relink", relinks),
                })
                {
                    await browser.Page.GotoAsync(house.House.Url + path[1..]);
                    if (name is "intro" or "review") await browser.Page.Locator("summary").First.ClickAsync();
                    await BrowserLookTests.Look(browser.Page, $"session-{name}-{width}-{colours}", wrong);
                    Assert.Equal(colours.ToString().ToLowerInvariant(), await browser.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
                }
            }
        }
        Assert.Equal([], wrong);
    }

    [BrowserFact]
    public async Task They_fit_in_every_language()
    {
        await using var house = await GuideHouse.Open(name: "Stadtwerke Musterstadt");
        var wrong = new List<string>();
        await using var browser = await Browser.Open(new BrowserNewContextOptions { ViewportSize = new() { Width = 320, Height = 640 } });
        foreach (var language in LinkLanguages.Written)
        {
            var path = house.Path(await house.Session(Order() with { Language = language, Scopes = [.. scopes, LinkScope.VehicleLocation] }));
            foreach (var (name, page) in new[] { ("intro", ""), ("brand", "/brand"), ("review", "/details?kind=EV&brand=tesla") })
            {
                await browser.Page.GotoAsync(house.House.Url + (path + page)[1..]);
                Assert.Equal(language, await browser.Page.EvaluateAsync<string>("document.documentElement.lang"));
                if (name is "review") await browser.Page.Locator("summary").First.ClickAsync();
                await BrowserLookTests.Look(browser.Page, $"language-{language}-{name}", wrong);
            }
        }
        Assert.Equal([], wrong);
    }

    /// <summary>From the link to the application's return address, by the keyboard's own order and without script.</summary>
    [BrowserFact]
    public async Task An_owner_links_all_cars_without_script()
    {
        await using var house = await GuideHouse.Open(name: "Stadtwerke Musterstadt");
        var session = await house.Session(Order() with { ReturnUrl = house.House.Url + "healthz/live" });
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        var page = browser.Page;

        await page.GotoAsync(house.House.Url + house.Path(session)[1..]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Start" }).ClickAsync();
        await page.GetByLabel("Search brands").FillAsync("tesl");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tesla" }).ClickAsync();
        await page.GetByText("Read data").ClickAsync();
        await Assertions.Expect(page.GetByText("Battery level and range")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree and continue to Tesla" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your electric car is connected");
        await page.GetByRole(AriaRole.Link, new() { Name = "Complete" }).ClickAsync();
        await page.WaitForURLAsync("**/healthz/live");
        Assert.Equal(LinkStatus.Succeeded, (await house.LinkOf(session)).Status);
    }

    private static GuideOrder Order() => new(null, null, [DeviceKind.EV], null, null, null, null, "http://localhost/done") { AllDevices = true, TellsExit = true, Scopes = [LinkScope.VehicleData] };

    private static async Task Link(GuideHouse house, GuidedSession session)
    {
        await house.Post(house.Path(session) + "/details?kind=EV&brand=tesla");
        var link = await house.LinkOf(session);
        await house.House.Get<Database>().Write(db => house.House.Get<FinishLink>().Finish(db, link.Id, new LinkStep.Linked(
            "anna", new GrantSecret("a", null, null, GrantSecret.NoExtras),
            [new FoundDevice(DeviceKind.EV, "c1", "5YJ3E1EA7KF317000", "Family car", "Model Y", null, [], []), new FoundDevice(DeviceKind.EV, "c2", "WVWZZZ1JZ3W386752", null, "Model 3", null, [], [])])));
    }
}
