using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.UserSignIns;

/// <summary>The page on which a user agrees, and the ways in which somebody is sent there wrongly.</summary>
public sealed class AuthorizeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Who_agrees_goes_back_with_a_code_and_who_does_not_with_an_error(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var visitor = await house.Visitor(await house.NewUser());
        var page = await visitor.Get(house.Authorize());
        Assert.Equal(200, page.Code);
        foreach (var said in new[] { "Green Power asks to act for you", "See your e-mail address and your home address", "anna@example.org" }) Assert.Contains(said, page.Text);
        Assert.DoesNotContain("Change your e-mail address", page.Text);

        var agreed = await visitor.Choose(house.Authorize(), "agree");
        Assert.StartsWith(SignInHouse.Back + "?code=", agreed.Location);
        Assert.Equal("s t&ä", Visitor.Query(agreed)["state"]);
        var denied = await visitor.Choose(house.Authorize(("state", null)), "deny");
        Assert.Equal((303, "access_denied", null), (denied.Code, Visitor.Query(denied)["error"], Visitor.Query(denied)["state"]));
        Assert.StartsWith(SignInHouse.Back + "?error=", denied.Location);
    }

    [Fact]
    public async Task Without_a_scope_it_is_all_that_this_server_has()
    {
        await using var house = await SignInHouse.Open();
        var visitor = await house.Visitor(await house.NewUser());
        var page = await visitor.Get(house.Authorize(("scope", null)));
        Assert.Contains("Change your e-mail address and your home address", page.Text);
        Assert.DoesNotContain("Change supply regions", page.Text);
        var tokens = await house.Redeem(await house.Code(visitor, ("scope", null)));
        Assert.Equal(house.House.Get<Server.Faces.EvEnergy.EvScopes>().Served, tokens["scope"]!.Split(' '));
        Assert.Contains("user:write", tokens["scope"]!.Split(' '));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_what_to_do()
    {
        await using var house = await SignInHouse.Open();
        var nobody = new Visitor(house.House);
        foreach (var cookie in new[] { null, "short", new string('A', 32) })
        {
            nobody.Cookie = cookie;
            var page = await nobody.Get(house.Authorize());
            Assert.Equal(200, page.Code);
            Assert.Contains("<h1>Sign in first</h1>", page.Text);
            Assert.Contains("<h1>Sign in first</h1>", (await nobody.Post(house.Authorize(), ("form", "x"), ("choice", "agree"))).Text);
        }
        // Signed in for an hour, and at one application.
        var user = await house.NewUser();
        var visitor = await house.Visitor(user);
        var other = await house.House.NewClient(name: "Another application");
        Assert.Contains("<h1>Sign in first</h1>", (await visitor.Get(house.Authorize(("client_id", other.Client.ClientId)))).Text);
        house.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Contains("asks to act for you", (await visitor.Get(house.Authorize())).Text);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("<h1>Sign in first</h1>", (await visitor.Get(house.Authorize())).Text);
    }

    /// <summary>Nobody is redirected to an address that the application does not have.</summary>
    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "no\0body")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://evil.example/")]
    [InlineData("redirect_uri", "http://localhost@evil.example/")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "http://localhost/back#part")]
    [InlineData("redirect_uri", "/back")]
    [InlineData("redirect_uri", "http://localhost/back&redirect_uri=http://localhost/back")]
    public async Task An_unknown_application_or_address_is_told_here(string name, string? value)
    {
        await using var house = await SignInHouse.Open();
        var visitor = await house.Visitor(await house.NewUser());
        var address = house.Authorize((name, value)).Replace("%26redirect_uri%3D", "&redirect_uri=");
        foreach (var page in new[] { await visitor.Get(address), await visitor.Post(address, ("choice", "agree")) })
        {
            Assert.Equal((400, null), (page.Code, page.Location));
            Assert.Contains(name is "client_id" ? "The application is not known here" : "This would not lead back to Green Power", page.Text);
        }
    }

    [Fact]
    public async Task A_revoked_application_asks_for_nothing()
    {
        await using var house = await SignInHouse.Open();
        var user = await house.NewUser();
        var visitor = await house.Visitor(user);
        await house.House.Get<RevokeClient>().Revoke(house.App.Client.ClientId);
        Assert.Equal(400, (await visitor.Get(house.Authorize())).Code);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "user:read everything", "invalid_scope")]
    [InlineData("scope", " ", "invalid_scope")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "invalid_request")]
    public async Task All_else_is_told_to_the_application(string name, string? value, string error)
    {
        await using var house = await SignInHouse.Open();
        foreach (var visitor in new[] { new Visitor(house.House), await house.Visitor(await house.NewUser()) })
        {
            var answer = await visitor.Get(house.Authorize((name, value), ("redirect_uri", SignInHouse.Back + "?kept=1")));
            Assert.Equal(303, answer.Code);
            Assert.StartsWith(SignInHouse.Back + "?kept=1&error=", answer.Location);
            Assert.Equal((error, "s t&ä"), (Visitor.Query(answer)["error"], Visitor.Query(answer)["state"]));
        }
        var twice = await new Visitor(house.House).Get(house.Authorize() + "&scope=user:read");
        Assert.Equal("invalid_request", Visitor.Query(twice)["error"]);
    }

    [Fact]
    public async Task Another_site_presses_no_button()
    {
        await using var house = await SignInHouse.Open();
        var visitor = await house.Visitor(await house.NewUser());
        var (path, page) = (house.Authorize(), await visitor.Get(house.Authorize()));
        var fields = new[] { ("form", Visitor.Secret(page)), ("choice", "agree") };
        Assert.Equal(403, (await visitor.Send(HttpMethod.Post, path, fields, ("Sec-Fetch-Site", "cross-site"))).Code);
        Assert.Equal(403, (await visitor.Send(HttpMethod.Post, path, fields, ("Origin", "https://evil.example"))).Code);
        // Nor does a form that this browser was not shown.
        var other = await house.Visitor(await house.NewUser("ben@example.org"));
        foreach (var secret in new[] { "", "x", Visitor.Secret(await other.Get(path)) }) Assert.Equal(400, (await visitor.Post(path, ("form", secret), ("choice", "agree"))).Code);
        Assert.Equal(400, (await visitor.Post(path, ("choice", "agree"))).Code);
        // A button that there is not asks once more.
        Assert.Contains("asks to act for you", (await visitor.Post(path, ("form", Visitor.Secret(page)), ("choice", "maybe"))).Text);
        Assert.Equal(303, (await visitor.Send(HttpMethod.Post, path, fields, ("Sec-Fetch-Site", "same-origin"))).Code);
    }

    [Fact]
    public async Task The_pages_are_guarded_as_the_link_pages_are()
    {
        await using var house = await SignInHouse.Open();
        var visitor = await house.Visitor(await house.NewUser());
        foreach (var path in new[] { house.Authorize(), await house.Link(await house.NewUser(null)), "/sign-in/x", "/sign-in", "/evenergy/o/authorize/x" })
        {
            var page = await visitor.Get(path);
            Assert.Contains("frame-ancestors 'none'", page.Answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("no-referrer", page.Answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(page.Answer.Headers.CacheControl!.NoStore);
            Assert.Contains("<h1>", page.Text);
        }
        Assert.Equal(405, (await visitor.Send(HttpMethod.Delete, house.Authorize())).Code);
    }
}
