using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.Portal;

/// <summary>A developer in a real browser, which runs no script.</summary>
public sealed class PortalWalkTests
{
    [BrowserFact]
    public async Task From_a_link_elsewhere_to_an_event_that_arrives()
    {
        await using var stage = await PortalStage.Open();
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;
        var address = stage.Svix.House.House.Url;

        // As from the page of another site, which the browser tells us.
        await page.GotoAsync("data:text/html,<a href='" + new Uri(address, await stage.Link()) + "'>webhooks</a>");
        await page.GetByRole(AriaRole.Link).ClickAsync();
        await Press("Open the portal");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add endpoint" }).ClickAsync();
        await page.GetByLabel("Address").FillAsync("nonsense");
        await Press("Add endpoint");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel("Address").FillAsync(stage.Svix.Receiver.Url + "/walk");
        await page.GetByLabel("Description").FillAsync("The walk");
        await page.GetByLabel("car.level").CheckAsync();
        await Press("Add endpoint");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The endpoint was added. Events go to it from now on.");
        await Press("Send test event");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The endpoint took the test event: it answered 200.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Signing secret" }).ClickAsync();
        var secret = await page.Locator(".secret").InnerTextAsync();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        await Press("Rotate secret");
        await Assertions.Expect(page.GetByText($"The secret that ends in {secret[^4..]} counts too")).ToBeVisibleAsync();

        await stage.Svix.Level(stage.Svix.Red, 50);
        await stage.Svix.Deliver();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "car.level" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre")).ToContainTextAsync("\"level\": 50");
        await Press("Send again");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The delivery is sent once more.");
        await Press("Sign out");
        await page.GotoAsync(new Uri(address, "/portal").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("You are not signed in");

        Task Press(string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
    }
}
