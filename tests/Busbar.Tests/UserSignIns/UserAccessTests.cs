using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Tests.UserSignIns;

/// <summary>What a user's token opens, and what it does not.</summary>
public sealed partial class UserAccessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_sees_itself_and_nobody_else(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var (anna, ben) = (await house.NewUser(), await house.NewUser("ben@example.org"));
        var token = (await house.SignIn(anna)).Access;
        Assert.Equal(anna, (await house.Me(token))["id"]);
        Assert.Equal(200, (await house.Call(token, HttpMethod.Get, $"/evenergy/v2/users/{anna}")).Status);
        Assert.Equal(404, (await house.Call(token, HttpMethod.Get, $"/evenergy/v2/users/{ben}")).Status);
        Assert.Equal(404, (await house.Call(token, HttpMethod.Patch, $"/evenergy/v2/users/{ben}", new { email = "anna@evil.example" })).Status);
        Assert.Equal("carla@example.org", (await house.Call(token, HttpMethod.Patch, "/evenergy/v2/users/me", new { email = "carla@example.org" }))["email"]);
        var all = await house.Call(token, HttpMethod.Get, "/evenergy/v2/users");
        Assert.Equal(anna, Assert.Single(all.Body.EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty((await house.Call(token, HttpMethod.Get, "/evenergy/v2/users?email=ben@example.org")).Body.EnumerateArray());
        // Not even that there is another: an id that is somebody's and one that is nobody's get the same answer.
        var (there, nowhere) = (await house.Call(token, HttpMethod.Get, $"/evenergy/v2/users?page_after={ben}"), await house.Call(token, HttpMethod.Get, "/evenergy/v2/users?page_after=user01ARZ3NDEKTSV4RRFFQ69G5FAV"));
        Assert.Equal((400, there.Body.ToString()), (there.Status, nowhere.Body.ToString()));
        Assert.Equal(403, (await house.Call(token, HttpMethod.Post, "/evenergy/v2/users", new { })).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_header_names_the_same_user_or_none(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var (anna, ben) = (await house.NewUser(), await house.NewUser("ben@example.org"));
        var token = (await house.SignIn(anna)).Access;
        foreach (var name in new[] { anna, $"{house.House.Url}evenergy/v2/users/{anna}" }) Assert.Equal(anna, (await house.Call(token, HttpMethod.Get, "/evenergy/v2/users/me", actsAs: name))["id"]);
        foreach (var name in new[] { ben, "nobody", "me", "user01ARZ3NDEKTSV4RRFFQ69G5FAV" })
        {
            var told = await house.Call(token, HttpMethod.Get, "/evenergy/v2/users/me", actsAs: name);
            Assert.Equal(403, told.Status);
            Assert.Contains("EvEnergy-User", told["detail"]);
        }
    }

    /// <summary>Of every endpoint of the face, as its metadata has it: without the scope it is refused, with it, it is not.</summary>
    [Fact]
    public async Task Every_operation_asks_for_its_scope()
    {
        await using var house = await SignInHouse.Open();
        var user = await house.NewUser();
        var none = (await house.SignIn(user, "route_planner_preferences:read")).Access;
        var asked = 0;
        foreach (var endpoint in house.House.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<Face>() == EvEnergyFace.Face))
        {
            var (method, path) = (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], Holes().Replace(endpoint.RoutePattern.RawText!, user));
            var told = await house.Call(none, new HttpMethod(method), path, method is "GET" ? null : new { });
            var scopes = endpoint.Metadata.GetOrderedMetadata<NeededScope>().Select(needed => needed.Name).ToList();
            if (scopes.Count > 0)
            {
                Assert.Subset(EvScopes.All.ToHashSet(), scopes.ToHashSet());
                Assert.True((403, true) == (told.Status, told["detail"]!.Contains(scopes[0])), $"{method} {path}: {told.Status} {told.Body}");
                // One of several is not enough.
                if (scopes.Count > 1) Assert.Contains(scopes[1], (await house.Call((await house.SignIn(user, scopes[0])).Access, new HttpMethod(method), path))["detail"]);
                var having = (await house.SignIn(user, string.Join(' ', scopes))).Access;
                Assert.True((await house.Call(having, new HttpMethod(method), path, method is "GET" ? null : new { })).Status is not 403, $"{method} {path} is refused with {string.Join(' ', scopes)}.");
                // Applications themselves need none.
                Assert.True((await house.Call(house.Http.DefaultRequestHeaders.Authorization!.Parameter!, new HttpMethod(method), path, method is "GET" ? null : new { })).Status is not (401 or 403), $"{method} {path}");
                asked++;
            }
            else if (endpoint.Metadata.GetMetadata<ApplicationsOnly>() is not null) Assert.Equal(403, told.Status);
            else Assert.True(endpoint.Metadata.GetMetadata<OpenToStrangers>() is not null, $"{method} {path} is open to every user's token: give it its scope, or keep it for applications.");
        }
        Assert.True(asked >= 3);
    }

    [Fact]
    public async Task What_is_shown_whole_needs_the_scope_that_it_needs_by_itself()
    {
        await using var house = await SignInHouse.Open();
        var user = await house.NewUser();
        foreach (var (scopes, status) in new[] { ("charging_session:read", 403), ("charging_session:read debug:read", 200) })
        {
            var token = (await house.SignIn(user, scopes)).Access;
            Assert.Equal(200, (await house.Call(token, HttpMethod.Get, "/evenergy/v2/charging_sub_sessions")).Status);
            Assert.Equal(status, (await house.Call(token, HttpMethod.Get, "/evenergy/v2/charging_sub_sessions?expand=debug_metadata")).Status);
        }
        foreach (var (path, own, needed) in new[]
        {
            ("charging_sub_sessions?expand=vehicle.trim", "charging_session:read", "vehicle:read"), ("charging_sessions?expand=evse", "charging_session:read", "evse:read"), ("charging_sub_sessions?expand=tariff", "charging_session:read", "tariff:read"),
            ("vehicles?expand=user", "vehicle:read", "user:read"), ("users/me?expand=default_location.tariff", "user:read", "tariff:read"), ("evses?expand=model.make", "evse:read", ""),
        })
        {
            var lacking = await house.Call((await house.SignIn(user, own)).Access, HttpMethod.Get, "/evenergy/v2/" + path);
            Assert.Equal(needed.Length > 0 ? 403 : 200, lacking.Status);
            if (needed.Length > 0) Assert.Contains(needed, lacking["detail"]);
            Assert.Equal(200, (await house.Call((await house.SignIn(user, $"{own} {needed}".Trim())).Access, HttpMethod.Get, "/evenergy/v2/" + path)).Status);
        }
    }

    [Fact]
    public void There_are_35_scopes_and_words_for_each()
    {
        Assert.Equal(35, EvScopes.All.Distinct().Count());
        foreach (var language in LinkLanguages.Written)
        {
            var words = LinkLanguages.Of(language);
            Assert.Equal(35, EvScopes.All.Select(words.May).Distinct().Count());
            Assert.Equal(35, WordFile.Of(language).Keys.Count(key => key.StartsWith("may.", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task No_other_door_takes_a_user_s_token()
    {
        await using var house = await SignInHouse.Open();
        var token = (await house.SignIn(await house.NewUser(), string.Join(' ', EvScopes.All))).Access;
        Assert.Equal(200, (await house.Me(token)).Status);
        foreach (var (method, path) in new[]
        {
            ("GET", "/connect/v1/entities"), ("POST", "/connect/v1/onboarding/entities"), ("GET", "/connect/v1/tenants"), ("GET", "/enode/vehicles"), ("POST", "/enode/webhooks"), ("GET", "/enode/users"),
        })
        {
            var told = await house.Call(token, new HttpMethod(method), path, method is "GET" ? null : new { });
            Assert.Equal(401, told.Status);
            Assert.Contains("POST /oauth2/token", told.Body.ToString());
            Assert.Equal("Bearer", told.Answer.Headers.WwwAuthenticate.Single().ToString());
        }
        Assert.Equal(401, (await house.Call(token, HttpMethod.Get, "/sandbox/api/homes")).Status);
    }

    [Fact]
    public async Task Each_user_has_an_hour_of_its_own()
    {
        await using var house = await SignInHouse.Open();
        await house.House.Get<ChangeHourlyRequests>().Change(house.App.Client.ClientId, null);
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        var (anna, ben) = (await house.NewUser(), await house.NewUser("ben@example.org"));
        var (first, second, other) = (await house.SignIn(anna), await house.SignIn(anna), await house.SignIn(ben));
        Assert.Equal(["999", "998", "999"], [await Left(first), await Left(second), await Left(other)]);
        // What is refused for its address tells how things stand for the same user, and counts nothing.
        Assert.Equal("998", (await house.Call(first.Access, HttpMethod.Get, "/evenergy/v2/nowhere")).Answer.Headers.GetValues("X-RateLimit-Remaining").Single());

        async Task<string> Left(Told tokens) => (await house.Me(tokens.Access)).Answer.Headers.GetValues("X-RateLimit-Remaining").Single();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erasing_a_user_ends_all_of_it(Engine engine)
    {
        await using var house = await SignInHouse.Open(engine);
        var user = await house.NewUser();
        var id = Ulid.Read(user["user".Length..])!.Value;
        var visitor = await house.Visitor(user);
        var (link, tokens, code, page) = (await house.Link(user), await house.SignIn(user), await house.Code(visitor), await visitor.Get(house.Authorize()));
        Assert.Equal(200, (await house.Me(tokens.Access)).Status);
        foreach (var table in new[] { "login_links", "user_browsers", "user_sign_ins" }) Assert.Contains(await house.Holding($"{id}"), place => place == table + ".user_id");

        Assert.Null(await house.House.Get<EraseUser>().Erase(house.App.Client, $"{id}"));
        Assert.Equal([], await house.Holding($"{id}"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Me(tokens.Access)).Status);
        Assert.Equal("invalid_grant", (await house.Refresh(tokens.Refresh))["error"]);
        Assert.Equal("invalid_grant", (await house.Redeem(code))["error"]);
        Assert.Equal(404, (await new Visitor(house.House).Post(link)).Code);
        Assert.Contains("Sign in first", (await visitor.Post(house.Authorize(), ("form", Visitor.Secret(page)), ("choice", "agree"))).Text);
    }

    [Fact]
    public async Task A_revoked_application_s_users_are_out_too()
    {
        await using var house = await SignInHouse.Open();
        var tokens = await house.SignIn(await house.NewUser());
        await house.House.Get<RevokeClient>().Revoke(house.App.Client.ClientId);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await house.Me(tokens.Access)).Status);
        Assert.Equal("invalid_client", (await house.Refresh(tokens.Refresh))["error"]);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Holes();
}
