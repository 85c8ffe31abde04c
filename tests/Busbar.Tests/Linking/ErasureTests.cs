using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;
using Dapper;

namespace Busbar.Tests.Linking;

/// <summary>What was stored of a device is gone with it, wherever it stood.</summary>
public sealed class ErasureTests
{
    private const string Vin = "5YJ3E7EA7KF317000", Email = "carla@example.org", Latitude = "48.137154";

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_that_tells_of_a_device_is_left_in_any_table(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (tesla, database) = (house.Brands.Tesla, house.House.Get<Database>());
        // An attempt that the owner declined, one that ran out, and the one that led to the car.
        var request = JsonSerializer.Serialize(new { type = "EV", brand = "Tesla", identifier = Vin, name = "Carla's car", associatedEmail = Email, properties = new { owner = Email }, returnUrl = "http://localhost/done?who=" + Email });
        await Owner.Decline(house.House, (await house.Call("POST", "onboarding/entities", request)).Body.GetProperty("action").GetProperty("redirectLink").GetString()!);
        await house.Call("POST", "onboarding/entities", request);
        house.Clock.Advance(Link.Lifetime);
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-4711", "Carla's car"), request: request);
        await Live(house, car);
        await LinkAgain(house, car);
        var neighbour = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-4712"), "bert");

        string[] canaries = [$"{car}", Vin, "car-4711", Email, Latitude];
        foreach (var canary in canaries) Assert.NotEmpty(await EveryTable.Holding(database, canary));

        var (_, asked) = await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""");
        await house.House.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal("Succeeded", (await house.Get($"offboarding/entities/{asked.GetProperty("id")}")).GetProperty("status").GetString());

        Assert.Equal(["links.device_id", "links.device_id", "offboardings.device_id"], (await EveryTable.Holding(database, canaries[0])).Order());
        foreach (var canary in canaries[1..]) Assert.Equal([], await EveryTable.Holding(database, canary));

        // What the application asked for can still be read; the neighbour's car is as it was.
        var requests = (await house.Get("onboarding/entities?brand=Tesla")).GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["Failed", "Failed", "Succeeded", "Succeeded", "Succeeded"], requests.Select(one => one.GetProperty("status").GetString()).Order());
        Assert.Contains(requests, one => one.GetProperty("data").GetProperty("entity") is var entity && entity.TryGetProperty("id", out var id) && id.GetGuid() == car && !entity.TryGetProperty("reference", out _));
        Assert.Equal("5YJ3E7EA7KF317001", (await house.Get($"entities/{neighbour}")).GetProperty("identifier").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_history_goes_piece_by_piece(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var database = house.House.Get<Database>();
        var pump = await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1"));
        var start = house.Clock.Now.AddYears(-1);
        await database.Write(async db =>
        {
            for (var i = 0; i < 12_001; i++)
                await db.ExecuteAsync("insert into readings (device_id, measured_at, heard_at, signals) values (@pump, @at, @at, '{}')", new { pump, at = start.AddMinutes(i) });
        });
        await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{pump}}"}""");
        house.Clock.Advance(Offboarding.TimeToCancel);

        var left = new List<long>();
        while (await OffboardingKillTests.Step(house.House)) left.Add(await database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from readings")));
        // The mark, three pieces, of which the last has room for the rest; the brand, the end.
        Assert.Equal([12_001, 7_001, 2_001, 0, 0, 0], left);
    }

    [Fact]
    public async Task Every_table_of_devices_and_stations_is_known_to_those_who_empty_it()
    {
        await using var house = await ConnectHouse.Open();
        var database = house.House.Get<Database>();
        // Blanked, not deleted; the record itself; what the outlet, the places and the sandbox cloud look after.
        string[] others = ["connectors", "device_locations", "links", "offboardings", "sandbox_devices", "sandbox_simulated", "stations"];
        Assert.Equal(ErasureTable.Histories.Select(history => history.Table).Concat(ErasureTable.Details).Concat(others).Order(), await EveryTable.With(database, "device_id"));
        Assert.Equal(TraceTable.Histories.Select(history => history.Table).Order(), await EveryTable.With(database, "station_id"));
    }

    /// <summary>The same car, chosen in a guided session.</summary>
    private static async Task LinkAgain(ConnectHouse house, Guid car)
    {
        var (_, session) = await house.Call("POST", "guided-onboarding-sessions", JsonSerializer.Serialize(new { name = "Carla's car", properties = new { owner = Email }, returnUrl = "http://localhost/done?who=" + Email }));
        var id = session.GetProperty("id").GetGuid();
        await house.House.Get<ChooseInGuide>().Choose(id, DeviceKind.EV, "tesla", new Dictionary<string, string> { [LinkInputs.Identifier] = Vin });
        var request = (await house.Get($"guided-onboarding-sessions/{id}")).GetProperty("onboardingRequest");
        await Owner.Agree(house.House, request.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        request = (await house.Get($"guided-onboarding-sessions/{id}")).GetProperty("onboardingRequest");
        Assert.Equal(car, request.GetProperty("data").GetProperty("entity").GetProperty("id").GetGuid());
    }

    /// <summary>A drive, a charge, commands, features, an open reconnection.</summary>
    private static async Task Live(ConnectHouse house, Guid car)
    {
        var tesla = house.Brands.Tesla;
        await house.Call("PATCH", $"entities/{car}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        Assert.Equal(200, (await house.Call("PUT", $"entities/{car}/battery-capacity", """{"value":60}""")).Status);
        Assert.Equal(201, (await house.Call("POST", $"entities/{car}/locations", $$"""{"label":"{{Email}}","latitude":{{Latitude}},"longitude":11.576124}""")).Status);
        (Signal, Value)[] place = [(Signal.Latitude, double.Parse(Latitude, System.Globalization.CultureInfo.InvariantCulture)), (Signal.Longitude, 11.576124)];
        tesla.Measure("car-4711", [.. place, (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.Power, 7200), (Signal.StateOfCharge, 40)]);
        await house.House.RunDue();
        await house.Call("POST", $"entities/{car}/commands", """{"type":"StopCharging"}""");
        await house.House.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        tesla.Measure("car-4711", [.. place, (Signal.IsPluggedIn, false), (Signal.IsCharging, false), (Signal.StateOfCharge, 45)]);
        await house.House.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "Gone.");
        await house.House.Pass(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        Assert.NotNull((await house.Get($"entities/{car}/connection")).GetProperty("reconnectLink").GetString());
        tesla.ReadTrouble = null;
    }
}
