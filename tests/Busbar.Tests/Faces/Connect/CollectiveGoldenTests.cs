using System.Text.Json;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class CollectiveGoldenTests
{
    private const string Nobody = "0199f3a2-0000-7000-8000-000000000001";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_collective_is_there_once_it_is_asked_for(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var asked = await walk.Step("collective-onboarding.create", "POST", "onboarding/collectives", """{"name":"Vans","type":"Fleet","properties":{"depot":"North"}}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await walk.Step("collective-onboarding.create.owned", "POST", "onboarding/collectives", $$"""{"name":"Anna's home","type":"Household","owner":"{{await house.User("anna")}}"}""");
        var first = await walk.Step("collective-onboarding.list.first", "GET", "onboarding/collectives?pageSize=1");
        await walk.Step("collective-onboarding.list.last", "GET", $"onboarding/collectives?pageSize=1&continuationToken={Token(first)}");
        await walk.Step("collective-onboarding.get", "GET", $"onboarding/collectives/{Id(asked)}");
        await walk.Step("collective-onboarding.cancel", "PATCH", $"onboarding/collectives/{Id(asked)}/cancel");

        await walk.Step("collective-onboarding.create.in-another", "POST", "onboarding/collectives", $$"""{"name":"x","type":"Fleet","collectiveId":"{{Nobody}}"}""");
        await walk.Step("collective-onboarding.create.unknown-owner", "POST", "onboarding/collectives", $$"""{"name":"x","type":"Fleet","owner":"{{Nobody}}"}""");
        await walk.Step("collective-onboarding.create.nameless", "POST", "onboarding/collectives", """{"name":" ","type":"Fleet"}""");
        await walk.Step("collective-onboarding.create.long", "POST", "onboarding/collectives", $$"""{"name":"{{new string('x', 201)}}","type":"Fleet"}""");
        await walk.Step("collective-onboarding.create.typeless", "POST", "onboarding/collectives", """{"name":"x"}""");
        // A tenant is a principal, but owns no collective.
        Assert.Equal(400, (await house.Call("POST", "onboarding/collectives", $$"""{"name":"x","type":"Fleet","owner":"{{house.Client.TenantId}}"}""")).Status);
        Assert.Equal(2, (await house.Get("collectives")).GetProperty("data").GetArrayLength());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_collective_is_listed_told_and_changed(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var fleet = await house.Collective();
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Collective("SolarFarm");
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));

        await walk.Step("collectives.entities.add", "POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""");
        await walk.Step("collectives.entities.add.again", "POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""");
        var first = await walk.Step("collectives.list.first", "GET", "collectives?pageSize=1");
        await walk.Step("collectives.list.last", "GET", $"collectives?pageSize=1&continuationToken={Token(first)}");
        await walk.Step("collectives.get", "GET", $"collectives/{fleet}");
        await walk.Step("collectives.update", "PATCH", $"collectives/{fleet}", """{"name":"Vans","type":"VirtualPowerPlant","properties":{"depot":"North"}}""");
        await walk.Step("collectives.update.some", "PATCH", $"collectives/{fleet}", """{"name":null,"properties":null}""");
        await walk.Step("collectives.update.nothing", "PATCH", $"collectives/{fleet}", """{"name":null}""");
        await walk.Step("collectives.update.blank", "PATCH", $"collectives/{fleet}", """{"name":""}""");
        await walk.Step("collectives.update.type", "PATCH", $"collectives/{fleet}", """{"type":"Community"}""");

        await walk.Step("collectives.entities.list", "GET", $"collectives/{fleet}/entities");
        await walk.Step("collectives.entities.remove", "DELETE", $"collectives/{fleet}/entities/{car}");
        await walk.Step("collectives.entities.remove.absent", "DELETE", $"collectives/{fleet}/entities/{car}");
        await walk.Step("collectives.entities.list.none", "GET", $"collectives/{fleet}/entities");
        await walk.Step("collectives.entities.add.unknown", "POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{Nobody}}"}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_is_in_one_collective_at_most(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var (fleet, other) = (await house.Collective(), await house.Collective());
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await house.Call("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{car}}"}""");
        await walk.Step("collectives.entities.add.elsewhere", "POST", $"collectives/{other}/entities", $$"""{"entityId":"{{car}}"}""");
        Assert.Equal(404, (await house.Call("DELETE", $"collectives/{other}/entities/{car}")).Status);
        await walk.Step("permissions.list.collective", "GET", $"entities/{car}/permissions");
        await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"Administer","principalId":"{{fleet}}"}""");
        Assert.Equal(200, (await house.Call("DELETE", $"collectives/{fleet}/entities/{car}")).Status);
        Assert.Single((await house.Get($"entities/{car}/permissions")).GetProperty("data").EnumerateArray());
        Assert.Equal(200, (await house.Call("POST", $"collectives/{other}/entities", $$"""{"entityId":"{{car}}"}""")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Members_come_and_go(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var anna = await house.User("anna");
        var fleet = await house.Collective(more: $",\"owner\":\"{anna}\"");
        var (_, other) = await house.Application();
        var foreign = (await house.House.NewClient("umbrella")).Client.Id;
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        await walk.Step("collectives.members.add", "POST", $"collectives/{fleet}/members", $$"""{"id":"{{other}}"}""");
        await walk.Step("collectives.members.add.again", "POST", $"collectives/{fleet}/members", $$"""{"id":"{{other}}"}""");
        var first = await walk.Step("collectives.members.list.first", "GET", $"collectives/{fleet}/members?pageSize=2");
        Assert.Equal(["Client", "User"], first.GetProperty("data").EnumerateArray().Select(member => member.GetProperty("type").GetString()!).Order());
        await walk.Step("collectives.members.list.last", "GET", $"collectives/{fleet}/members?pageSize=2&continuationToken={Token(first)}");
        await walk.Step("collectives.members.remove", "DELETE", $"collectives/{fleet}/members/{other}");
        await walk.Step("collectives.members.remove.absent", "DELETE", $"collectives/{fleet}/members/{other}");
        await walk.Step("collectives.members.remove.owner", "DELETE", $"collectives/{fleet}/members/{anna}");
        await walk.Step("collectives.members.remove.maker", "DELETE", $"collectives/{fleet}/members/{house.Client.Id}");
        var absent = await walk.Step("collectives.members.add.unknown", "POST", $"collectives/{fleet}/members", $$"""{"id":"{{Nobody}}"}""");
        await walk.Step("collectives.members.add.nobody", "POST", $"collectives/{fleet}/members", """{"id":null}""");
        foreach (var no in new[] { foreign, fleet, house.Client.TenantId })
        {
            var (status, answer) = await house.Call("POST", $"collectives/{fleet}/members", $$"""{"id":"{{no}}"}""");
            Assert.Equal((400, absent.GetRawText()), (status, answer.GetRawText()));
        }
    }

    private static string Id(JsonElement request) => request.GetProperty("id").GetString()!;

    private static string Token(JsonElement page) => page.GetProperty("meta").GetProperty("continuationToken").GetString()!;
}
