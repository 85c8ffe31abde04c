using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

public sealed class ActionGoldenTests
{
    private const string Start = """{"action":"START"}""", Stop = """{"action":"STOP"}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_action_is_confirmed_by_what_the_vehicle_measures(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var car = await house.Link(tesla, Car());
        await Measure(house, isCharging: false);
        await walk.Step("refused.action.stopped", "POST", $"vehicles/{car}/charging", Stop);
        var action = (await walk.Step("actions.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        await walk.Step("actions.start.same", "POST", $"vehicles/{car}/charging", Start);
        await house.House.RunDue();
        await walk.Step("actions.get.sent", "GET", $"vehicles/actions/{action}");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Measure(house, isCharging: true);
        await walk.Step("actions.get.confirmed", "GET", $"vehicles/actions/{action}");
        await walk.Step("actions.cancel.over", "POST", $"vehicles/actions/{action}/cancel");
        await walk.Step("refused.action.charging", "POST", $"vehicles/{car}/charging", Start);
        Assert.Equal([("car-1", new Command(CommandKind.StartCharging))], tesla.Sent);

        await walk.Step("refused.action.charger", "GET", $"chargers/actions/{action}");
        await walk.Step("refused.action.unknown", "GET", "vehicles/actions/0199f3a2-0000-7000-8000-000000000001");
        await walk.Step("refused.action.none", "POST", $"vehicles/{car}/charging", """{"action":"PAUSE"}""");
        await walk.Step("refused.action.missing", "POST", $"vehicles/{car}/charging", "{}");
        await walk.Step("refused.action.incapable", "POST", $"chargers/{await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"))}/charging", Start);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_newer_action_takes_the_place_of_the_one_before(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        var car = await house.Link(house.Brands.Tesla, Car());
        var first = (await walk.Step("actions.conflict.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        var second = (await walk.Step("actions.conflict.max-current", "POST", $"vehicles/{car}/max-current", """{"maxCurrent":10}""")).GetProperty("id").GetString();
        await walk.Step("actions.conflict.get", "GET", $"vehicles/actions/{first}");
        await walk.Step("actions.cancel", "POST", $"vehicles/actions/{second}/cancel");
        await house.House.RunDue();
        Assert.Empty(house.Brands.Tesla.Sent);

        // A charger's action is never joined: each is a new one.
        var charger = await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1", commands: [CommandKind.StartCharging, CommandKind.SetMaxCurrent]));
        var one = (await walk.Step("actions.charger.start", "POST", $"chargers/{charger}/charging", Start)).GetProperty("id").GetString();
        await walk.Step("actions.charger.start.again", "POST", $"chargers/{charger}/charging", Start);
        await walk.Step("actions.charger.get", "GET", $"chargers/actions/{one}");
        var limit = (await walk.Step("actions.charger.max-current", "POST", $"chargers/{charger}/max-current", """{"maxCurrent":16}""")).GetProperty("id").GetString();
        await walk.Step("actions.charger.cancel", "POST", $"chargers/actions/{limit}/cancel");
        await walk.Step("refused.action.ampere", "POST", $"chargers/{charger}/max-current", """{"maxCurrent":0}""");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_surely_did_not_happen_is_tried_again_until_its_time_is_up(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.EnodeWalk(), house.Brands.Tesla);
        var car = await house.Link(tesla, Car());
        tesla.SendTrouble = new VendorFault(VendorFaultKind.DeviceOffline, false, "The car does not answer.");
        var action = (await walk.Step("actions.retry.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        await house.House.RunDue();
        await walk.Step("actions.retry.pending", "GET", $"vehicles/actions/{action}");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        tesla.SendTrouble = null;
        await house.House.RunDue();
        Assert.Single(tesla.Sent);
        await walk.Step("actions.retry.sent", "GET", $"vehicles/actions/{action}");
        // It may have happened from now on, so it is not sent again: only watched.
        house.Clock.Advance(TimeSpan.FromMinutes(29));
        await house.House.RunDue();
        await walk.Step("actions.retry.watched", "GET", $"vehicles/actions/{action}");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.House.RunDue();
        await walk.Step("actions.no-response", "GET", $"vehicles/actions/{action}");
        Assert.Single(tesla.Sent);

        tesla.SendTrouble = new VendorFault(VendorFaultKind.DeviceOffline, false, "The car does not answer.");
        var second = (await walk.Step("actions.offline.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        for (var half = 0; half < 60; half++)
        {
            await house.House.RunDue();
            house.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        await walk.Step("actions.offline.failed", "GET", $"vehicles/actions/{second}");

        tesla.SendTrouble = new VendorFault(VendorFaultKind.Refused, false, "The charge port is open.");
        var third = (await walk.Step("actions.refused.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        await house.House.RunDue();
        await walk.Step("actions.refused.cancelled", "GET", $"vehicles/actions/{third}");

        // Whether it happened is not known: never again.
        tesla.SendTrouble = new VendorFault(VendorFaultKind.Outage, true, "No answer came.");
        var fourth = (await walk.Step("actions.unknown.start", "POST", $"vehicles/{car}/charging", Start)).GetProperty("id").GetString();
        await house.House.RunDue();
        tesla.SendTrouble = null;
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await house.House.RunDue();
        Assert.Single(tesla.Sent);
        await walk.Step("actions.unknown.pending", "GET", $"vehicles/actions/{fourth}");
    }

    private static FoundDevice Car() => FakeBrands.Car("5YJ3E7EA7KF317000", "car-1") with { Commands = [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent] };

    private static async Task Measure(ConnectHouse house, bool isCharging)
    {
        house.Brands.Tesla.Measure(
            "car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, isCharging), (Signal.ChargeState, isCharging ? ChargeStates.Charging : ChargeStates.Idle), (Signal.Power, isCharging ? 7_200 : 0));
        await house.House.RunDue();
    }
}
