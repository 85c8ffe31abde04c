using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;
using Busbar.Tests.Ocpp;
using Busbar.Vendors.Ocpp;
using Dapper;

namespace Busbar.Tests.Smoke;

/// <summary>
/// Two server processes on one PostgreSQL. The one that holds the stations' sockets is frozen, with messages on their way to it;
/// the other goes on with the stations. Then the frozen one wakes.
/// </summary>
public sealed class FrozenNodeTests
{
    private const long StaleWh = 9_999_000;

    [PostgresFact]
    public Task A_node_that_was_frozen_wakes_and_writes_nothing_stale() => Walk(patience: TimeSpan.FromSeconds(10), frozen: TimeSpan.Zero);

    [PostgresFact, Trait("Category", "Long")]
    public Task A_node_that_was_frozen_for_a_minute_wakes_and_writes_nothing_stale() => Walk(patience: TimeSpan.FromSeconds(45), frozen: TimeSpan.FromSeconds(60));

    /// <param name="frozen">For so long at least, and until the others took the node for gone.</param>
    private static async Task Walk(TimeSpan patience, TimeSpan frozen)
    {
        // A third node, which lives only for as long as it takes to make clients and stations: it gives no signs of life.
        await using var house = await House.Open(Engine.Postgres, start: TimeProvider.System.GetUtcNow());
        var store = house.Get<Database>();
        var client = await house.NewClient(realm: Realm.Production);
        var (moves, stays) = (await Link(house, client.Client, "CP-1"), await Link(house, client.Client, "CP-2"));
        await using var a = await NodeProcess.Start(house.Place.Folder, house.Place.Postgres!, patience);
        await using var b = await NodeProcess.Start(house.Place.Folder, house.Place.Postgres!, patience);
        using var api = await SignIn(b, client);

        await using var first = await Dial(a, moves);
        await using var second = await Dial(a, stays);
        await first.Boot();
        await second.Boot();
        var (movesId, staysId) = (await DeviceId(store, "CP-1"), await DeviceId(store, "CP-2"));
        var transaction = (await first.Ask("StartTransaction", $$"""{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"{{Now()}}"}"""))["transactionId"]!.GetValue<int>();
        await first.Ask("MeterValues", Meter(1_000, transaction));
        Assert.Equal(1, await Energy(store, movesId));

        await a.Freeze();
        var since = Stopwatch.StartNew();
        // On their way to the frozen node, and in its hands when it wakes.
        Task[] stale =
        [
            first.Call("MeterValues", Meter(StaleWh, transaction)),
            first.Call("StopTransaction", $$"""{"transactionId":{{transaction}},"meterStop":{{StaleWh}},"timestamp":"{{Now()}}"}"""),
            second.Call("StartTransaction", $$"""{"connectorId":1,"idTag":"x","meterStart":{{StaleWh}},"timestamp":"{{Now()}}"}"""),
            second.Call("MeterValues", Meter(StaleWh, null)),
        ];
        // The node does not take it in time, so it is withdrawn, and never sent.
        var unsent = await Send(api, staysId, "StartCharging");

        await using (var again = await Dial(b, moves))
        {
            await again.Ask("MeterValues", Meter(2_000, transaction));
            await again.Ask("StopTransaction", $$"""{"transactionId":{{transaction}},"meterStop":2500,"timestamp":"{{Now()}}"}""");
            await Send(api, movesId, "StartCharging");
            await again.AskedFor("RemoteStartTransaction");
            await Until(async () => await StatusOf(api, staysId, unsent) == "Failed");
            await Until(async () => !await Online(store, staysId));
            if (frozen - since.Elapsed is { } rest && rest > TimeSpan.Zero) await Task.Delay(rest, TimeProvider.System);
            var before = await Everything(store);
            Assert.Equal(2.5, await Energy(store, movesId));

            await a.Wake();
            await first.Closed();
            await second.Closed();
            // It has noticed, and entered anew.
            await Until(async () => a.Output.Contains("took this one for gone") && await store.Read(db => db.QuerySingleAsync<long>("select count(*) from nodes")) == 2);
            Assert.DoesNotContain(stale, call => call.IsCompleted);
            Assert.Equal(before, await Everything(store));
            Assert.True(await Online(store, movesId));

            // Nothing was sent twice, nor what was withdrawn, to whichever socket.
            await using var back = await Dial(a, stays);
            await back.Ask("Heartbeat", "{}");
            await Until(() => Online(store, staysId));
            await back.Knock();
            await again.Knock();
            Assert.Equal((0, 0, 0, 1), (Started(first), Started(second), Started(back), Started(again)));
            // It is of use again: what the stations could not get rid of they send anew.
            await back.Ask("MeterValues", Meter(StaleWh, null));
            Assert.Equal(StaleWh / 1_000.0, await Energy(store, staysId));
        }
    }

