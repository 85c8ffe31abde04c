using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class HealthGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Vendors_are_told_by_type_with_how_they_do(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        await walk.Step("integrations.list", "GET", "integrations");
        await walk.Step("integrations.list.some", "GET", "integrations?assetTypes=battery,charger");
        await walk.Step("refused.integrations.type", "GET", "integrations?assetTypes=vehicle,toaster");
        foreach (var type in new[] { "vehicles", "chargers", "hvacs", "inverters", "batteries", "meters" }) await walk.Step($"health.{type}", "GET", $"health/{type}");

        for (var car = 1; car <= 3; car++) await house.Link(tesla, FakeBrands.Car($"5YJ3E7EA7KF31700{car}", $"car-{car}"), $"owner {car}");
        foreach (var car in (string[])["car-1", "car-2", "car-3"]) tesla.Measure(car, (Signal.StateOfCharge, 50));
        tesla.ReadTrouble = new VendorFault(VendorFaultKind.Outage, false, "Down.");
        await house.House.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));
        await walk.Step("health.vehicles.outage", "GET", "health/vehicles");
    }
}
