using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class OffboardingGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_plant_is_offboarded_with_its_inverter(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Huawei.Own("anna", FakeBrands.Thing(DeviceKind.Inverter, "INV1", "INV1", "SUN2000", "NE1"));
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", "NE1"));

        var asked = await walk.Step("offboarding.create", "POST", "offboarding/entities", $$"""{"entityId":"{{plant}}"}""");
        await walk.Step("offboarding.create.again", "POST", "offboarding/entities", $$"""{"entityId":"{{plant}}"}""");
        await walk.Step("offboarding.create.part", "POST", "offboarding/entities", $$"""{"entityId":"{{asked.GetProperty("data").GetProperty("components")[0]}}"}""");
        await walk.Step("offboarding.get.pending", "GET", $"offboarding/entities/{IdOf(asked)}");
        await house.House.Pass(TimeSpan.FromSeconds(30));
        await walk.Step("offboarding.get.succeeded", "GET", $"offboarding/entities/{IdOf(asked)}");
        await walk.Step("offboarding.cancel.ended", "PATCH", $"offboarding/entities/{IdOf(asked)}/cancel");
        await walk.Step("offboarding.create.gone", "POST", "offboarding/entities", $$"""{"entityId":"{{plant}}"}""");
        await walk.Step("offboarding.onboarding", "GET", "onboarding/entities");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Requests_are_taken_back_and_listed(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var (car, pump) = (await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1")), await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1")));

        var asked = await walk.Step("offboarding.create.single", "POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""", "application/vnd.example+json");
        house.Clock.Advance(TimeSpan.FromSeconds(29));
        await walk.Step("offboarding.cancel", "PATCH", $"offboarding/entities/{IdOf(asked)}/cancel");
        await walk.Step("offboarding.cancel.again", "PATCH", $"offboarding/entities/{IdOf(asked)}/cancel");
        await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{pump}}"}""");

        var first = await walk.Step("offboarding.list.first", "GET", "offboarding/entities?pageSize=1");
        await walk.Step("offboarding.list.last", "GET", $"offboarding/entities?pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("offboarding.list.filtered", "GET", "offboarding/entities?status=Pending");
        await walk.Step("offboarding.list.none", "GET", "offboarding/entities?status=Failed");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_owners_offboard(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await house.Restrict(car, PermissionLevel.Viewer, PermissionLevel.Contributor, PermissionLevel.Administer);
        await walk.Step("offboarding.create.permission", "POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""");
        await walk.Step("offboarding.create.missing", "POST", "offboarding/entities", "{}");
        await walk.Step("offboarding.create.invalid", "POST", "offboarding/entities", """{"entityId":"my car"}""");
    }

    private static string IdOf(JsonElement request) => request.GetProperty("id").GetString()!;
}
