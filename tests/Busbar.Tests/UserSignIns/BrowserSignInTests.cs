using Busbar.Tests.Ground;
using Busbar.Tests.LinkPages;
using Microsoft.Playwright;

namespace Busbar.Tests.UserSignIns;

/// <summary>A user's whole way in a real browser, without script, for an application that an independent library speaks for.</summary>
public sealed class BrowserSignInTests
{
    [BrowserAndPeerTheory, OnSqlite, OnPostgres]
    public async Task From_the_link_to_the_data(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        await using var site = await BrandSite.Open();
        await using var peer = Application(house, site);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = browser.Page;
        var user = await house.NewUser();

        // First of all the application sends the browser, in which nobody is signed in.
        await peer.Send(new { @do = "begin", scope = "user:read" });
        var asked = (await peer.Next("begin")).GetProperty("url").GetString()!;
        await page.GotoAsync(asked);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in first");

        // The link comes by mail, and is opened beside it.
        var mail = await page.Context.NewPageAsync();
        await mail.GotoAsync(house.House.Url + (await house.Link(user))[1..]);
        await mail.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(mail.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are signed in");

        await page.GetByRole(AriaRole.Link, new() { Name = "I am signed in: go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["See your e-mail address and your home address"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Welcome back");

        await peer.Send(new { @do = "finish", url = page.Url });
        var tokens = (await peer.Next("finish")).GetProperty("tokens");
        Assert.Equal(("bearer", "user:read"), (tokens.GetProperty("token_type").GetString(), tokens.GetProperty("scope").GetString()));
        Assert.Equal(user, (await house.Me(tokens.GetProperty("access_token").GetString()!))["id"]);

        await peer.Send(new { @do = "refresh", token = tokens.GetProperty("refresh_token").GetString() });
        tokens = (await peer.Next("refresh")).GetProperty("tokens");
        var access = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal(user, (await house.Me(access))["id"]);
        await peer.Send(new { @do = "revoke", token = tokens.GetProperty("refresh_token").GetString() });
        await peer.Next("revoke");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Me(access)).Status);
        await peer.Send(new { @do = "refresh", token = tokens.GetProperty("refresh_token").GetString() });
        await peer.Next("failed");

        await peer.Send(new { @do = "itself" });
        Assert.Equal(200, (await house.Call((await peer.Next("itself")).GetProperty("tokens").GetProperty("access_token").GetString()!, HttpMethod.Get, $"/evenergy/v2/users/{user}")).Status);
    }

    /// <summary>With keys alone; the link leads on to the page on which the user agrees, and the user does not.</summary>
    [BrowserAndPeerFact]
    public async Task The_keyboard_is_enough_to_say_no()
    {
        await using var house = await SignInHouse.Open();
        await using var site = await BrandSite.Open();
        await using var peer = Application(house, site);
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 844 } });
        await peer.Send(new { @do = "begin", scope = "user:read user:write" });
        var asked = (await peer.Next("begin")).GetProperty("url").GetString()!;
        await browser.Page.GotoAsync(house.House.Url + (await house.Link(await house.NewUser(), asked))[1..]);
        await Keyboard.Press(browser.Page, AriaRole.Button, "Sign in");
        await browser.Page.WaitForURLAsync(asked);
        await Keyboard.Press(browser.Page, AriaRole.Button, "Do not agree");
        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Welcome back");
        Assert.Contains("error=access_denied", browser.Page.Url);
        await peer.Send(new { @do = "finish", url = browser.Page.Url });
        Assert.Contains("authorization response from the server is an error", (await peer.Next("failed")).GetProperty("message").GetString());
    }

    private static Peer Application(SignInHouse house, BrandSite site) => Peer.Start("oauth-client.mjs", new
    {
        server = house.House.Url.GetLeftPart(UriPartial.Authority), clientId = house.App.Client.ClientId, clientSecret = house.App.Secret, redirectUri = site.Application,
    });
}
