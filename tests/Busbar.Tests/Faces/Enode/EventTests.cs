using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What happens to an asset, as its application is told of it.</summary>
public sealed class EventTests
{
    private const string Key = "0123456789abcdef";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_vehicle_is_told_of_from_its_link_to_its_end(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        await Subscribe(house, receiver);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1", "Blåbär 🚗") with { Commands = [CommandKind.StartCharging] });
        await Told(house);
        var found = Assert.Single(receiver.Events);
        Assert.Equal("user:vehicle:discovered", Word(found, "event"));
        Assert.Equal("2024-10-01", Word(found, "version"));
        Assert.Equal("Blåbär 🚗", found.GetProperty("vehicle").GetProperty("information").GetProperty("displayName").GetString());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("vehicle").GetProperty("chargeState").ValueKind);
        Assert.Equal(found.GetProperty("vehicle").GetProperty("userId").GetString(), found.GetProperty("user").GetProperty("id").GetString());

        await Measure(house, (Signal.StateOfCharge, 40), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        await Measure(house, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        var updated = receiver.Events[^1];
        Assert.Equal("user:vehicle:updated", Word(updated, "event"));
        Assert.Equal(["chargeState.batteryLevel", "chargeState.lastUpdated", "lastSeen"], Fields(updated));
        Assert.Equal(41, updated.GetProperty("vehicle").GetProperty("chargeState").GetProperty("batteryLevel").GetDouble());
        // The same again is no news.
        var so = receiver.Events.Count;
        await Measure(house, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        Assert.Equal(so, receiver.Events.Count);

        await house.Http.PostAsync($"/enode/vehicles/{car}/charging", new StringContent("""{"action":"START"}""", Encoding.UTF8, "application/json"));
        await Told(house);
        Assert.Equal(so, receiver.Events.Count);
        await Measure(house, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 7_400));
        var action = Assert.Single(receiver.Events, one => Word(one, "event") == "user:vendor-action:updated");
        Assert.Equal("CONFIRMED", Word(action.GetProperty("vendorAction"), "state"));
        Assert.Equal(["completedAt", "state", "updatedAt"], Fields(action));

        tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "The owner has withdrawn the consent.");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await Told(house);
        Assert.Equal("TESLA", Word(Assert.Single(receiver.Events, one => Word(one, "event") == "user:credentials:invalidated"), "vendor"));
        Assert.Contains("isReachable", Fields(receiver.Events.Last(one => Word(one, "event") == "user:vehicle:updated")));

        Assert.Equal(201, (await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""")).Status);
        await house.House.Pass(TimeSpan.FromMinutes(5));
        await Told(house);
        var deleted = Assert.Single(receiver.Events, one => Word(one, "event") == "user:vehicle:deleted");
        Assert.Equal("5YJ3E7EA7KF317000", deleted.GetProperty("vehicle").GetProperty("information").GetProperty("vin").GetString());
        Assert.All(receiver.All, one => Assert.Equal("sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Key), one.Body)), one.Headers["x-enode-signature"]));
        Assert.Equal(receiver.All.Count, receiver.All.Select(one => one.Headers["x-enode-delivery"]).Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_webhook_hears_of_what_it_asked_for_and_of_what_its_application_sees(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var cars = await Receiver.Start();
        await using var stranger = await Receiver.Start();
        await using var sibling = await Receiver.Start();
        await Subscribe(house, cars, more: ""","events":["user:vehicle:updated"],"authentication":{"headerName":"x-hook-key","headerValue":"let me in"},"standardWebhooks":true""");
        await Subscribe(house, stranger, await house.Other("another tenant"));
        await Subscribe(house, sibling, await house.Other());
        await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"));
        house.Brands.Easee.Measure("charger-1", (Signal.IsPluggedIn, true));
        await Measure(house, (Signal.StateOfCharge, 40));
        Assert.Empty(stranger.All);
        Assert.Empty(sibling.All);
        Assert.Equal("user:vehicle:updated", Word(Assert.Single(cars.Events), "event"));

        var one = Assert.Single(cars.All);
        Assert.Equal("let me in", one.Headers["x-hook-key"]);
        var signed = Encoding.UTF8.GetBytes($"{one.Headers["webhook-id"]}.{one.Headers["webhook-timestamp"]}.{one.Text}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), signed)), one.Headers["webhook-signature"]);
        Assert.Equal(house.Clock.Now.ToUnixTimeSeconds().ToString(), one.Headers["webhook-timestamp"]);
    }

    private static async Task Subscribe(ConnectHouse house, Receiver receiver, HttpClient? caller = null, string more = "")
    {
        using var made = await (caller ?? house.Http).PostAsync("/enode/webhooks", new StringContent($$"""{"url":"{{receiver.Url}}","secret":"{{Key}}"{{more}}}""", Encoding.UTF8, "application/json"));
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
    }

    private static async Task Measure(ConnectHouse house, params (Signal, Value)[] values)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        house.Brands.Tesla.Measure("car-1", values);
        using var hint = await house.Http.GetAsync("/enode/vehicles");
        foreach (var vehicle in JsonSerializer.Deserialize<JsonElement>(await hint.Content.ReadAsStringAsync()).GetProperty("data").EnumerateArray())
            await house.Http.PostAsync($"/enode/vehicles/{vehicle.GetProperty("id")}/refresh-hint", null);
        await Told(house);
    }

    private static async Task Told(ConnectHouse house)
    {
        await house.House.RunDue();
        await house.House.Get<Busbar.Server.Work.DeliverWork>().RunDue(default);
    }

    private static string? Word(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static IReadOnlyList<string?> Fields(JsonElement json) => [.. json.GetProperty("updatedFields").EnumerateArray().Select(field => field.GetString()).Order(StringComparer.Ordinal)];
}
