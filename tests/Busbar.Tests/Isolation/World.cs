using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Schedules;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Dapper;

namespace Busbar.Tests.Isolation;

/// <summary>One application with something of everything, so that there is something to leak. Nothing of it is in another world.</summary>
public sealed class World
{
    private readonly Dictionary<string, Guid> ids = [];

    private World(string name, Client client, HttpClient http) => (Name, Client, Http) = (name, client, http);

    public string Name { get; }

    public Client Client { get; }

    public HttpClient Http { get; }

    /// <summary>What an answer to somebody of another tenant, or without permission, never holds.</summary>
    public IReadOnlyList<string> Marks => [Label, Vin(1), Vin(2), .. ids.Where(id => id.Key is not ("tenantId" or "principal")).SelectMany(id => new[] { id.Value.ToString(), Ulid.Of(id.Value) })];

    private string Label => $"Place of {Name}";

    /// <summary>What stands in a slot of this name.</summary>
    public Guid Id(Operation operation, string slot) => slot switch
    {
        "onboardingRequestId" when operation.Path.Contains("/onboarding/collectives/", StringComparison.Ordinal) => ids["collectiveRequest"],
        // A pending request, so that canceling it would change something.
        "onboardingRequestId" => ids["pendingRequest"],
        // That entity is in the collective.
        "entityId" when operation.Path.Contains("{collectiveId}", StringComparison.Ordinal) && operation.Path.Contains("{entityId}", StringComparison.Ordinal) => ids["collectedId"],
        "id" when operation.Path.Contains("/statistics/", StringComparison.Ordinal) => Entity,
        "hemSystemId" => ids["inverterId"],
        "principalId" or "owner" or "id" => ids["principal"],
        "webhookId" when operation.Path.StartsWith("/connect/", StringComparison.Ordinal) => ids["connectWebhookId"],
        "vehicleId" or "assetId" or "vehicle_id" or "vehicle_trim_id" => Entity,
        "user_id" => ids["userId"],
        "evse_id" => ids["chargerId"],
        "authorization_request_uid" => ids["onboardingSessionId"],
        "home_battery_id" => ids["batteryId"],
        "boundary_meter_id" or "ct_clamp_id" => ids["meterId"],
        "inverter_id" or "hem_system_id" => ids["inverterId"],
        "solar_array_id" => ids["userId"],
        "tariff_id" => ids["locationId"],
        "supplier_id" => Client.Id,
        "actionId" when operation.Path.Contains("/hvacs/", StringComparison.Ordinal) => ids["hvacActionId"],
        "actionId" when operation.Path.Contains("/batteries/", StringComparison.Ordinal) => ids["batteryActionId"],
        "actionId" => ids[operation.Path.Contains("/chargers/", StringComparison.Ordinal) ? "chargerActionId" : "commandId"],
        // Whoever is erased, or loses a brand, takes no other operation's things along.
        "userId" when operation is { Method: "DELETE", Id: "deleteUsersUserid" } => ids["leaverId"],
        "userId" when operation.Method == "DELETE" => ids["changerId"],
        "targetId" => ids["hvacId"],
        "interventionId" => InterventionCatalogue.All[0].Id,
        _ => ids[slot],
    };

    public Guid Entity => ids["entityId"];

    /// <summary>Something of every type, all of one user.</summary>
    public IReadOnlyList<Guid> Assets => [Entity, .. assets.Select(slot => ids[slot])];

    private static readonly string[] assets = ["chargerId", "hvacId", "inverterId", "batteryId", "meterId"];

    private static readonly (string Slot, string Path, string Vendor)[] simulated =
    [
        ("simulatedVehicleId", "vehicles", "TESLA"), ("simulatedChargerId", "chargers", "EASEE"), ("simulatedHvacId", "hvacs", "NIBE"),
        ("simulatedInverterId", "inverters", "HUAWEI"), ("simulatedBatteryId", "batteries", "TESLA"), ("simulatedMeterId", "meters", "FLUVIUS"),
    ];

    public Guid Collective => ids["collectiveId"];

    public Guid User => ids["principal"];

    /// <param name="number">Makes its cars' numbers its own.</param>
    public static async Task<World> Make(ConnectHouse house, string name, Client client, HttpClient http, int number)
    {
        var world = new World(name, client, http) { Number = number };
        await world.Furnish(house);
        return world;
    }

    private int Number { get; init; }

