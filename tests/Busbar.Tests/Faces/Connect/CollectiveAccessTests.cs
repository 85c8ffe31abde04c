using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>Who may do what with a collective: its owner, its maker and administrators all, a member look, others nothing.</summary>
public sealed class CollectiveAccessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Who_leads_a_collective_changes_it_and_who_shares_it_sees_it(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (owner, ownerId) = await house.Application();
        var (member, memberId) = await house.Application();
        var (administrator, _) = await house.Application(isAdministrator: true);
        var (none, _) = await house.Application();
        var fleet = await house.Collective(more: $",\"owner\":\"{ownerId}\"");
        await house.Call("POST", $"collectives/{fleet}/members", $$"""{"id":"{{memberId}}"}""");
        var request = (await house.Get("onboarding/collectives")).GetProperty("data")[0].GetProperty("id").GetGuid();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await house.Call("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""");

        await Holds(house.Http, "200 200 200 409 200 200 400 200");
        await Holds(owner, "200 200 200 409 200 200 400 403");
        await Holds(administrator, "200 200 200 409 200 200 400 403");
        await Holds(member, "200 200 200 409 403 403 403 403");
        await Holds(none, "404 404 404 404 404 404 404 404");
        await Holds(await house.Other("umbrella"), "404 404 404 404 404 404 404 404");

        async Task Holds(HttpClient caller, string expected)
        {
            (string Method, string Path, string? Body)[] deeds =
            [
                ("GET", $"collectives/{fleet}", null), ("GET", $"collectives/{fleet}/members", null), ("GET", $"collectives/{fleet}/entities", null),
                ("PATCH", $"onboarding/collectives/{request}/cancel", null),
                ("PATCH", $"collectives/{fleet}", """{"name":"Vans"}"""), ("POST", $"collectives/{fleet}/members", $$"""{"id":"{{memberId}}"}"""),
                ("DELETE", $"collectives/{fleet}/members/{ownerId}", null), ("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}"""),
            ];
            var answers = new List<int>();
            foreach (var (method, path, body) in deeds) answers.Add((await house.Call(method, path, body, caller)).Status);
            Assert.Equal(expected, string.Join(' ', answers));
            Assert.Equal(expected.StartsWith("200", StringComparison.Ordinal) ? 1 : 0, (await house.Get("collectives", caller)).GetProperty("data").GetArrayLength());
            Assert.Equal(expected.StartsWith("200", StringComparison.Ordinal) ? 1 : 0, (await house.Get("onboarding/collectives", caller)).GetProperty("data").GetArrayLength());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Either_side_takes_an_entity_out(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (leader, _) = await house.Application();
        var (member, memberId) = await house.Application();
        var (viewer, viewerId) = await house.Application();
        var fleet = await house.Collective(caller: leader);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await Give(viewerId, "Viewer");
        await house.Call("POST", $"collectives/{fleet}/members", $$"""{"id":"{{memberId}}"}""", leader);

        // Its owner does not lead the collective; who leads it does not own the entity.
        Assert.Equal(404, (await Put(house.Http)).Status);
        Assert.Equal(404, (await Put(leader)).Status);
        await house.Call("POST", $"collectives/{fleet}/members", $$"""{"id":"{{house.Client.Id}}"}""", leader);
        Assert.Equal(403, (await Put(house.Http)).Status);
        var maker = (await house.Get($"collectives/{fleet}", leader)).GetProperty("owner").GetGuid();
        await Give(maker, "Viewer");
        Assert.Equal(403, (await Put(leader)).Status);
        await Give(maker, "Owner");
        Assert.Equal(200, (await Put(leader)).Status);
        Assert.Equal(200, (await house.Call("DELETE", $"entities/{car}/permissions/principals/{maker}")).Status);
        await house.Call("DELETE", $"collectives/{fleet}/members/{house.Client.Id}", null, leader);

        Assert.Equal(403, (await Take(member)).Status);
        Assert.Equal(404, (await Take(viewer)).Status);
        Assert.Equal(200, (await Take(house.Http)).Status);
        await Give(maker, "Viewer");
        await Give(maker, "Owner");
        Assert.Equal(200, (await Put(leader)).Status);
        await house.Call("DELETE", $"entities/{car}/permissions/principals/{maker}");
        Assert.Equal(200, (await Take(leader)).Status);
        Assert.Equal(404, (await house.Call("GET", $"entities/{car}", null, leader)).Status);

        Task<(int Status, System.Text.Json.JsonElement)> Put(HttpClient caller) => house.Call("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""", caller);

        Task<(int Status, System.Text.Json.JsonElement)> Take(HttpClient caller) => house.Call("DELETE", $"collectives/{fleet}/entities/{car}", null, caller);

        async Task Give(Guid to, string level) =>
            Assert.Equal(200, (await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"{{level}}","principalId":"{{to}}"}""")).Status);
    }

    [Fact]
    public void Only_a_household_has_a_user_and_keeps_it_for_later()
    {
        var user = Guid.Parse("0199f3a2-0000-7000-8000-000000000001");
        foreach (var kind in Enum.GetValues<CollectiveKind>())
        {
            var collective = new Collective(default, default, default, default, "x", kind, default, user, null, default);
            Assert.Equal(kind is CollectiveKind.Household ? user : null, collective.HomeUserId);
        }
    }
}
