using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class EntityGoldenTests
{
    private const string Vin = "5YJ3E7EA7KF317000";

    [Theory, OnSqlite, OnPostgres]
    public async Task Entities_are_listed_and_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1", "Anna's car"), request: $$$"""{"type":"EV","brand":"Tesla","identifier":"{{{Vin}}}","properties":{"contract":42}}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "hp-77"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        house.Brands.Tesla.Measure("car-1", (Signal.StateOfCharge, 61), (Signal.IsPluggedIn, true));
        await house.House.RunDue();

        var first = await walk.Step("entities.list.first", "GET", "entities?pageSize=1");
        await walk.Step("entities.list.last", "GET", $"entities?continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}&pageSize=1");
        await walk.Step("entities.get", "GET", $"entities/{car}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_known_value_carries_its_times(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        await walk.Step("entities.state.unheard", "GET", $"entities/{car}/state");

        house.Brands.Tesla.Answer("car-1", new ReadAnswer(
        [
            new(Signal.StateOfCharge, 61.5, house.Clock.Now.AddMinutes(-7)), new(Signal.Odometer, 12345.6, house.Clock.Now.AddHours(-3)),
            new(Signal.ChargeState, ChargeStates.Charging, house.Clock.Now), new(Signal.IsCharging, true, house.Clock.Now), new(Signal.Power, 7360, house.Clock.Now),
        ]));
        await house.House.RunDue();
        await walk.Step("entities.state", "GET", $"entities/{car}/state");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connection_says_how_it_is_and_what_mends_it(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.Walk(), house.Brands.Tesla);
        tesla.Budgets = [new BudgetLeft("day", 200, 187, house.Clock.Now.Date.AddDays(1))];
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-1"));
        await walk.Step("connection.new", "GET", $"entities/{car}/connection");

        tesla.Measure("car-1", (Signal.StateOfCharge, 61));
        await house.House.RunDue();
        await walk.Step("connection.connected", "GET", $"entities/{car}/connection");

        await Answer(new ReadAnswer([], ReadHint.Asleep));
        await walk.Step("connection.asleep", "GET", $"entities/{car}/connection");
        await Answer(new ReadAnswer([], ReadHint.Offline));
        await walk.Step("connection.offline", "GET", $"entities/{car}/connection");
        await Trouble(new VendorFault(VendorFaultKind.OutOfBudget, false, "The budget of the day is used up.", house.Clock.Now.AddHours(2)));
        await walk.Step("connection.waiting", "GET", $"entities/{car}/connection");
        await Trouble(new VendorFault(VendorFaultKind.SetupIncomplete, false, "The virtual key is not paired."));
        await walk.Step("connection.setup", "GET", $"entities/{car}/connection");
        await Trouble(new VendorFault(VendorFaultKind.PermissionMissing, false, "The scope vehicle_device_data was not granted."));
        await walk.Step("connection.permission", "GET", $"entities/{car}/connection");
        await Trouble(new VendorFault(VendorFaultKind.GrantLost, false, "The brand answered invalid_grant."));
        var lost = await walk.Step("connection.lost", "GET", $"entities/{car}/connection");

        tesla.ReadTrouble = null;
        tesla.Measure("car-1", (Signal.StateOfCharge, 62));
        await Owner.Agree(house.House, lost.GetProperty("reconnectLink").GetString()!, "anna");
        await house.House.RunDue();
        await walk.Step("connection.mended", "GET", $"entities/{car}/connection");

        await Trouble(new VendorFault(VendorFaultKind.DeviceGone, false, "The account has no such vehicle any more."));
        await walk.Step("connection.gone", "GET", $"entities/{car}/connection");

        async Task Answer(ReadAnswer answer)
        {
            tesla.Answer("car-1", answer);
            await house.House.Pass(TimeSpan.FromHours(1));
        }

        async Task Trouble(VendorFault fault)
        {
            tesla.ReadTrouble = fault;
            await house.House.Pass(TimeSpan.FromHours(4), TimeSpan.FromMinutes(5));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Features_are_switched_on_and_off(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var pump = await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "hp-77"));

        await walk.Step("features.list", "GET", $"entities/{car}/features");
        await walk.Step("features.activate", "PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        await walk.Step("features.deactivate", "PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":false}""");
        await walk.Step("features.list.none", "GET", $"entities/{pump}/features");
        await walk.Step("features.not-supported", "PATCH", $"entities/{pump}/features", """{"feature":"CaptureChargeSessions","active":true}""");
    }
}
