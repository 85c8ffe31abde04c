using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Faces.Enode;

/// <summary>A car and a charger of one user: what one has through the other, where commands go, and who decides.</summary>
public sealed class PairTests
{
    private const string Start = """{"action":"START"}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_can_what_its_charger_can_and_shows_what_its_charger_needs(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EnodeWalk();
        var (tesla, easee) = (house.Brands.Tesla, house.Brands.Easee);
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        tesla.Measure("car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.ChargeState, ChargeStates.Charging));
        await house.House.RunDue();
        await Trouble(house, tesla, VendorFaultKind.GrantLost);
        var lost = await walk.Step("pairs.vehicle.alone", "GET", $"vehicles/{car}");
        Assert.False(Can(lost, "startCharging"));

        // The charger can: what the car itself needs is not in the way, and only told where its data are concerned.
        var charger = await Charger(house, easee, lost.GetProperty("userId").GetString()!);
        Plug(house, easee);
        await house.House.RunDue();
        var shared = await walk.Step("pairs.vehicle.established", "GET", $"vehicles/{car}");
        Assert.All(new[] { "startCharging", "stopCharging", "location" }, capability => Assert.True(Can(shared, capability)));
        Assert.Single(Ids(shared, "chargeState"));

        // The charger needs something too: that comes first.
        await Trouble(house, easee, VendorFaultKind.SetupIncomplete);
        var blocked = await walk.Step("pairs.vehicle.both-blocked", "GET", $"vehicles/{car}");
        Assert.False(Can(blocked, "startCharging"));
        var theirs = Ids(await walk.Step("pairs.charger.blocked", "GET", $"chargers/{charger}"), "startCharging").Single();
        Assert.Equal([theirs, .. Ids(shared, "chargeState")], Ids(blocked, "startCharging"));

        // A car that can by itself is not held up by its charger: what that needs is recommended.
        await Mend(house, tesla);
        var optional = await walk.Step("pairs.vehicle.optional", "GET", $"vehicles/{car}");
        Assert.True(Can(optional, "startCharging"));
        Assert.Equal([theirs], Ids(optional, "startCharging"));

        // Plugged into each other, as an operator knows; the charger stands at a place and gives power.
        await Mend(house, easee);
        var place = (await walk.Step("pairs.locations.create", "POST", "locations", $$"""{"name":"Home","latitude":59.91,"longitude":10.75,"userId":"{{lost.GetProperty("userId")}}"}""")).GetProperty("id").GetString();
        await walk.Step("pairs.charger.update", "PUT", $"chargers/{charger}", $$"""{"locationId":"{{place}}"}""");
        Assert.Contains("hang together", await Cli(house, "pairs", "pin", $"{car}", $"{charger}"));
        var paired = await walk.Step("pairs.vehicle.plugged-in", "GET", $"vehicles/{car}");
        Assert.Equal((charger, place, 7.4), (paired.GetProperty("chargeState").GetProperty("pluggedInChargerId").GetGuid(), paired.GetProperty("location").GetProperty("id").GetString(), paired.GetProperty("chargeState").GetProperty("chargeRate").GetDouble()));
        await walk.Step("pairs.charger.plugged-in", "GET", $"chargers/{charger}");

        // The place goes, and the car is nowhere.
        await walk.Step("pairs.locations.delete", "DELETE", $"locations/{place}");
        Assert.Equal(JsonValueKind.Null, (await walk.Step("pairs.vehicle.no-place", "GET", $"vehicles/{car}")).GetProperty("location").GetProperty("id").ValueKind);

        // The charger goes: the car is alone again, and nothing is left that names it.
        Assert.Equal(201, (await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{charger}}"}""")).Status);
        await house.House.Pass(TimeSpan.FromMinutes(5));
        var alone = await Vehicle(house, car);
        Assert.Equal((JsonValueKind.Null, false), (alone.GetProperty("chargeState").GetProperty("pluggedInChargerId").ValueKind, Can(alone, "location")));
        foreach (var table in new[] { "pairs", "pair_corrections" }) Assert.Equal(0, await house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>($"select count(*) from {table}")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Commands_go_to_the_car_and_where_it_is_out_of_reach_to_its_charger(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (tesla, easee) = (house.Brands.Tesla, house.Brands.Easee);
        var (car, charger) = await Pinned(house);
        await Act(house, car);
        Assert.Equal(["car-1"], Sent(tesla));
        foreach (var isCharging in new[] { true, false })
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            Measure(house, tesla, isCharging);
            await house.House.Pass(TimeSpan.FromMinutes(6));
        }

        // The car does not answer: the charger is told, once.
        tesla.SendTrouble = new VendorFault(VendorFaultKind.DeviceOffline, false, "The car does not answer.");
        var action = await Act(house, car);
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        await house.House.RunDue();
        Assert.Equal(["car-1", "charger-1"], [.. Sent(tesla), .. Sent(easee)]);
        // What the charger measures proves it.
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Plug(house, easee, isCharging: true);
        await house.House.RunDue();
        Assert.Equal("CONFIRMED", (await Action(house, action)).GetProperty("state").GetString());

        // What may have happened at the charger is not sent again, to neither.
        Measure(house, tesla, isCharging: false);
        Plug(house, easee);
        await house.House.Pass(TimeSpan.FromMinutes(2));
        easee.SendTrouble = new VendorFault(VendorFaultKind.Outage, true, "No answer came.");
        var unknown = await Act(house, car);
        await house.House.Pass(TimeSpan.FromMinutes(2));
        (easee.SendTrouble, tesla.SendTrouble) = (null, null);
        await house.House.Pass(TimeSpan.FromMinutes(26));
        Assert.Equal(["car-1", "charger-1"], [.. Sent(tesla), .. Sent(easee)]);
        Assert.Equal("PENDING", (await Action(house, unknown)).GetProperty("state").GetString());
        await house.House.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal("NO_RESPONSE", (await Action(house, unknown)).GetProperty("failureReason").GetProperty("type").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_charger_is_told_before_the_car_is_known_to_hang_on_it(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (car, charger) = await Home(house, carCommands: []);
        var waiting = await Act(house, car);
        await house.House.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal("PENDING", (await Action(house, waiting)).GetProperty("state").GetString());
        Assert.Empty(Sent(house.Brands.Easee));
        await Cli(house, "pairs", "pin", $"{car}", $"{charger}");
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["charger-1"], Sent(house.Brands.Easee));
        // A command of the charger's own is the charger's alone.
        Assert.Equal(200, (await Enode(house, "POST", $"chargers/{charger}/charging", Start)).Status);
        await house.House.RunDue();
        Assert.Equal((0, 2), (Sent(house.Brands.Tesla).Count, Sent(house.Brands.Easee).Count));
        Assert.Equal("CANCELLED", (await Action(house, waiting)).GetProperty("state").GetString());
        // And the other way round: what the car is to do now takes the place of what its charger was told before.
        var own = (await Enode(house, "POST", $"chargers/{charger}/charging", Start)).Body.GetProperty("id").GetGuid();
        await house.House.RunDue();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await Act(house, car);
        await house.House.RunDue();
        Assert.Equal(("CANCELLED", "PENDING"), ((await Action(house, own, "chargers")).GetProperty("state").GetString(), (await Action(house, asked)).GetProperty("state").GetString()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_application_has_as_much_of_it_as_it_wants_and_may_see(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (car, charger) = await Pinned(house, carCommands: []);
        Assert.Equal((true, true, 200), await Seen(house, car));
        Assert.Contains("ids     off", await Switch(house, "--ids", "off"));
        Assert.Equal((false, true, 200), await Seen(house, car));
        await Switch(house, "--route", "off");
        Assert.Equal((false, true, 400), await Seen(house, car));
        await Switch(house, "--unlock", "off");
        Assert.Equal((false, false, 400), await Seen(house, car));
        await Switch(house, "--ids", "on");
        Assert.Equal((true, false, 400), await Seen(house, car));
        foreach (var part in new[] { "--unlock", "--route" }) await Switch(house, part, "on");
        Assert.Equal((true, true, 200), await Seen(house, car));
        Assert.Equal("--ids is on or off, not 'maybe'.", await Switch(house, "--ids", "maybe"));

        // One that may not see the charger has no charger.
        await house.Restrict(charger);
        Assert.Equal((false, false, 400), await Seen(house, car));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_operator_sees_why_and_knows_better(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (car, charger) = await Home(house);
        Assert.Equal("No car is known to be plugged into a charger.", await Cli(house, "pairs", "list"));
        Assert.Contains("no pair; now", await Cli(house, "pairs", "show", $"{charger}"));
        await Cli(house, "pairs", "pin", $"{car}", $"{charger}");
        Assert.StartsWith($"car {car}  charger {charger}  since 2026-03-01", await Cli(house, "pairs", "list"));
        var shown = await Cli(house, "pairs", "show", $"{car}");
        Assert.Contains("Pinned 0", shown);
        Assert.Contains("a pair since", shown);
        await Cli(house, "pairs", "bar", $"{car}", $"{charger}");
        Assert.Equal("No car is known to be plugged into a charger.", await Cli(house, "pairs", "list"));
        Assert.Contains("Barred", await Cli(house, "pairs", "show", $"{car}"));
        await Cli(house, "pairs", "forget", $"{car}", $"{charger}");
        Assert.DoesNotContain("Barred", await Cli(house, "pairs", "show", $"{car}"));

        Assert.Equal("Nothing was said of these two.", await Cli(house, "pairs", "forget", $"{car}", $"{charger}"));
        Assert.Equal($"{charger} is not the id of a car.", await Cli(house, "pairs", "pin", $"{charger}", $"{car}"));
        var elsewhere = await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-2", "EH2"), "bert");
        Assert.StartsWith("The two are not of one user", await Cli(house, "pairs", "pin", $"{car}", $"{elsewhere}"));
        Assert.StartsWith("pairs show needs the id", await Cli(house, "pairs", "show", "x"));

        // Pulled out, what was said is over.
        await Cli(house, "pairs", "pin", $"{car}", $"{charger}");
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        house.Brands.Easee.Measure("charger-1", (Signal.IsPluggedIn, false), (Signal.IsCharging, false));
        await house.House.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal("No car is known to be plugged into a charger.", await Cli(house, "pairs", "list"));
    }

    private static async Task<(bool Ids, bool Unlocked, int Action)> Seen(ConnectHouse house, Guid car)
    {
        var (vehicle, action) = (await Vehicle(house, car), await Enode(house, "POST", $"vehicles/{car}/charging", Start));
        if (action.Status == 200) await Enode(house, "POST", $"vehicles/actions/{action.Body.GetProperty("id")}/cancel");
        return (vehicle.GetProperty("chargeState").GetProperty("pluggedInChargerId").ValueKind is JsonValueKind.String, Can(vehicle, "startCharging"), action.Status);
    }

    private static async Task<string> Switch(ConnectHouse house, string part, string to)
    {
        var told = await Cli(house, "clients", "pairing", house.Client.ClientId, part, to);
        // What is known of a client is looked up once a second.
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        return told;
    }

    /// <summary>A car and a charger of one user, both plugged in and at rest.</summary>
    private static async Task<(Guid Car, Guid Charger)> Home(ConnectHouse house, CommandKind[]? carCommands = null)
    {
        var found = FakeBrands.Car("5YJ3E7EA7KF317000", "car-1");
        var car = await house.Link(house.Brands.Tesla, carCommands is null ? found : found with { Commands = carCommands });
        var charger = await Charger(house, house.Brands.Easee, (await Vehicle(house, car)).GetProperty("userId").GetString()!);
        Measure(house, house.Brands.Tesla, isCharging: false);
        Plug(house, house.Brands.Easee);
        await house.House.RunDue();
        return (car, charger);
    }

    private static async Task<(Guid Car, Guid Charger)> Pinned(ConnectHouse house, CommandKind[]? carCommands = null)
    {
        var (car, charger) = await Home(house, carCommands);
        await Cli(house, "pairs", "pin", $"{car}", $"{charger}");
        return (car, charger);
    }

    private static Task<Guid> Charger(ConnectHouse house, FakeVendor easee, string user) => house.Link(
        easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1", commands: [CommandKind.StartCharging, CommandKind.StopCharging]),
        request: JsonSerializer.Serialize(new { type = "ChargePoint", brand = "Easee", identifier = "EH1", owner = user }));

    private static void Measure(ConnectHouse house, FakeVendor tesla, bool isCharging) =>
        tesla.Measure("car-1", (Signal.IsPluggedIn, true), (Signal.IsCharging, isCharging), (Signal.ChargeState, isCharging ? ChargeStates.Charging : ChargeStates.Idle));

    private static void Plug(ConnectHouse house, FakeVendor easee, bool? isCharging = null) =>
        easee.Measure("charger-1", (Signal.IsPluggedIn, true), (Signal.Power, isCharging is false ? 0 : 7_400));

    private static async Task Trouble(ConnectHouse house, FakeVendor vendor, VendorFaultKind kind)
    {
        vendor.ReadTrouble = new VendorFault(kind, false, "As the test wants it.");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await house.House.RunDue();
    }

    /// <summary>Its owner has seen to it.</summary>
    private static async Task Mend(ConnectHouse house, FakeVendor vendor)
    {
        vendor.ReadTrouble = null;
        var (kind, identifier) = vendor == house.Brands.Tesla ? ("EV", "5YJ3E7EA7KF317000") : ("ChargePoint", "EH1");
        var (status, body) = await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new { type = kind, brand = vendor.Brand.Name, identifier }));
        Assert.True(status == 201, body.ToString());
        await Owner.Agree(house.House, body.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        await house.House.RunDue();
    }

    private static async Task<Guid> Act(ConnectHouse house, Guid car)
    {
        var (status, body) = await Enode(house, "POST", $"vehicles/{car}/charging", Start);
        Assert.True(status == 200, body.ToString());
        await house.House.RunDue();
        return body.GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> Action(ConnectHouse house, Guid id, string of = "vehicles") => (await Enode(house, "GET", $"{of}/actions/{id}")).Body;

    private static async Task<JsonElement> Vehicle(ConnectHouse house, Guid car) => (await Enode(house, "GET", $"vehicles/{car}")).Body;

    private static Task<(int Status, JsonElement Body)> Enode(ConnectHouse house, string method, string path, string? body = null) => house.Call(method, $"../../enode/{path}", body);

    private static IReadOnlyList<string> Sent(FakeVendor vendor) => [.. vendor.Sent.Select(sent => sent.VendorId)];

    private static bool Can(JsonElement asset, string capability) => asset.GetProperty("capabilities").GetProperty(capability).GetProperty("isCapable").GetBoolean();

    private static IReadOnlyList<string> Ids(JsonElement asset, string capability) =>
        [.. asset.GetProperty("capabilities").GetProperty(capability).GetProperty("interventionIds").EnumerateArray().Select(id => id.GetString()!)];

    private static async Task<string> Cli(ConnectHouse house, params string[] words) => (await house.House.Get<Busbar.Server.Cli.Commands>().Run(words)).Text;
}
