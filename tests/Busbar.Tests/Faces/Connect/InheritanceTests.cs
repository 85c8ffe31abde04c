using Busbar.Core.Commands;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>From whom an application has what it may do with an entity, and that it loses it with that.</summary>
public sealed class InheritanceTests
{
    // See it, see who may what, command it, change it, share it.
    private const string Nothing = "404 404 404 404 404", Looks = "200 200 403 403 403", Commands = "200 200 201 403 403", Changes = "200 200 201 200 403", Everything = "200 200 201 200 200";

    [Theory, OnSqlite, OnPostgres]
    public async Task Permissions_come_from_ones_own_the_tenant_a_collective_or_administration(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var collective = await house.Collective();
        var (own, ownId) = await house.Application();
        var (member, memberId) = await house.Application();
        var (administrator, _) = await house.Application(isAdministrator: true);
        var (none, _) = await house.Application();
        var foreigner = await house.Other("umbrella");
        await Holds("the owner", house.Http, Everything);
        await Holds("an administrator", administrator, Commands);
        foreach (var (name, caller) in new[] { ("own", own), ("member", member), ("none", none), ("foreigner", foreigner) }) await Holds(name, caller, Nothing);

        await Give(ownId, "Viewer");
        await Holds("own: viewer", own, Looks);
        await Give(ownId, "Contributor");
        await Holds("own: contributor", own, Commands);
        await Give(ownId, "Administer");
        await Holds("own: administer", own, Changes);
        await Give(ownId, "Owner");
        await Holds("own: owner", own, Everything);
        await Take(ownId, "?permissionLevel=Contributor");
        await Holds("own: additive, not a ladder", own, "200 200 403 200 200");
        await Take(ownId);
        await Holds("own: taken", own, Nothing);

        await Post($"collectives/{collective}/members", $$"""{"id":"{{memberId}}"}""");
        await Holds("member of a collective without the entity", member, Nothing);
        await Post($"collectives/{collective}/entities", $$"""{"entityId":"{{car}}"}""");
        await Holds("member", member, Commands);
        await Give(collective, "Administer");
        await Holds("member: what the collective is given later", member, Changes);
        await Holds("no member", none, Nothing);
        Assert.Equal(200, (await house.Call("DELETE", $"collectives/{collective}/members/{memberId}")).Status);
        await Holds("member no more", member, Nothing);
        await Post($"collectives/{collective}/members", $$"""{"id":"{{memberId}}"}""");
        Assert.Equal(200, (await house.Call("DELETE", $"collectives/{collective}/entities/{car}")).Status);
        await Holds("member, the entity taken out", member, Nothing);

        await Give(house.Client.TenantId, "Viewer");
        await Holds("tenant", none, Looks);
        await Holds("another tenant", foreigner, Nothing);
        await Take(house.Client.TenantId);
        await Holds("tenant no more", none, Nothing);

        async Task Holds(string who, HttpClient caller, string expected)
        {
            int[] answers =
            [
                (await house.Call("GET", $"entities/{car}", null, caller)).Status,
                (await house.Call("GET", $"entities/{car}/permissions", null, caller)).Status,
                (await house.Call("POST", $"entities/{car}/commands?ignoreCooldown=true", $$"""{"type":"{{nameof(CommandKind.StartCharging)}}"}""", caller)).Status,
                (await house.Call("PATCH", $"entities/{car}", """{"name":"Renamed"}""", caller)).Status,
                (await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"Owner","principalId":"{{house.Client.Id}}"}""", caller)).Status,
            ];
            Assert.Equal($"{who}: {expected}", $"{who}: {string.Join(' ', answers)}");
            Assert.Equal(expected != Nothing ? 1 : 0, (await house.Get("entities", caller)).GetProperty("data").GetArrayLength());
        }

        async Task Post(string path, string body) => Assert.Equal(200, (await house.Call("POST", path, body)).Status);

        Task Give(Guid to, string level) => Post($"entities/{car}/permissions", $$"""{"permissionLevel":"{{level}}","principalId":"{{to}}"}""");

        async Task Take(Guid from, string query = "") => Assert.Equal(200, (await house.Call("DELETE", $"entities/{car}/permissions/principals/{from}{query}")).Status);
    }
}
