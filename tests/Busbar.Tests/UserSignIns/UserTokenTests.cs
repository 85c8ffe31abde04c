using System.Net.Http.Headers;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.UserSignIns;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.UserSignIns;

/// <summary>The token endpoint and the one that takes tokens back, in all the ways in which they are asked.</summary>
public sealed class UserTokenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_application_gets_a_token_of_its_own(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var user = await house.NewUser();
        foreach (var path in new[] { "/evenergy/o/token", "/evenergy/o/token/" })
        {
            var told = await house.Post(path, ("grant_type", "client_credentials"));
            Assert.Equal((200, "36000", "Bearer"), (told.Status, told["expires_in"], told["token_type"]));
            Assert.Equal(35, told["scope"]!.Split(' ').Distinct().Count());
            Assert.Null(told["refresh_token"]);
            Assert.True(told.Answer.Headers.CacheControl!.NoStore);
            Assert.Equal(200, (await house.Call(told.Access, HttpMethod.Get, $"/evenergy/v2/users/{user}")).Status);
            // It is the application's, so it is good everywhere.
            Assert.Equal(200, (await house.Call(told.Access, HttpMethod.Get, "/enode/vehicles")).Status);
        }
        using var basic = new HttpRequestMessage(HttpMethod.Post, "/evenergy/o/token/") { Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]) };
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{house.App.Client.ClientId}:{house.App.Secret}")));
        var own = (await Told.By(await house.House.Http.SendAsync(basic))).Access;
        house.Clock.Advance(TimeSpan.FromSeconds(35_999));
        Assert.Equal(200, (await house.Call(own, HttpMethod.Get, "/evenergy/v2/users")).Status);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Call(own, HttpMethod.Get, "/evenergy/v2/users")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_becomes_tokens_and_they_lead_to_the_user(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var user = await house.NewUser();
        var told = await house.SignIn(user, "user:write user:read user:write");
        Assert.Equal(("36000", "Bearer", "user:read user:write"), (told["expires_in"], told["token_type"], told["scope"]));
        Assert.True(told.Answer.Headers.CacheControl!.NoStore);
        var me = await house.Me(told.Access);
        Assert.Equal((200, user, "anna@example.org"), (me.Status, me["id"], me["email"]));
    }

    /// <summary>A case is the form that is sent: a value in braces is put in, and an empty one is left out.</summary>
    [Theory]
    [InlineData("", 400, "invalid_request")]
    [InlineData("grant_type=password", 400, "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client_secret=wrong", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=nobody", 401, "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=no%00body", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&client_secret=", 400, "invalid_request")]
    [InlineData("grant_type=client_credentials&scope=user:read%20everything", 400, "invalid_scope")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", 400, "invalid_request")]
    [InlineData("grant_type=authorization_code&redirect_uri={back}", 400, "invalid_request")]
    [InlineData("grant_type=authorization_code&code={code}&code_verifier={verifier}", 400, "invalid_request")]
    [InlineData("grant_type=authorization_code&code={code}&redirect_uri={back}", 400, "invalid_grant")]
    [InlineData("grant_type=authorization_code&code={code}&redirect_uri={back}/&code_verifier={verifier}", 400, "invalid_grant")]
    [InlineData("grant_type=authorization_code&code={code}&redirect_uri={back}&code_verifier={verifier}x", 400, "invalid_grant")]
    [InlineData("grant_type=authorization_code&code=x&redirect_uri={back}&code_verifier={verifier}", 400, "invalid_grant")]
    [InlineData("grant_type=authorization_code&code=x%00&redirect_uri={back}&code_verifier={verifier}", 400, "invalid_request")]
    [InlineData("grant_type=refresh_token", 400, "invalid_request")]
    [InlineData("grant_type=refresh_token&refresh_token=x", 400, "invalid_grant")]
    [InlineData("grant_type=refresh_token&refresh_token=99999999999999999999.x", 400, "invalid_grant")]
    [InlineData("grant_type=refresh_token&refresh_token={code}", 400, "invalid_grant")]
    public async Task What_is_amiss_is_named(string form, int status, string error)
    {
        await using var house = await SignInHouse.Open();
        var code = await house.Code(await house.Visitor(await house.NewUser()));
        var fields = form.Split('&', StringSplitOptions.RemoveEmptyEntries).Concat(new[] { $"client_id={house.App.Client.ClientId}", $"client_secret={house.App.Secret}" }.Where(field => !form.Contains(field.Split('=')[0])));
        var body = string.Join('&', fields).Replace("{code}", code).Replace("{back}", Uri.EscapeDataString(SignInHouse.Back)).Replace("{verifier}", SignInHouse.Verifier);
        var told = await Told.By(await house.House.Http.PostAsync("/evenergy/o/token/", new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded")));
        Assert.Equal((status, error), (told.Status, told["error"]));
        Assert.NotEqual("", told["error_description"]);
        Assert.True(told.Answer.Headers.CacheControl!.NoStore);
        Assert.Equal(status == 401, told.Answer.Headers.WwwAuthenticate.Count == 1);
        // Nothing was used up by it.
        Assert.Equal(200, (await house.Redeem(code)).Status);
    }

    [Fact]
    public async Task Another_body_or_method_is_refused()
    {
        await using var house = await SignInHouse.Open();
        foreach (var path in new[] { "/evenergy/o/token/", "/evenergy/o/revoke_token/" })
        {
            Assert.Equal(400, (int)(await house.House.Http.PostAsync(path, new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode);
            Assert.Equal(400, (int)(await house.House.Http.PostAsync(path, new StringContent(string.Join('&', Enumerable.Repeat("a", 4_000)), Encoding.UTF8, "application/x-www-form-urlencoded"))).StatusCode);
            Assert.Equal(405, (int)(await house.House.Http.GetAsync(path)).StatusCode);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_is_good_for_a_minute_for_its_client_and_once(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var visitor = await house.Visitor(await house.NewUser());
        var late = await house.Code(visitor);
        house.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("invalid_grant", (await house.Redeem(late))["error"]);

        var code = await house.Code(visitor);
        house.Clock.Advance(TimeSpan.FromSeconds(59));
        var other = await house.House.NewClient(name: "Another application");
        Assert.Equal("invalid_grant", (await house.Redeem(code, ("client_id", other.Client.ClientId), ("client_secret", other.Secret)))["error"]);
        var tokens = await house.Redeem(code);
        Assert.Equal(200, (await house.Me(tokens.Access)).Status);

        // Whoever brings it again ends what came of it, for both: one of them stole it.
        Assert.Equal("invalid_grant", (await house.Redeem(code))["error"]);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Me(tokens.Access)).Status);
        Assert.Equal("invalid_grant", (await house.Refresh(tokens.Refresh))["error"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_who_bring_a_code_at_once_one_gets_tokens_at_most(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var code = await house.Code(await house.Visitor(await house.NewUser()));
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.Redeem(code)));
        var given = Assert.Single(told, one => one.Status == 200);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Me(given.Access)).Status);
    }

    [Fact]
    public async Task A_challenge_is_held_to_and_none_is_missed()
    {
        await using var house = await SignInHouse.Open();
        var visitor = await house.Visitor(await house.NewUser());
        var plain = await house.Code(visitor, ("code_challenge", null), ("code_challenge_method", null));
        // A verifier that nobody asked for: the challenge was taken out on the way.
        Assert.Equal("invalid_grant", (await house.Redeem(plain))["error"]);
        Assert.Equal(200, (await house.Redeem(plain, ("code_verifier", null))).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_refresh_token_is_replaced_each_time_and_lives_on(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var tokens = await house.SignIn(await house.NewUser());
        var seen = new HashSet<string> { tokens.Refresh };
        for (var n = 0; n < 4; n++)
        {
            house.Clock.Advance(TimeSpan.FromDays(364));
            Assert.Equal(401, (await house.Me(tokens.Access)).Status);
            tokens = await house.Refresh(tokens.Refresh);
            Assert.Equal((200, "user:read user:write"), (tokens.Status, tokens["scope"]));
            Assert.Equal(200, (await house.Me(tokens.Access)).Status);
            Assert.True(seen.Add(tokens.Refresh));
        }
        house.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal("invalid_grant", (await house.Refresh(tokens.Refresh))["error"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_was_lost_can_be_had_again_and_later_reuse_ends_all(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var first = await house.SignIn(await house.NewUser());
        var second = await house.Refresh(first.Refresh);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await house.Refresh(first.Refresh);
        Assert.Equal((200, second.Refresh), (again.Status, again.Refresh));
        Assert.Equal(200, (await house.Me(again.Access)).Status);

        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("invalid_grant", (await house.Refresh(first.Refresh))["error"]);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var access in new[] { first.Access, second.Access, again.Access }) Assert.Equal(401, (await house.Me(access)).Status);
        Assert.Equal("invalid_grant", (await house.Refresh(second.Refresh))["error"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Refreshed_at_once_by_many_it_has_one_successor(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var tokens = await house.SignIn(await house.NewUser());
        var told = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.Refresh(tokens.Refresh)));
        Assert.All(told, one => Assert.Equal(200, one.Status));
        Assert.Single(told.Select(one => one.Refresh).Distinct());
    }

    [Fact]
    public async Task Fewer_scopes_may_be_asked_for_anew_and_never_more()
    {
        await using var house = await SignInHouse.Open();
        var tokens = await house.SignIn(await house.NewUser(), "user:read user:write");
        Assert.Equal("invalid_scope", (await house.Refresh(tokens.Refresh, ("scope", "user:read vehicle:read")))["error"]);
        var fewer = await house.Refresh(tokens.Refresh, ("scope", "user:write"));
        Assert.Equal("user:write", fewer["scope"]);
        Assert.Equal(403, (await house.Me(fewer.Access)).Status);
        Assert.Equal("user:read user:write", (await house.Refresh(fewer.Refresh))["scope"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Either_token_ends_the_whole_sign_in(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var user = await house.NewUser();
        foreach (var path in new[] { "/evenergy/o/revoke_token", "/evenergy/o/revoke_token/" })
        foreach (var of in new Func<Told, string>[] { tokens => tokens.Access, tokens => tokens.Refresh })
        {
            var (tokens, other) = (await house.SignIn(user), await house.SignIn(user));
            Assert.Equal(200, (await house.Me(tokens.Access)).Status);
            Assert.Equal(200, (await house.Post(path, ("token", of(tokens)), ("token_type_hint", "no_such_hint"))).Status);
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            var refused = await house.Me(tokens.Access);
            Assert.Equal(401, refused.Status);
            Assert.Contains("/evenergy/o/authorize/", refused["detail"]);
            Assert.Equal("invalid_grant", (await house.Refresh(tokens.Refresh))["error"]);
            // What has ended can be ended again, and others go on.
            Assert.Equal(200, (await house.Revoke(of(tokens))).Status);
            Assert.Equal(200, (await house.Me(other.Access)).Status);
        }
    }

    [Fact]
    public async Task What_is_amiss_with_giving_back_is_named()
    {
        await using var house = await SignInHouse.Open();
        var tokens = await house.SignIn(await house.NewUser());
        var other = await house.House.NewClient(name: "Another application");
        foreach (var (fields, status, error) in new ((string, string?)[], int, string?)[]
        {
            ([("token", null)], 400, "invalid_request"),
            ([("token", tokens.Access), ("client_secret", "wrong")], 401, "invalid_client"),
            ([("token", tokens.Access), ("client_secret", null)], 400, "invalid_request"),
            ([("token", tokens.Access), ("client_id", other.Client.ClientId), ("client_secret", other.Secret)], 400, "invalid_grant"),
            ([("token", tokens.Refresh), ("client_id", other.Client.ClientId), ("client_secret", other.Secret)], 400, "invalid_grant"),
            ([("token", house.House.Get<SignIn>().Issue(house.App.Client, TimeSpan.FromHours(1)))], 400, "unsupported_token_type"),
            ([("token", "nothing that we gave")], 200, null),
        })
        {
            var told = await house.Post("/evenergy/o/revoke_token/", fields);
            Assert.Equal((status, error), (told.Status, told["error"]));
        }
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await house.Me(tokens.Access)).Status);
    }

    /// <summary>On another node it is known a second later at most.</summary>
    [Theory, OnPostgres]
    public async Task A_sign_in_ends_on_every_node(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        await using var other = await house.House.OpenNode();
        var tokens = await house.SignIn(await house.NewUser());
        Assert.Equal(200, await There());
        await house.Revoke(tokens.Refresh);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, await There());

        async Task<int> There()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/evenergy/v2/users/me") { Headers = { Authorization = new("Bearer", tokens.Access) } };
            return (int)(await other.Http.SendAsync(request)).StatusCode;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_store_holds_none_of_the_secrets(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var user = await house.NewUser();
        var link = await house.Link(user);
        var visitor = new Visitor(house.House);
        await visitor.Post(link);
        var code = await house.Code(visitor);
        var tokens = await house.Redeem(code);
        Assert.NotEmpty(await house.Holding(SignInHouse.Challenge));
        foreach (var secret in new[] { link["/sign-in/".Length..], visitor.Cookie!, code, tokens.Access, tokens.Refresh, tokens.Refresh.Split('.')[1] }) Assert.Equal([], await house.Holding(secret));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_came_to_nothing_is_swept_away(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var visitor = await house.Visitor(await house.NewUser());
        await house.Code(visitor);
        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.SignInAnew();
        var fresh = await house.Visitor(await house.NewUser(null));
        await house.Code(fresh);
        foreach (var table in new[] { "login_links", "user_browsers", "user_sign_ins" })
            Assert.Equal(1, await house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>($"select count(*) from {table}")));
    }

    /// <summary>A token of all scopes, of an address, is not too long for a header or for us.</summary>
    [Fact]
    public async Task All_scopes_fit_into_a_token()
    {
        await using var house = await SignInHouse.Open();
        var tokens = await house.SignIn(await house.NewUser(), string.Join(' ', Server.Faces.EvEnergy.EvScopes.All));
        Assert.Equal(200, (await house.Me(tokens.Access)).Status);
    }

    [Fact]
    public void A_refresh_token_counts_as_it_should()
    {
        var at = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
        var signIn = new UserSignIn(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, "user:read", SignInHouse.Back, null, at, 5, at, at + UserSignIn.Lifetime);
        foreach (var (generation, seconds, standing) in new[]
        {
            (5L, 0, RefreshStanding.Newest), (5, 100, RefreshStanding.Newest), (4, 0, RefreshStanding.Again), (4, 30, RefreshStanding.Again), (4, 31, RefreshStanding.Reused),
            (3, 0, RefreshStanding.Reused), (6, 0, RefreshStanding.Reused),
        }) Assert.Equal(standing, signIn.Standing(generation, at.AddSeconds(seconds)));
    }
}
