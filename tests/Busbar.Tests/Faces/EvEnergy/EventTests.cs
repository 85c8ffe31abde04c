using System.Text.Json;
using Busbar.Core.Events;
using Busbar.Core.Tariffs;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Busbar.Tests.Portal;
using Busbar.Tests.Webhooks;
using static Busbar.Tests.Faces.EvEnergy.SessionGoldenTests;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>That sub-sessions begin and end is told to applications as Svix tells it, to endpoints that they set up in the portal.</summary>
public sealed class EventTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_part_of_a_session_is_told_when_it_begins_and_when_it_ends(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        await using var receiver = await Receiver.Start();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "day", [new("dear", "0.40"), new("cheap", "0.10")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "day", [new("dear", null, 0, 12 * 60), new("cheap", null, 12 * 60, 0)]));
        await Subscribe(house, receiver);
        await Measure(house, level: 40, minutes: 150);
        await Measure(house, level: 42, minutes: 140, after: 20);
        await Call(house, "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        await house.House.RunDue();
        await Measure(house, level: 42, isCharging: false);
        var session = (await Call(house, "GET", "charging_sessions"))[0].GetProperty("id").GetString();
        await Call(house, "POST", $"charging_sessions/{session}/boost_start");
        await house.House.RunDue();
        await Measure(house, level: 43, minutes: 130);
        await Call(house, "POST", $"charging_sessions/{session}/boost_end");
        await Measure(house, level: 44, isCharging: false, state: Core.Devices.ChargeStates.Unplugged);
        await house.House.Get<DeliverWork>().RunDue(default);

        var told = receiver.All.Select(one => one.Json).ToList();
        Assert.Equal(
            ["created UNMANAGED_HOME", "ended UNMANAGED_HOME", "created SMART", "ended SMART", "created BOOST", "ended BOOST", "created SMART", "ended SMART"],
            told.Select(one => $"{one.GetProperty("type").GetString()!.Split('.')[1]} {one.GetProperty("data").GetProperty("mode").GetString()}"));
        foreach (var (one, sent) in told.Zip(receiver.All))
        {
            Assert.Equal(one.GetProperty("type").GetString(), sent.Headers["svix-event-type"]);
            var data = one.GetProperty("data");
            var shown = await Call(house, "GET", $"charging_sub_sessions/{data.GetProperty("id").GetString()}");
            var isBegun = sent.Headers["svix-event-type"].EndsWith("created", StringComparison.Ordinal);
            Assert.Equal(shown.GetProperty(isBegun ? "start" : "end").GetString(), data.GetProperty(isBegun ? "start" : "end").GetString());
            if (isBegun) Assert.Equal((JsonValueKind.Null, 0), (data.GetProperty("end").ValueKind, data.GetProperty("energy_delivered_watt_hours").GetInt32()));
            else Assert.Equal(shown.GetRawText(), data.GetRawText());
        }
    }

    [Fact]
    public async Task Where_nothing_turns_nothing_is_told()
    {
        await using var house = await ConnectHouse.Open();
        await using var receiver = await Receiver.Start();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (_, car) = await EvEnergyFixture.Car(house, user);
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "flat", [new("all", "0.30")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "flat", [new("all", null, 0, 24 * 60)]));
        await Subscribe(house, receiver, "charging_sub_session.ended");
        // Away from home, smart charging is another's to switch on: the car goes on as it does.
        await Measure(house, level: 40, east: 8);
        await Call(house, "PATCH", $"vehicles/{car}", """{"smart_charging_enabled":true}""");
        await house.House.Get<DeliverWork>().RunDue(default);
        Assert.Empty(receiver.All);
        await Measure(house, level: 44, isCharging: false, state: Core.Devices.ChargeStates.Unplugged, east: 8);
        await house.House.Get<DeliverWork>().RunDue(default);
        Assert.Equal("UNMANAGED_OTG", receiver.All.Single().Json.GetProperty("data").GetProperty("mode").GetString());
    }

    [PeerFact]
    public async Task The_link_leads_to_the_portal_and_svix_s_library_takes_what_its_endpoints_get()
    {
        await using var stage = await PortalStage.Open();
        var house = stage.Svix.House;
        using var answer = await house.Http.GetAsync("/evenergy/v2/webhook_portal");
        Assert.Equal(200, (int)answer.StatusCode);
        var link = new Uri(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("url").GetString()!);
        var developer = new Developer(stage);
        Assert.Equal("/portal", (await developer.Post(link.AbsolutePath)).Location);
        Assert.Contains("No events are sent anywhere yet.", (await developer.Get("/portal")).Text, StringComparison.Ordinal);
        await using var receiver = await Receiver.Start();
        var added = await developer.Post("/portal/new", ("url", receiver.Url), ("description", ""), ("event.charging_sub_session.created", "on"));
        Assert.Contains("done=added", added.Location, StringComparison.Ordinal);
        var endpoint = Guid.Parse(added.Location!.Split('/')[^1].Split('?')[0]);
        Assert.Contains("took the test event", (await developer.Post(PortalStage.PathOf(endpoint, "/test"))).Plain, StringComparison.Ordinal);

        await Measure(house, level: 40);
        await stage.Svix.Deliver();
        var sent = receiver.All.Last();
        Assert.Equal("charging_sub_session.created", sent.Headers["svix-event-type"]);
        var key = (await stage.Svix.Get<TellKey>().Tell(house.Client, EvEnergyEvents.Dialect, endpoint)).Value.Key;
        await using var peer = Peer.Start("svix.mjs", new { });
        foreach (var (secret, isTaken) in new[] { (key, true), (StandardWebhooks.NewKey(), false) })
        {
            await peer.Send(new { now = stage.Clock.Now, secret, headers = sent.Headers, body = sent.Text });
            var judged = await peer.Next("judged");
            Assert.Equal(isTaken, judged.TryGetProperty("payload", out var payload) && payload.GetProperty("data").GetProperty("mode").ValueEquals("UNMANAGED_OTG"));
        }
    }

    private static async Task Subscribe(ConnectHouse house, Receiver receiver, params string[] events) => Assert.Null((await house.House.Get<AddSubscription>().Add(
        house.Client, EvEnergyEvents.Dialect,
        new SubscriptionWish(receiver.Url, SvixStage.Key, EventChoice.Of(house.House.Get<IEnumerable<Core.Ports.IEventDialect>>().Single(one => one.Name == EvEnergyEvents.Dialect), events).Value) { Manner = DeliveryManner.Svix })).Fault);

    private static async Task<JsonElement> Call(ConnectHouse house, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/evenergy/v2/" + path);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await house.Http.SendAsync(request);
        Assert.Equal(200, (int)answer.StatusCode);
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
    }
}
