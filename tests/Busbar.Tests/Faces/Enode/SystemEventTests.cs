using System.Text;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Enode;

/// <summary>What happens to a house's energy system, and to what is known of its past, as its application is told of it.</summary>
public sealed class SystemEventTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_system_is_told_of_from_its_first_part_to_its_last(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var walk = await house.EnodeWalk();
        await Subscribe(house, receiver, "\"user:hem-system:discovered\",\"user:hem-system:updated\",\"user:hem-system:deleted\"");
        // A plant alone is no system.
        await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "alone", "NE=1", "SUN2000"), "bert");
        await Told(house);
        Assert.Empty(Events(receiver));

        house.Brands.Huawei.Own("anna", FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K", "plant-1"));
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "plant-1", "NE=123", "SUN2000"));
        await Told(house);
        walk.Told("events.hem.discovered", Assert.Single(Events(receiver)));

        var user = Events(receiver)[0].GetProperty("user").GetProperty("id").GetString();
        await Call(house, $"users/{user}/locations", """{"name":"Home","latitude":59.91,"longitude":10.75,"timezoneName":"Europe/Oslo"}""");
        // Where it stands is news at once; what flowed is, by quarters of an hour.
        await Measure(house, 16, ("plant-1", [(Signal.Latitude, 59.9105), (Signal.Longitude, 10.7502)]));
        walk.Told("events.hem.moved", Events(receiver)[^1]);
        for (var minute = 0; minute < 33; minute += 3) await Measure(house, 3, ("inverter-1", [(Signal.Power, -4_000), (Signal.EnergyOut, 1_000 + 0.2 * minute / 3)]));
        var flowed = Events(receiver).Skip(2).ToList();
        walk.Told("events.hem.flowed", flowed[^1]);
        Assert.All(flowed, one => Assert.Equal("user:hem-system:updated", one.GetProperty("event").GetString()));
        Assert.InRange(flowed.Count, 1, 4);
        Assert.Contains("status.energy.today.generation", flowed[^1].GetProperty("updatedFields").EnumerateArray().Select(field => field.GetString()));

        Assert.Equal(201, (await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{plant}}"}""")).Status);
        await house.House.Pass(TimeSpan.FromMinutes(2));
        await Told(house);
        walk.Told("events.hem.deleted", Assert.Single(Events(receiver), one => one.GetProperty("event").GetString() == "user:hem-system:deleted"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Statistics_that_change_later_are_told_again(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var (walk, huawei) = (await house.EnodeWalk(), house.Brands.Huawei);
        await Subscribe(house, receiver, "\"user:inverter:statistics-updated\"");
        var inverter = await house.Link(huawei, FakeBrands.Thing(DeviceKind.Inverter, "inverter-1", "I-1", "SUN2000-8K"));
        await Measure(house, 60, ("inverter-1", [(Signal.EnergyOut, 1_000)]));
        await Measure(house, 24 * 60, ("inverter-1", [(Signal.EnergyOut, 1_020)]));
        Assert.Empty(Events(receiver));

        // What was measured yesterday comes today.
        var noon = new DateTimeOffset(house.Clock.Now.Date.AddHours(-12), TimeSpan.Zero);
        await Late(Enumerable.Range(0, 5).Select(quarter => new Observation(Signal.EnergyOut, 1_004 + quarter, noon.AddMinutes(15 * quarter))));
        var told = Assert.Single(Events(receiver));
        walk.Told("events.statistics.day", told);
        var (_, statistics) = await Get(house, $"inverters/{inverter}/statistics?year={noon.Year}&month={noon.Month}&day={noon.Day}");
        Assert.Equal(statistics.GetProperty("resolutions").ToString(), told.GetProperty("statistics").GetProperty("resolutions").ToString());

        // What was measured on several days is told as their month.
        await Measure(house, 3 * 24 * 60, ("inverter-1", [(Signal.EnergyOut, 1_080)]));
        await Late(Enumerable.Range(1, 2).Select(day => new Observation(Signal.EnergyOut, 1_080 - 10 * day, house.Clock.Now.AddDays(-day))));
        walk.Told("events.statistics.month", Events(receiver)[^1]);
        Assert.Equal(2, Events(receiver).Count);

        async Task Late(IEnumerable<Observation> observations)
        {
            huawei.Answer("inverter-1", new ReadAnswer([.. observations]));
            await Measure(house, 16);
        }
    }

    // A sign of life every ten minutes is none of these.
    private static IReadOnlyList<JsonElement> Events(Receiver receiver) => [.. receiver.Events.Where(one => one.GetProperty("event").GetString() != "system:heartbeat")];

    private static async Task Subscribe(ConnectHouse house, Receiver receiver, string events) =>
        await Call(house, "webhooks", $$"""{"url":"{{receiver.Url}}","secret":"0123456789abcdef","events":[{{events}}]}""");

    private static async Task Call(ConnectHouse house, string path, string body)
    {
        using var answer = await house.Http.PostAsync("/enode/" + path, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(int Status, JsonElement Body)> Get(ConnectHouse house, string path)
    {
        using var answer = await house.Http.GetAsync("/enode/" + path);
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task Measure(ConnectHouse house, int minutes, params (string VendorId, (Signal, Value)[] Values)[] told)
    {
        house.Clock.Advance(TimeSpan.FromMinutes(minutes));
        foreach (var (vendorId, values) in told) house.Brands.Huawei.Measure(vendorId, values);
        foreach (var list in new[] { "inverters", "hem-systems" })
            foreach (var asset in (await Get(house, list)).Body.GetProperty("data").EnumerateArray())
                using (await house.Http.PostAsync($"/enode/inverters/{asset.GetProperty("id")}/refresh-hint", null)) { }
        await Told(house);
    }

    private static async Task Told(ConnectHouse house)
    {
        await house.House.RunDue();
        await house.House.Get<DeliverWork>().RunDue(default);
    }
}
