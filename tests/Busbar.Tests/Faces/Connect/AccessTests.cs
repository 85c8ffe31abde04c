using System.Text.Json;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;

namespace Busbar.Tests.Faces.Connect;

/// <summary>What an application may not see of what it sees. Who may do what at all: <c>Isolation</c>.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Without_the_permission_to_see_an_entity_is_not_there()
    {
        await using var house = await ConnectHouse.Open();
        var entity = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var request = (await house.Get("onboarding/entities")).GetProperty("data")[0].GetProperty("id").GetGuid();
        await house.Restrict(entity, PermissionLevel.Contributor, PermissionLevel.Administer, PermissionLevel.Owner);
        Assert.Equal(404, (await house.Call("GET", $"entities/{entity}")).Status);
        Assert.Equal(404, (await house.Call("POST", $"entities/{entity}/commands", """{"type":"StopCharging"}""")).Status);
        Assert.Empty((await house.Get("entities")).GetProperty("data").EnumerateArray());
        Assert.False((await house.Get($"onboarding/entities/{request}")).GetProperty("data").GetProperty("entity").TryGetProperty("reference", out _));
    }

    [Fact]
    public async Task A_viewer_is_given_no_link_to_sign_in_with()
    {
        await using var house = await ConnectHouse.Open();
        var entity = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        house.Brands.Tesla.ReadTrouble = new Core.Ports.VendorFault(Core.Ports.VendorFaultKind.GrantLost, false, "Gone.");
        await house.House.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        Assert.Equal(JsonValueKind.String, (await house.Get($"entities/{entity}/connection")).GetProperty("reconnectLink").ValueKind);
        await house.Restrict(entity, PermissionLevel.Viewer, PermissionLevel.Contributor);
        Assert.Equal(JsonValueKind.Null, (await house.Get($"entities/{entity}/connection")).GetProperty("reconnectLink").ValueKind);
    }
}
