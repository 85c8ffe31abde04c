using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class PermissionGoldenTests
{
    private const string Nobody = "0199f3a2-0000-7000-8000-000000000001";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_is_shared_and_shared_no_more(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var (_, other) = await house.Application();
        var (foreign, path) = ((await house.House.NewClient("umbrella")).Client.Id, $"entities/{car}/permissions");

        await walk.Step("permissions.list.own", "GET", path);
        await walk.Step("permissions.add", "POST", path, $$"""{"permissionLevel":"Contributor","principalId":"{{other}}"}""");
        await walk.Step("permissions.add.again", "POST", path, $$"""{"permissionLevel":"Contributor","principalId":"{{other}}"}""");
        await house.Call("POST", path, $$"""{"permissionLevel":"Viewer","principalId":"{{other}}"}""");
        var first = await walk.Step("permissions.list.first", "GET", path + "?pageSize=1");
        await walk.Step("permissions.list.last", "GET", $"{path}?pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("permissions.remove.level", "DELETE", $"{path}/principals/{other}?permissionLevel=Viewer");
        await walk.Step("permissions.remove.level.absent", "DELETE", $"{path}/principals/{other}?permissionLevel=Viewer");
        await walk.Step("permissions.remove", "DELETE", $"{path}/principals/{other}");
        await walk.Step("permissions.remove.absent", "DELETE", $"{path}/principals/{other}");
        await walk.Step("permissions.remove.last-owner", "DELETE", $"{path}/principals/{house.Client.Id}?permissionLevel=Owner");

        var absent = await walk.Step("permissions.add.unknown", "POST", path, $$"""{"permissionLevel":"Viewer","principalId":"{{Nobody}}"}""");
        var (status, answer) = await house.Call("POST", path, $$"""{"permissionLevel":"Viewer","principalId":"{{foreign}}"}""");
        Assert.Equal((400, absent.GetRawText()), (status, answer.GetRawText()));

        await house.Restrict(car, PermissionLevel.Viewer, PermissionLevel.Contributor, PermissionLevel.Administer);
        await walk.Step("permissions.add.forbidden", "POST", path, $$"""{"permissionLevel":"Viewer","principalId":"{{other}}"}""");
        await walk.Step("permissions.remove.forbidden", "DELETE", $"{path}/principals/{house.Client.Id}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Permissions_of_many_come_in_pages(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var all = new HashSet<Guid> { house.Client.Id };
        for (var i = 0; i < 5; i++)
        {
            var user = await house.User($"user-{i}");
            all.Add(user);
            for (var level = 0; level <= i % 4; level++)
                await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"{{(PermissionLevel)level}}","principalId":"{{user}}"}""");
        }
        var (seen, ids, next) = (new List<Guid>(), new HashSet<Guid>(), "");
        do
        {
            var page = await house.Get($"entities/{car}/permissions?pageSize=2{next}");
            foreach (var one in page.GetProperty("data").EnumerateArray())
            {
                seen.Add(one.GetProperty("principalId").GetGuid());
                Assert.True(ids.Add(one.GetProperty("id").GetGuid()));
                Assert.NotEqual(0, one.GetProperty("permissionLevels").GetArrayLength());
            }
            next = page.GetProperty("meta").GetProperty("continuationToken").GetString() is { } token ? "&continuationToken=" + token : null;
        }
        while (next is not null);
        Assert.Equal(all.Order(), seen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_is_renamed_and_has_children(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Huawei.Own("anna", FakeBrands.Thing(DeviceKind.Inverter, "I1", "I1", "SUN2000", "NE1"));
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", "NE1"), request: """{"type":"SolarPlant","brand":"Huawei","identifier":"NE1","name":"Roof","properties":{"contract":42}}""");

        await walk.Step("entities.update", "PATCH", $"entities/{plant}", """{"name":"Barn roof"}""");
        await walk.Step("entities.update.properties", "PATCH", $"entities/{plant}", """{"properties":{"contract":43,"tags":["a",null]}}""");
        await walk.Step("entities.update.cleared", "PATCH", $"entities/{plant}", """{"name":null,"properties":null}""");
        await walk.Step("entities.update.nothing", "PATCH", $"entities/{plant}", "{}");
        await walk.Step("entities.update.blank", "PATCH", $"entities/{plant}", """{"name":" "}""");
        await walk.Step("entities.update.parent", "PATCH", $"entities/{plant}", $$"""{"parentId":"{{plant}}"}""");

        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.House.Get<Database>().Write(async db => { await house.House.Get<RegisterDevices>().AddParts(db, plant, [FakeBrands.Thing(DeviceKind.Battery, "B1", "B1", "LUNA2000", "NE1")]); });
        var first = await walk.Step("entities.children.first", "GET", $"entities/{plant}/children?pageSize=1");
        var last = await walk.Step("entities.children.last", "GET", $"entities/{plant}/children?pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("entities.children.none", "GET", $"entities/{last.GetProperty("data")[0].GetProperty("id").GetGuid()}/children");

        await house.Restrict(plant, PermissionLevel.Viewer, PermissionLevel.Owner);
        await walk.Step("entities.update.forbidden", "PATCH", $"entities/{plant}", """{"name":"Mine"}""");
    }
}
