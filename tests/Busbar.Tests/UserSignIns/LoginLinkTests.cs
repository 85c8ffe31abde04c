using System.Net.Http.Json;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.UserSignIns;

/// <summary>Links by which users sign in.</summary>
public sealed class LoginLinkTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_signs_in_once_by_its_button(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var link = await house.Link(await house.NewUser());
        var (scanner, anna) = (new Visitor(house.House), new Visitor(house.House));
        for (var n = 0; n < 3; n++)
        {
            var page = await scanner.Get(link);
            Assert.Contains("<h1>Sign in to Green Power</h1>", page.Text);
            Assert.Contains("another 15 minutes", page.Text);
            Assert.Null(scanner.Cookie);
        }
        var pressed = await anna.Post(link);
        Assert.Equal((303, link), (pressed.Code, pressed.Location));
        Assert.Matches("^__Host-busbar-user=[A-Za-z0-9_-]{32}; max-age=3600; path=/; secure; samesite=lax; httponly$", pressed.Answer.Headers.GetValues("Set-Cookie").Single());
        Assert.Contains("<h1>You are signed in</h1>", (await anna.Get(link)).Text);
        // Pressed twice: it stays as it is. Others come too late.
        var cookie = anna.Cookie;
        Assert.Contains("<h1>You are signed in</h1>", (await anna.Post(link)).Text);
        Assert.Equal(cookie, anna.Cookie);
        foreach (var late in new[] { await scanner.Get(link), await scanner.Post(link) })
        {
            Assert.Equal(410, late.Code);
            Assert.Contains("<h1>This link has been used already</h1>", late.Text);
        }
        Assert.Null(scanner.Cookie);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_presses_at_once_one_counts(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var link = await house.Link(await house.NewUser());
        var visitors = Enumerable.Range(0, 20).Select(_ => new Visitor(house.House)).ToList();
        await Task.WhenAll(visitors.Select(visitor => visitor.Post(link)));
        Assert.Single(visitors, visitor => visitor.Cookie is not null);
    }

    [Fact]
    public async Task It_is_good_for_a_quarter_of_an_hour_and_while_the_application_is()
    {
        await using var house = await SignInHouse.Open();
        var user = await house.NewUser();
        var (early, late) = (await house.Link(user), await house.Link(user));
        house.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Equal(303, (await new Visitor(house.House).Post(early)).Code);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var visitor = new Visitor(house.House);
        foreach (var page in new[] { await visitor.Get(late), await visitor.Post(late) })
        {
            Assert.Equal(410, page.Code);
            Assert.Contains("A link to sign in works for 15 minutes", page.Text);
        }
        var last = await house.Link(user);
        await house.House.Get<RevokeClient>().Revoke(house.App.Client.ClientId);
        Assert.Contains("may not sign anybody in here any more", (await visitor.Post(last)).Text);
        Assert.Null(visitor.Cookie);
        foreach (var token in new[] { "x", new string('A', 48), late["/sign-in/".Length..^1] + (late[^1] is 'A' ? 'B' : 'A') }) Assert.Equal(404, (await visitor.Get("/sign-in/" + token)).Code);
    }

    [Fact]
    public async Task A_new_sign_in_gets_a_new_secret_whatever_the_browser_brings()
    {
        await using var house = await SignInHouse.Open();
        var (anna, ben) = (await house.NewUser(), await house.NewUser("ben@example.org"));
        var visitor = await house.Visitor(anna);
        var first = visitor.Cookie;
        await visitor.Post(await house.Link(ben));
        Assert.NotEqual(first, visitor.Cookie);
        Assert.Contains("ben@example.org", (await visitor.Get(house.Authorize())).Text);
    }

    [Fact]
    public async Task It_leads_on_to_where_the_application_says()
    {
        await using var house = await SignInHouse.Open(returnAddresses: ["https://app.example"]);
        var user = await house.NewUser();
        var own = house.House.Url.GetLeftPart(UriPartial.Authority) + house.Authorize();
        foreach (var address in new[] { "https://app.example/welcome?x=1", own })
        {
            var pressed = await new Visitor(house.House).Post(await house.Link(user, address));
            Assert.Equal((303, address), (pressed.Code, pressed.Location));
        }
        foreach (var address in new[] { "https://evil.example/", house.House.Url + "link/x", own[..own.IndexOf('?')], own + "&x=<y>", own.Replace("/evenergy", "/x/../evenergy"), "javascript:alert(1)", "" })
        {
            using var answer = await house.Http.PostAsJsonAsync($"/evenergy/v2/users/{user}/login_link", new { redirect_uri = address });
            var told = await Told.By(answer);
            Assert.Equal(400, told.Status);
            Assert.True(told.Body.GetProperty("field_errors").TryGetProperty("redirect_uri", out _));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_who_looks_after_a_user_makes_it_a_link(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var (anna, ben) = (await house.NewUser(), await house.NewUser("ben@example.org"));
        using var neighbour = await house.House.SignIn(name: "Another application");
        using var stranger = await house.House.SignIn("other");
        foreach (var http in new[] { neighbour, stranger }) Assert.Equal(404, (int)(await http.PostAsJsonAsync($"/evenergy/v2/users/{anna}/login_link", new { })).StatusCode);
        Assert.Equal(401, (int)(await house.House.Http.PostAsJsonAsync($"/evenergy/v2/users/{anna}/login_link", new { })).StatusCode);
        // A user makes none, neither for itself nor for another.
        var tokens = await house.SignIn(anna);
        foreach (var name in new[] { "me", anna, ben }) Assert.Equal(403, (await house.Call(tokens.Access, HttpMethod.Post, $"/evenergy/v2/users/{name}/login_link", new { })).Status);
        // The application that acts as a user means that user.
        var own = house.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        Assert.Equal(201, (await house.Call(own, HttpMethod.Post, "/evenergy/v2/users/me/login_link", new { }, actsAs: anna)).Status);
        Assert.Equal(404, (await house.Call(own, HttpMethod.Post, $"/evenergy/v2/users/{ben}/login_link", new { }, actsAs: anna)).Status);
        Assert.Equal(404, (await house.Call(own, HttpMethod.Post, "/evenergy/v2/users/me/login_link", new { })).Status);
    }
}
