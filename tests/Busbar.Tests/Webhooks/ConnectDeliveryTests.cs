using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Webhooks;

/// <summary>What happens to an entity, as its application is told of it through Connect.</summary>
public sealed class ConnectDeliveryTests
{
    /// <summary>The key of the secret below: the base64 behind its prefix.</summary>
    private const string Key = "0123456789abcdef01234567", Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_is_told_of_from_its_link_to_its_end(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var walk = await house.Walk();
        await Subscribe(house, receiver);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1", "Blåbär 🚗") with { Commands = [CommandKind.StartCharging, CommandKind.SetMaxCurrent] });
        await Told(house);
        walk.Told("events.discovered", Assert.Single(Events(receiver)));

        await Measure(house, car, (Signal.StateOfCharge, 40), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        await Measure(house, car, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        walk.Told("events.changed", Events(receiver)[^1]);
        Assert.Equal(["reading.data.stateOfCharge.value"], Changed(Events(receiver)[^1]));
        // It is shown as the API shows it.
        var entity = Events(receiver)[^1].GetProperty("data").GetProperty("entity");
        Assert.Equal((await house.Get($"entities/{car}")).ToString(), entity.ToString());
        Assert.Equal((await house.Get($"entities/{car}/readings/last")).ToString(), Events(receiver)[^1].GetProperty("data").GetProperty("reading").ToString());
        // The same again is no news.
        var so = Events(receiver).Count;
        await Measure(house, car, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, false), (Signal.ChargeState, ChargeStates.Idle));
        Assert.Equal(so, Events(receiver).Count);

        Assert.Equal(201, (await house.Call("POST", $"entities/{car}/commands", """{"type":"StartCharging"}""")).Status);
        await Told(house);
        await Measure(house, car, (Signal.StateOfCharge, 41), (Signal.IsPluggedIn, true), (Signal.IsCharging, true), (Signal.ChargeState, ChargeStates.Charging), (Signal.Power, 7_400));
        var commands = Events(receiver).Where(one => Type(one) == "command.changed").ToList();
        Assert.Equal("Succeeded", commands[^1].GetProperty("data").GetProperty("command").GetProperty("verification").GetProperty("status").GetString());
        walk.Told("events.command", commands[^1]);
        // What this dialect has no word for is not told in it.
        await house.Http.PostAsync($"/enode/vehicles/{car}/max-current", new StringContent("""{"maxCurrent":10}""", Encoding.UTF8, "application/json"));
        await Told(house);
        Assert.Equal(commands.Count, Events(receiver).Count(one => Type(one) == "command.changed"));

        tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "The owner has withdrawn the consent.");
        house.Clock.Advance(TimeSpan.FromMinutes(20));
        await Told(house);
        walk.Told("events.lost", Assert.Single(Events(receiver), one => Type(one) == "connection.lost"));
        var broken = Events(receiver).Last(one => Type(one) == "entity.changed");
        walk.Told("events.changed.broken", broken);
        Assert.Contains("connection.state", Changed(broken));

        Assert.Equal(201, (await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""")).Status);
        await house.House.Pass(TimeSpan.FromMinutes(5));
        await Told(house);
        walk.Told("events.removed", Assert.Single(Events(receiver), one => Type(one) == "entity.removed"));
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        await Told(house);
        walk.Told("events.heartbeat", Events(receiver).First(one => Type(one) == "heartbeat"));
        Assert.All(receiver.All, Signed);
        Assert.Equal(receiver.All.Count, receiver.All.Select(one => one.Headers["webhook-id"]).Distinct().Count());
        Assert.All(receiver.All, one => Assert.DoesNotContain("x-enode-signature", one.Headers.Keys));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_webhook_hears_of_what_it_asked_for_and_of_what_its_application_sees(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var changes = await Receiver.Start();
        await using var stranger = await Receiver.Start();
        await using var sibling = await Receiver.Start();
        await Subscribe(house, changes, more: ""","events":["entity.changed"],"header":{"name":"x-hook-key","value":"let me in"}""");
        await Subscribe(house, stranger, await house.Other("another tenant"));
        await Subscribe(house, sibling, await house.Other());
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        await Measure(house, car, (Signal.StateOfCharge, 40));
        Assert.Empty(stranger.All);
        Assert.Empty(sibling.All);
        Assert.Equal("entity.changed", Type(Assert.Single(Events(changes))));
        Assert.Equal("let me in", Assert.Single(changes.All).Headers["x-hook-key"]);
    }

    // As the specification has it: the id, the time and the very bytes, joined by dots.
    private static void Signed(Received one)
    {
        var signed = Encoding.UTF8.GetBytes($"{one.Headers["webhook-id"]}.{one.Headers["webhook-timestamp"]}.").Concat(one.Body).ToArray();
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), signed)), one.Headers["webhook-signature"]);
    }

    private static async Task Subscribe(ConnectHouse house, Receiver receiver, HttpClient? caller = null, string more = "")
    {
        var (status, made) = await house.Call("POST", "webhooks", $$"""{"url":"{{receiver.Url}}","secret":"{{Secret}}"{{more}}}""", caller);
        Assert.True(status == 201, made.ToString());
    }

    private static async Task Measure(ConnectHouse house, Guid car, params (Signal, Value)[] values)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        house.Brands.Tesla.Measure("car-1", values);
        using var hint = await house.Http.PostAsync($"/enode/vehicles/{car}/refresh-hint", null);
        await Told(house);
    }

    private static async Task Told(ConnectHouse house)
    {
        await house.House.RunDue();
        await house.House.Get<DeliverWork>().RunDue(default);
    }

    private static IReadOnlyList<JsonElement> Events(Receiver receiver) => [.. receiver.All.Where(one => one.Answered is 200).SelectMany(one => one.Json.GetProperty("events").EnumerateArray())];

    private static string? Type(JsonElement one) => one.GetProperty("type").GetString();

    private static IReadOnlyList<string?> Changed(JsonElement one) => [.. one.GetProperty("data").GetProperty("changed").EnumerateArray().Select(path => path.GetString()).Where(path => path is not ("entity.lastSeen" or "reading.id" or "reading.timestamp"))];
}
