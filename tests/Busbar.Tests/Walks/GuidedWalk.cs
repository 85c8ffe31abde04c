using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.Walks;

/// <summary>An owner without script: from a guided session's link, through the sandbox cloud, to a car that is connected.</summary>
public sealed class GuidedWalk
{
    private const string Vin = "1ABC36600TL029015";

    [BrowserFact]
    public Task On_a_phone() => Walk(390, 844);

    [BrowserFact]
    public Task On_a_desktop() => Walk(1280, 800);

    private static async Task Walk(int width, int height)
    {
        await using var house = await House.Open(Engine.Sqlite);
        var app = await Application.Demo(house);
        var session = await app.Post("/connect/v1/guided-onboarding-sessions", """{ "companyName": "Stadtwerke Musterstadt" }""");
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = width, Height = height } });
        var page = browser.Page;

        await page.GotoAsync(session.Text("link")!);
        await Is(page, "Connect your device");
        await Follow(page, "Start");
        await Is(page, "What do you want to connect?");
        await Follow(page, "Electric car");
        await Is(page, "Which brand is your electric car?");
        await page.GetByLabel("Search brands").FillAsync("tesl");
        await page.Keyboard.PressAsync("Enter");
        await Follow(page, "Tesla");
        await Is(page, "Your Tesla electric car");

        // A slip is told beside the field, read out first, and what was entered stays.
        await page.GetByLabel("Vehicle number (VIN)").FillAsync("1ABC36600TL02901");
        await Press(page, "Continue");
        var alert = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToBeFocusedAsync();
        await Assertions.Expect(alert).ToContainTextAsync("17 letters and digits");
        await alert.GetByRole(AriaRole.Link).ClickAsync();
        var field = page.GetByLabel("Vehicle number (VIN)");
        await Assertions.Expect(field).ToHaveValueAsync("1ABC36600TL02901");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("registration papers.*Check for a slip"));
        await field.FillAsync("1abc 36600 TL 029015");
        await page.Keyboard.PressAsync("Enter");

        // There and back again: the choice stands until another is made.
        await Is(page, "Connect your electric car");
        await Follow(page, "Choose another device");
        await Follow(page, "Go on with it");
        await Press(page, "Continue to Tesla");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as home-" }).First.ClickAsync();
        await Press(page, "Agree");
        await Is(page, "Your electric car is connected");

        var done = await app.Get($"/connect/v1/guided-onboarding-sessions/{session.Text("id")}");
        Assert.Equal("Succeeded", done.Text("onboardingRequest", "status"));
        Assert.Equal(Vin, Assert.Single(await app.List("/connect/v1/entities")).Text("identifier"));
        await page.GotoAsync(session.Text("link")!);
        await Is(page, "Your electric car is connected");
    }

    private static Task Is(IPage page, string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    private static Task Follow(IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
}
