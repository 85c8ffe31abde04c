using Busbar.Core.Linking;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>An owner's way, in a real browser, with no script on our pages and the brand at another origin.</summary>
public sealed class BrowserWalkTests
{
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 }, Desktop = new() { Width = 1280, Height = 800 };

    [BrowserFact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var house = await LinkHouse.Open();
        await using var brand = await BrandSite.Open();
        house.Brands.Volta.Site = brand.Address;
        var client = await house.Application();
        foreach (var (size, colours) in new[] { (Phone, ColorScheme.Light), (Phone, ColorScheme.Dark), (Desktop, ColorScheme.Light), (Desktop, ColorScheme.Dark) })
        {
            await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = size, ColorScheme = colours });
            var page = browser.Page;
            var link = await house.Car(client);
            await page.GotoAsync(house.House.Url + house.Path(link)[1..]);

            await TabTo(page, "Continue to Volta Motors");
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync(brand.Elsewhere + "/consent**");

            await TabTo(page, "Agree");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForURLAsync("**" + house.Path(link));
            Assert.Contains((await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync())!, new[] { "Your electric car is connected", "Connection renewed" });
            Assert.Equal(LinkStatus.Succeeded, (await house.Now(link)).Status);
        }
    }

    [BrowserFact]
    public async Task Denial_is_told_and_leads_back()
    {
        await using var house = await LinkHouse.Open();
        await using var brand = await BrandSite.Open();
        house.Brands.Volta.Site = brand.Address;
        var link = await house.Car(await house.Application("Green Power", "http://localhost"), returnUrl: brand.Application);
        await using var browser = await Browser.Open();

        await Continue(browser.Page, house, link);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You did not agree");

        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Back to Green Power" }).ClickAsync();
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Welcome back");
        await Assertions.Expect(browser.Page.Locator("#referrer")).ToHaveTextAsync("");
    }

    /// <summary>One form, then nothing but redirects over three origins: browsers hold form-action against each of them.</summary>
    [BrowserFact]
    public async Task Who_agreed_before_comes_back_to_the_application_at_once()
    {
        await using var house = await LinkHouse.Open();
        await using var brand = await BrandSite.Open();
        (house.Brands.Volta.Site, brand.AgreedBefore) = (brand.Address, true);
        var client = await house.Application("Green Power", "http://localhost");
        await using var browser = await Browser.Open();

        await Continue(browser.Page, house, await house.Car(client, returnUrl: brand.Application));
        await browser.Page.WaitForURLAsync(brand.Application);

        // The same with the header that all other pages have: the browser stops, so the walk above proves something.
        var again = await house.Car(client, returnUrl: brand.Application);
        await browser.Page.RouteAsync("**" + house.Path(again), async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Headers = new Dictionary<string, string>(answer.Headers) { ["content-security-policy"] = answer.Headers["content-security-policy"] + "; form-action 'self'" } });
        });
        await browser.Page.GotoAsync(house.House.Url + house.Path(again)[1..]);
        await browser.Page.UnrouteAllAsync();
        // A busy machine's browser may take long to say so; that it says nothing else is what matters.
        await browser.Page.RunAndWaitForConsoleMessageAsync(
            () => browser.Page.GetByRole(AriaRole.Button, new() { Name = "Continue to Volta Motors" }).ClickAsync(),
            new() { Predicate = message => message.Text.Contains("form-action", StringComparison.Ordinal), Timeout = 120_000 });
        Assert.Equal(LinkStatus.Pending, (await house.Now(again)).Status);
    }

    [BrowserFact]
    public async Task A_sign_in_that_another_browser_brings_back_does_not_count()
    {
        await using var house = await LinkHouse.Open();
        await using var brand = await BrandSite.Open();
        house.Brands.Volta.Site = brand.Address;
        var link = await house.Car();
        await using var mine = await Browser.Open();
        await using var other = await Browser.Open();

        await Continue(mine.Page, house, link);
        await mine.Page.WaitForURLAsync(brand.Elsewhere + "/consent**");
        await other.Page.GotoAsync(mine.Page.Url);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(other.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This sign-in is not valid in this browser");
        Assert.Equal(LinkStatus.Pending, (await house.Now(link)).Status);

        await mine.Page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(mine.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your electric car is connected");
    }

    private static async Task Continue(IPage page, LinkHouse house, Link link)
    {
        await page.GotoAsync(house.House.Url + house.Path(link)[1..]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue to Volta Motors" }).ClickAsync();
    }

    private static async Task TabTo(IPage page, string name)
    {
        for (var presses = 0; presses < 10; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.textContent.trim()") == name) return;
        }
        Assert.Fail($"Ten presses of Tab do not lead to '{name}'.");
    }
}
