using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class CommandGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_is_sent_and_proved_by_a_reading(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, tesla) = (await house.Walk(), house.Brands.Tesla);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        tesla.Measure("car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, false));
        await house.House.RunDue();
        house.Clock.Advance(TimeSpan.FromMinutes(1));

        var sent = await walk.Step("commands.create", "POST", $"entities/{car}/commands", """{"type":"StartCharging"}""");
        await house.House.RunDue();
        await walk.Step("commands.get.sent", "GET", $"entities/{car}/commands/{IdOf(sent)}");
        await walk.Step("commands.cancel.ended", "PATCH", $"entities/{car}/commands/{IdOf(sent)}/cancel");
        await walk.Step("commands.create.cooldown", "POST", $"entities/{car}/commands", """{"type":"StopCharging"}""");

        house.Clock.Advance(TimeSpan.FromSeconds(5));
        tesla.Measure("car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.Power, 7200));
        await house.House.RunDue();
        await walk.Step("commands.get.succeeded", "GET", $"entities/{car}/commands/{IdOf(sent)}");
        Assert.Equal(("car-1", new Core.Commands.Command(CommandKind.StartCharging)), Assert.Single(tesla.Sent));

        var taken = await walk.Step("commands.create.ignoring-cooldown", "POST", $"entities/{car}/commands?ignoreCooldown=true", """{"type":"StopCharging","value":null}""");
        await walk.Step("commands.cancel", "PATCH", $"entities/{car}/commands/{IdOf(taken)}/cancel");

        var first = await walk.Step("commands.list.first", "GET", $"entities/{car}/commands?start=2026-03-01&end=2026-03-02&pageSize=1");
        await walk.Step("commands.list.last", "GET", $"entities/{car}/commands?start=2026-03-01&end=2026-03-02&pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        Assert.Single(tesla.Sent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_that_does_not_work_says_why(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (walk, huawei) = (await house.Walk(), house.Brands.Huawei);
        var plant = await house.Link(huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", null, null, null, CommandKind.LimitFeedIn, CommandKind.StopFeedIn));
        huawei.Measure("NE1", (Signal.Power, -4000));
        await house.House.RunDue();
        await walk.Step("commands.create.not-supported", "POST", $"entities/{plant}/commands", """{"type":"StartCharging"}""");

        huawei.SendTrouble = new VendorFault(VendorFaultKind.Refused, false, "The plant is under maintenance.");
        var refused = await Send("""{"type":"StopFeedIn"}""");
        await house.House.RunDue();
        await walk.Step("commands.get.refused", "GET", $"entities/{plant}/commands/{IdOf(refused)}");

        huawei.SendTrouble = new VendorFault(VendorFaultKind.Outage, true, "The answer did not come in time.");
        var unclear = await Send("""{"type":"LimitFeedIn","value":"1500.5"}""");
        await house.House.RunDue();
        await walk.Step("commands.get.triggered", "GET", $"entities/{plant}/commands/{IdOf(unclear)}");
        await house.House.Pass(TimeSpan.FromMinutes(11));
        await walk.Step("commands.get.not-confirmed", "GET", $"entities/{plant}/commands/{IdOf(unclear)}");

        async Task<JsonElement> Send(string body)
        {
            var (status, command) = await house.Call("POST", $"entities/{plant}/commands", body);
            Assert.Equal(201, status);
            return command;
        }
    }

    private static string IdOf(JsonElement command) => command.GetProperty("id").GetString()!;
}
