using System.Text.RegularExpressions;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Busbar.Tests.LinkPages;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>An owner without a mouse and without script: Tab, Enter, Space, arrows and letters alone, and each page as it is heard.</summary>
public sealed class KeyboardWalk
{
    private const string Vin = "1ABC36600TL029015";

    [BrowserFact]
    public async Task All_cars_of_an_account_are_linked()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;

        await page.GotoAsync(await Session(house, app));
        await Is(page, "Ihr Elektroauto verbinden");
        await Keyboard.Press(page, AriaRole.Link, "Beginnen");
        await Is(page, "Welche Marke möchten Sie verbinden?");
        await Keyboard.Reach(page, page.GetByRole(AriaRole.Searchbox));
        await page.Keyboard.TypeAsync("tesl");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("tesl");
        await Is(page, "Welche Marke möchten Sie verbinden?");
        await Keyboard.Press(page, AriaRole.Link, "Tesla");
        await Is(page, new Regex("^Worauf .+ Zugriff erhält$"));
        await Keyboard.Reach(page, page.Locator("summary").First);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByText("Ladestand und Reichweite")).ToBeVisibleAsync();
        await Keyboard.Press(page, AriaRole.Button, "Zustimmen und weiter zu Tesla", "Space");
        await SignIn(page);
        await Is(page, "Ihr Elektroauto ist verbunden");
        Assert.Single(await app.List("/enode/vehicles"));

        await Keyboard.Press(page, AriaRole.Link, "Abschließen");
        // Asked again and again: what waits for a navigation may miss one that is over already.
        await Assertions.Expect(page).ToHaveURLAsync(house.Url + "healthz/live");
    }

    [BrowserFact]
    public async Task Who_does_not_want_to_comes_back_to_the_application()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;

        await page.GotoAsync(await Session(house, app));
        // The last thing on the page is the first on the way back.
        await Keyboard.Reach(page, page.GetByRole(AriaRole.Link, new() { Name = "Jetzt nicht" }), "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{Regex.Escape(house.Url.AbsoluteUri)}healthz/live\\?error=cancelledByUser&"));
        Assert.Empty(await app.List("/enode/vehicles"));
    }

    /// <summary>A slip is said first, leads to its field, and can be mended there.</summary>
    [BrowserFact]
    public async Task One_car_is_linked_after_a_slip()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        var session = await app.Post("/connect/v1/guided-onboarding-sessions", """{ "companyName": "Stadtwerke Musterstadt" }""");
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, Locale = "de-DE" });
        var page = browser.Page;

        await page.GotoAsync(session.Text("link")!);
        await Is(page, "Ihr Gerät verbinden");
        await Keyboard.Press(page, AriaRole.Link, "Beginnen");
        await Is(page, "Was möchten Sie verbinden?");
        await Keyboard.Press(page, AriaRole.Link, "Elektroauto");
        await Is(page, "Elektroauto: Welche Marke ist es?");
        await Keyboard.Press(page, AriaRole.Link, "Tesla");
        await Is(page, "Elektroauto von Tesla");

        var field = page.GetByRole(AriaRole.Textbox);
        await Keyboard.Reach(page, field);
        await page.Keyboard.TypeAsync(Vin[..^1]);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Is(page, "Elektroauto von Tesla");
        await Keyboard.Press(page, AriaRole.Link, "Eine Fahrzeug-Identifizierungsnummer hat 17");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(Vin[^1..]);
        await Keyboard.Press(page, AriaRole.Button, "Weiter");

        await Is(page, "Ihr Elektroauto verbinden");
        await Keyboard.Press(page, AriaRole.Button, "Weiter zu Tesla");
        await SignIn(page);
        await Is(page, "Ihr Elektroauto ist verbunden");
    }

    private static async Task<string> Session(House house, Application app) => (await app.Post($"/enode/users/{FirstStart.Household}/link", $$"""
        { "scopes": ["vehicle:read:data", "vehicle:read:location", "vehicle:control:charging"], "language": "de-DE", "redirectUri": "{{house.Url}}healthz/live" }
        """, 200)).Text("linkUrl")!;

    /// <summary>At the sandbox's brand: an account by its name, and the owner's word.</summary>
    private static async Task SignIn(IPage page)
    {
        await Is(page, "Sign in to Tesla", "en");
        await Keyboard.Reach(page, page.GetByLabel("Another account name"));
        await page.Keyboard.TypeAsync("anna");
        await page.Keyboard.PressAsync("Enter");
        await Is(page, "Share your Tesla devices?", "en");
        await Keyboard.Press(page, AriaRole.Button, "Agree", "Space");
    }

    private static Task Is(IPage page, string heading, string language = "de") => Is(page, new Regex($"^{Regex.Escape(heading)}$"), language);

    /// <summary>That page is there, and nothing is wrong with it.</summary>
    private static async Task Is(IPage page, Regex heading, string language = "de")
    {
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        Assert.Equal([], await Ear.Examine(page, language));
    }
}
