using Busbar.Core.Devices;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>Every refusal has the one envelope, whoever it comes from: our code, the binding, the routing or the server.</summary>
public sealed class RefusalGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_refusal_has_the_same_form_wherever_it_comes_from(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        const string nobody = "0199f3a2-0000-7000-8000-000000000001";

        await walk.Step("refused.no-token", "GET", "entities", anonymous: true);
        await walk.Step("refused.no-token.post", "POST", "onboarding/entities", "nonsense", anonymous: true);
        await walk.Step("refused.not-found", "GET", $"entities/{nobody}");
        await walk.Step("refused.address", "GET", "entites");
        await walk.Step("refused.address.no-uuid", "GET", "entities/42");
        await walk.Step("refused.method", "DELETE", $"entities/{car}");
        await walk.Step("refused.content-type", "POST", "onboarding/entities", "type=EV", "application/x-www-form-urlencoded");
        await walk.Step("refused.charset", "POST", "onboarding/entities", "{}", "application/json; charset=utf-16");
        await walk.Step("refused.too-long", "POST", "onboarding/entities", $$"""{"name":"{{new string('x', 1024 * 1024)}}"}""");
        await walk.Step("refused.not-json", "POST", "onboarding/entities", """{"type":"EV","brand":}""");
        await walk.Step("refused.no-body", "POST", "onboarding/entities", "");
        await walk.Step("refused.field-missing", "POST", "onboarding/entities", """{"type":"EV"}""");
        await walk.Step("refused.field-unknown", "POST", "onboarding/entities", """{"type":"EV","brand":"Tesla","plate":"M-XY 123"}""");
        await walk.Step("refused.brand", "POST", "onboarding/entities", """{"type":"EV","brand":"Trabant","identifier":"1"}""");
        await walk.Step("refused.type", "POST", "onboarding/entities", """{"type":"HeatPump","brand":"Tesla"}""");
        await walk.Step("refused.identifier", "POST", "onboarding/entities", """{"type":"EV","brand":"Tesla","identifier":"too short"}""");
        await walk.Step("refused.property", "POST", "onboarding/entities", """{"type":"Meter","brand":"Fluvius","identifier":"541448800000000001","properties":{"flow":"X"}}""");
        await walk.Step("refused.return-url", "POST", "onboarding/entities", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000","returnUrl":"https://evil.example/"}""");
        await walk.Step("refused.collective", "POST", "onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000","collectiveId":"{{nobody}}"}""");
        await walk.Step("refused.owner", "POST", "onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"5YJ3E7EA7KF317000","owner":"{{nobody}}"}""");
        await walk.Step("refused.page-token", "GET", "entities?continuationToken=bm90IG91cnMgYXQgYWxs");
        await walk.Step("refused.window", "GET", $"entities/{car}/readings?start=2026-03-01&end=2026-02-01");
    }

    [Fact]
    public async Task What_only_looks_is_not_let_do_more()
    {
        await using var house = await ConnectHouse.Open();
        var walk = await house.Walk();
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", null, null, null, Core.Commands.CommandKind.StopFeedIn));
        await house.Restrict(plant, Core.Tenancy.PermissionLevel.Viewer);

        await walk.Step("refused.permission.command", "POST", $"entities/{plant}/commands", """{"type":"StopFeedIn"}""");
        await walk.Step("refused.permission.feature", "PATCH", $"entities/{plant}/features", """{"feature":"CaptureChargeSessions","active":true}""");
    }
}