    private async Task LinkMore(ConnectHouse house, Guid entity)
    {
        // Its name for the application is its id, since nobody gave it one.
        var user = ids["userId"] = (await house.House.Get<Database>().Read(db => DeviceTable.Find(db, entity)))!.UserId;
        await Link("chargerId", house.Brands.Easee, DeviceKind.ChargePoint, CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent);
        await Link("hvacId", house.Brands.Nibe, DeviceKind.HeatPump, CommandKind.HoldHeat, CommandKind.HoldBetween, CommandKind.HoldOff, CommandKind.FollowSchedule);
        await Link("inverterId", house.Brands.Huawei, DeviceKind.SolarPlant);
        await Link("batteryId", house.Brands.Tesla, DeviceKind.Battery, CommandKind.FavourImport, CommandKind.RelyOnSelf, CommandKind.Rest);
        await Link("meterId", house.Brands.Fluvius, DeviceKind.Meter);

        house.Brands.Easee.Measure($"chargerId-{Number}", (Signal.VoltageL1, 230));
        foreach (var slot in new[] { "leaverId", "changerId" })
        {
            var id = house.House.Get<Ids>().New();
            await house.House.Get<Database>().Write(db => UserTable.Add(db, new User(id, Client.TenantId, id.ToString(), house.Clock.Now), Client.Id));
            ids[slot] = id;
            var request = JsonSerializer.Serialize(new { type = "ChargePoint", brand = "Easee", identifier = $"{slot}-{Number}", owner = id });
            await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, $"{slot}-{Number}", $"{slot}-{Number}"), $"{Name} {slot}", Http, request);
        }

        async Task Link(string slot, FakeVendor vendor, DeviceKind kind, params CommandKind[] commands)
        {
            var identifier = $"54144880000000{(int)kind:00}{Number:00}";
            var request = JsonSerializer.Serialize(new { type = kind.ToString(), brand = vendor.Brand.Name, identifier, owner = user, properties = new { flow = "B2C" } });
            ids[slot] = await house.Link(vendor, FakeBrands.Thing(kind, $"{slot}-{Number}", identifier, "A model", commands: commands), Name, Http, request);
        }
    }

    /// <summary>A schedule that is not enabled, a plan that is over, and overrides that go on: none of them comes in another operation's way.</summary>
    private Task Steer(ConnectHouse house) => house.House.Get<Database>().Write(async db =>
    {
        var (now, off) = (house.Clock.Now, new Command(CommandKind.HoldOff));
        ids["scheduleId"] = house.House.Get<Ids>().New();
        await ScheduleTable.Save(db, new Schedule(ids["scheduleId"], Client.TenantId, Client.Id, ids["hvacId"], ScheduleSort.Temperature, null, false, off, [], new ScheduleStatus(ScheduleState.Disabled, now, off), null, now));
        ids["smartChargingPlanId"] = house.House.Get<Ids>().New();
        await PlanTable.Save(db, new ChargingPlan(ids["smartChargingPlanId"], Client.TenantId, Entity, null, now, now, 0, [], new ChargeNeed(60, null, null, null, now), now, [], null, null, null));
        ids["charging_session_id"] = ids["charging_sub_session_id"] = house.House.Get<Ids>().New();
        await SessionTable.Save(db, new ChargeSession(ids["charging_session_id"], Client.TenantId, Entity, now.AddHours(-3), now.AddHours(-1), new SessionFacts(SocStart: 40, SocEnd: 50, CapacityKwh: 60), 1, now));
        foreach (var asset in new[] { Entity, ids["chargerId"] }) await OverrideTable.Add(db, new Override(house.House.Get<Ids>().New(), Client.TenantId, Client.Id, asset, null, false, now, null));
    });

    private string Vin(int car) => $"5YJ3E7EA7KF3{Number:00}00{car}";

    private async Task Furnish(ConnectHouse house)
    {
        ids["tenantId"] = Client.TenantId;
        var user = new User(house.House.Get<Ids>().New(), Client.TenantId, $"user of {Name}", house.Clock.Now);
        await house.House.Get<Database>().Write(db => UserTable.Add(db, user));
        ids["principal"] = user.Id;

        var entity = ids["entityId"] = await house.Link(
            house.Brands.Tesla, FakeBrands.Car(Vin(1), $"car-{Number}-1") with { Commands = [CommandKind.StartCharging, CommandKind.StopCharging, CommandKind.SetMaxCurrent] }, Name, Http);
        var collected = ids["collectedId"] = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin(2), $"car-{Number}-2"), Name, Http);
        await LinkMore(house, entity);
        house.Brands.Huawei.Measure($"inverterId-{Number}", (Signal.Power, -2_000));
        house.Brands.Fluvius.Measure($"meterId-{Number}", (Signal.Power, 500), (Signal.CurrentL1, 2.2));
        // A plant with a part is a house's system.
        await house.House.Get<Database>().Write(db => db.ExecuteAsync("update devices set parent_id = @plant where id = @battery", new { plant = ids["inverterId"], battery = ids["batteryId"] }));
        house.Brands.Tesla.Measure($"car-{Number}-1", (Signal.IsCharging, false), (Signal.StateOfCharge, 50), (Signal.Power, 0));
        await house.House.RunDue();

        ids["pendingRequest"] = await Made("onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"{{Vin(3)}}"}""");
        ids["collectiveId"] = await house.Collective(caller: Http);
        ids["collectiveRequest"] = (await house.Get("onboarding/collectives", Http)).GetProperty("data")[0].GetProperty("id").GetGuid();
        await Done("POST", $"collectives/{Collective}/entities", $$"""{"entityId":"{{collected}}"}""");
        await Done("POST", $"collectives/{Collective}/members", $$"""{"id":"{{User}}"}""");
        await Done("POST", $"entities/{entity}/permissions", $$"""{"permissionLevel":"Viewer","principalId":"{{User}}"}""");
        await Done("PATCH", $"entities/{entity}/features", """{"feature":"CaptureChargeSessions","active":true}""");
        ids["locationId"] = await Made($"entities/{entity}/locations", $$"""{"label":"{{Label}}","latitude":50.85,"longitude":4.35}""");
        foreach (var setting in new[] { "battery-capacity", "nominal-power" }) await Done("PUT", $"entities/{entity}/{setting}", """{"value":60}""");
        // Of tomorrow, so that canceling it would change something.
        foreach (var (slot, asset) in new[] { ("commandId", entity), ("chargerActionId", ids["chargerId"]) })
        {
            var (_, batch) = await house.Call("POST", $"entities/{asset}/commands/schedule", $$"""[{"type":"StartCharging","triggerTime":"{{house.Clock.Now.AddDays(1):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]""", Http);
            ids[slot] = batch.GetProperty("commands")[0].GetProperty("id").GetGuid();
        }
        ids["tariffId"] = house.House.Get<Ids>().New();
        Assert.Null(await house.House.Get<PutTariff>().Put(Client, $"{ids["tariffId"]}", [new("high", "0.30")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(Client, ids["locationId"], $"{ids["tariffId"]}", [new("high", null, 0, 60)]));
        foreach (var (slot, asset, command) in new[] { ("hvacActionId", "hvacId", CommandKind.FollowSchedule), ("batteryActionId", "batteryId", CommandKind.RelyOnSelf) })
            ids[slot] = (await house.House.Get<StartAction>().Start(Client, ids[asset], new Command(command), joins: false)).Value.Record!.Id;
        await Steer(house);
        // Nobody listens there.
        using var webhook = await Http.PostAsync("/enode/webhooks", new StringContent("""{"url":"http://127.0.0.1:9/","secret":"0123456789abcdef"}""", System.Text.Encoding.UTF8, "application/json"));
        ids["webhookId"] = JsonSerializer.Deserialize<JsonElement>(await webhook.Content.ReadAsStringAsync()).GetProperty("id").GetGuid();
        ids["connectWebhookId"] = await Made("webhooks", """{"url":"http://127.0.0.1:9/","secret":"0123456789abcdef"}""");
        foreach (var (slot, path, vendor) in simulated)
        {
            var body = $$"""{"vendor":"{{vendor}}","username":"{{Name}}","password":"x","name":"{{Label}}","model":"A model"{{(path == "vehicles" ? ",\"year\":2025" : "")}}}""";
            using var made = await Http.PostAsync("/enode/simulated/" + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            ids[slot] = JsonSerializer.Deserialize<JsonElement>(await made.Content.ReadAsStringAsync()).GetProperty("id").GetGuid();
        }
        ids["onboardingSessionId"] = await Made("guided-onboarding-sessions", "{}");
        ids["offboardingRequestId"] = await Made("offboarding/entities", JsonSerializer.Serialize(new { entityId = collected }));

        async Task<Guid> Made(string path, string body) => (await Done("POST", path, body)).GetProperty("id").GetGuid();

        async Task<JsonElement> Done(string method, string path, string body)
        {
            var (status, answer) = await house.Call(method, path, body, Http);
            Assert.True(status is 200 or 201, $"{method} {path}: {status} {answer}");
            return answer;
        }
    }
}