    private static int Started(StationClient client) => client.Asked.Count(call => call.Action == "RemoteStartTransaction");

    private static async Task<Owned> Link(House house, Client client, string identity)
    {
        var order = new LinkOrder(DeviceKind.ChargePoint, "ocpp", new Dictionary<string, string> { [LinkInputs.Identifier] = identity }, null, null, null);
        var link = (await house.Get<StartLink>().Start(client, order, default)).Value;
        var vendor = house.Get<OcppOutlet>().Vendor;
        var dialIn = (await vendor.Describe(link.TenantId, link.Id))!;
        return new Owned(link.TenantId, link.Id, dialIn.Identity, dialIn.Path, (await vendor.RevealPassword(link.TenantId, link.Id))!);
    }

    private static Task<StationClient> Dial(NodeProcess node, Owned station) =>
        StationClient.Dial(node.Url.GetLeftPart(UriPartial.Authority).Replace("http:", "ws:") + station.Path, station.Identity, station.Password);

    private static async Task<HttpClient> SignIn(NodeProcess node, NewClient client)
    {
        var http = new HttpClient { BaseAddress = node.Url };
        var answer = await http.PostAsync("/oauth2/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = client.Client.ClientId, ["client_secret"] = client.Secret,
        }));
        var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<string> Send(HttpClient api, Guid device, string type)
    {
        var answer = await api.PostAsync($"/connect/v1/entities/{device}/commands", new StringContent($$"""{"type":"{{type}}"}""", Encoding.UTF8, "application/json"));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<string> StatusOf(HttpClient api, Guid device, string command) =>
        JsonDocument.Parse(await api.GetStringAsync($"/connect/v1/entities/{device}/commands/{command}")).RootElement.GetProperty("status").GetString()!;

    private static Task<Guid> DeviceId(Database store, string identity) =>
        store.Read(async db => Guid.Parse(await db.QuerySingleAsync<string>("select id from devices where vendor_id = @identity", new { identity })));

    private static Task<bool> Online(Database store, Guid device) => store.Read(async db => (await StateTable.Find(db, device)).IsOnline);

    private static Task<double> Energy(Database store, Guid device) => store.Read(async db => (await StateTable.Find(db, device)).Signals[Signal.EnergyIn].Value.Number);

    /// <summary>All that stations and commands leave behind.</summary>
    private static async Task<string> Everything(Database store)
    {
        var told = new StringBuilder();
        foreach (var (table, order) in new[]
        {
            ("readings", "device_id, measured_at"), ("device_states", "device_id"), ("charge_sessions", "id"), ("commands", "id"), ("connectors", "station_id, connector_id"),
            ("ocpp_transactions", "station_id, transaction_id"), ("ocpp_parked", "station_id, fingerprint"), ("station_calls", "id"),
        })
            foreach (var row in await store.Read(db => db.QueryAsync($"select * from {table} order by {order}")))
                told.AppendLine(table + " " + JsonSerializer.Serialize((IDictionary<string, object?>)row));
        return told.ToString();
    }

    private static string Meter(long wattHours, int? transaction) =>
        $$"""{"connectorId":1,{{(transaction is { } id ? $"\"transactionId\":{id}," : "")}}"meterValue":[{"timestamp":"{{Now()}}","sampledValue":[{"value":"{{wattHours}}"}]}]}""";

    private static string Now() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task Until(Func<Task<bool>> met)
    {
        var patience = Stopwatch.StartNew();
        while (!await met())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(120), "It did not come about in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
