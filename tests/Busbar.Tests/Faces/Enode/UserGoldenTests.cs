using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class UserGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_is_erased_for_good(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        var (user, _) = await Family(house);
        await walk.Step("users.get.family", "GET", $"users/{user}");
        await walk.Step("users.erase", "DELETE", $"users/{user}");
        await walk.Step("refused.user.erased", "GET", $"users/{user}");
        await walk.Step("refused.user.erase.twice", "DELETE", $"users/{user}");
        await walk.Step("users.list.erased", "GET", "users");
        await walk.Step("vehicles.list.erased", "GET", "vehicles");
        await house.House.RunDue();
        Assert.Equal((1, 1), (house.Brands.Tesla.Revoked, house.Brands.Easee.Revoked));
        // Who comes by the same name is somebody new.
        await walk.Step("users.link.anew", "POST", $"users/{user}/link", """{"scopes":["vehicle:read:data"],"language":"en-US","redirectUri":"http://localhost/back"}""");
        await walk.Step("users.get.anew", "GET", $"users/{user}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_authorization_all_stays_and_waits_for_the_user(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var (user, car) = await Family(house);
        tesla.Measure("car-1", (Signal.StateOfCharge, 61), (Signal.Odometer, 12_000));
        await house.House.RunDue();
        await walk.Step("users.deauthorize", "DELETE", $"users/{user}/authorization");
        await walk.Step("users.deauthorize.again", "DELETE", $"users/{user}/authorization");
        await walk.Step("users.get.deauthorized", "GET", $"users/{user}");
        await walk.Step("vehicles.get.deauthorized", "GET", $"vehicles/{car}");
        await walk.Step("refused.action.deauthorized", "POST", $"vehicles/{car}/charging", """{"action":"START"}""");
        await walk.Step("refused.user.deauthorize.unknown", "DELETE", "users/nobody/authorization");
        var reads = tesla.Polled.Count;
        await house.House.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5));
        // What the brand gave is gone, so it is not asked any more, and has nothing to take back.
        Assert.Equal((reads, 0), (tesla.Polled.Count, tesla.Revoked));

        var (_, asked) = await house.Call("POST", "onboarding/entities", Request(user, "EV", "Tesla", "5YJ3E7EA7KF317000", await UserOf(house, car)));
        await Owner.Agree(house.House, asked.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        tesla.Measure("car-1", (Signal.StateOfCharge, 62));
        await house.House.RunDue();
        await walk.Step("vehicles.get.authorized", "GET", $"vehicles/{car}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_vendor_goes_with_all_or_one_type_of_its_assets(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        var (user, car) = await Family(house);
        await house.Link(house.Brands.Tesla, FakeBrands.Thing(DeviceKind.Battery, "wall-1", "PW1"), request: Request(user, "Battery", "Tesla", "PW1", await UserOf(house, car)));
        await walk.Step("users.vendor-type.disconnect", "DELETE", $"users/{user}/vendors/TESLA/vehicle");
        await house.House.RunDue();
        Assert.Equal(0, house.Brands.Tesla.Revoked);
        await walk.Step("users.get.without-vehicle", "GET", $"users/{user}");
        await walk.Step("refused.vehicle.disconnected", "GET", $"vehicles/{car}");
        await walk.Step("users.vendor-type.disconnect.last", "DELETE", $"users/{user}/vendors/TESLA/battery");
        await house.House.RunDue();
        Assert.Equal(1, house.Brands.Tesla.Revoked);
        await walk.Step("users.vendor-type.disconnect.none", "DELETE", $"users/{user}/vendors/TESLA/battery");
        await walk.Step("users.vendor.disconnect", "DELETE", $"users/{user}/vendors/EASEE");
        await house.House.RunDue();
        Assert.Equal(1, house.Brands.Easee.Revoked);
        await walk.Step("users.get.without-vendors", "GET", $"users/{user}");
        await walk.Step("refused.vendor.unknown", "DELETE", $"users/{user}/vendors/TRABANT");
        await walk.Step("refused.vendor.small", "DELETE", $"users/{user}/vendors/tesla");
        await walk.Step("refused.vendor-type.unknown", "DELETE", $"users/{user}/vendors/TESLA/toaster");
        await walk.Step("refused.vendor.user", "DELETE", "users/nobody/vendors/TESLA");

        var id = (await house.House.Get<KeepUser>().Keep(house.Client, user)).Value.Id;
        var other = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-2"), "bert", request: Request(user, "EV", "Tesla", "5YJ3E7EA7KF317001", id));
        await house.Restrict(other, PermissionLevel.Viewer);
        await walk.Step("refused.vendor.not-owner", "DELETE", $"users/{user}/vendors/TESLA");
    }

    /// <summary>A user with a car and a charger.</summary>
    private static async Task<(string User, Guid Car)> Family(ConnectHouse house)
    {
        const string name = "family-7";
        var id = (await house.House.Get<KeepUser>().Keep(house.Client, name)).Value.Id;
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var car = await house.Link(house.Brands.Tesla, Car(), request: Request(name, "EV", "Tesla", "5YJ3E7EA7KF317000", id));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"), request: Request(name, "ChargePoint", "Easee", "EH1", id));
        return (name, car);
    }

    private static FoundDevice Car() => FakeBrands.Car("5YJ3E7EA7KF317000", "car-1") with { Commands = [CommandKind.StartCharging, CommandKind.StopCharging] };

    private static Task<Guid> UserOf(ConnectHouse house, Guid device) => house.House.Get<Database>().Read(async db => (await DeviceTable.Find(db, device))!.UserId);

    private static string Request(string name, string type, string brand, string identifier, Guid owner) =>
        System.Text.Json.JsonSerializer.Serialize(new { type, brand, identifier, name = $"{name}'s {type}", owner });
}
