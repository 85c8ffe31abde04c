using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

/// <summary>Two servers on one store: a station's socket is on one of them, and all the rest goes by both.</summary>
public sealed class StationNodesTests
{
    private const string Status = """{"connectorId":1,"errorCode":"NoError","status":"STATUS"}""";
    private static readonly GrantSecret Secret = new(null, null, null, GrantSecret.NoExtras);

    [Theory, OnPostgres]
    public async Task A_command_through_another_node_reaches_the_station_once(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        await using var work = await Working.Start(stage.House);
        var (client, device, owned) = await stage.Booted();
        await Start(client);
        await Send(other, stage, owned, device, CommandKind.StopCharging);
        await client.AskedFor("SetChargingProfile");
        Assert.Equal(1, Assert.Single(await stage.Store.Rows<long>("select suspended from ocpp_transactions")));
        await Send(other, stage, owned, device, CommandKind.StartCharging);
        await Send(stage.House, stage, owned, device, CommandKind.StopCharging);
        // Each once, whichever way it went.
        await client.Knock();
        Assert.Equal(3, client.Asked.Count(call => call.Action is "SetChargingProfile" or "ClearChargingProfile"));
        Assert.Equal(["Answered", "Answered"], await stage.Store.Rows<string>("select state from station_calls"));
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task A_refusal_comes_back_as_if_it_were_near(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        await using var work = await Working.Start(stage.House);
        var (client, device, owned) = await stage.Booted();
        foreach (var (answer, kind, mayHaveHappened) in new (JsonNode, VendorFaultKind, bool)[]
        {
            (new JsonObject { ["status"] = "Rejected" }, VendorFaultKind.Refused, false),
            (JsonValue.Create("NotImplemented"), VendorFaultKind.NotSupported, false),
            (JsonValue.Create("InternalError"), VendorFaultKind.Outage, true),
        })
        {
            client.Answers = (_, _) => answer.DeepClone();
            var fault = await Fault(other, stage, owned, device);
            Assert.Equal((kind, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
        }
        client.Answers = (_, _) => null;
        var cut = Fault(other, stage, owned, device);
        await client.AskedFor("RemoteStartTransaction", _ => client.Asked.Count(call => call.Action == "RemoteStartTransaction") == 4);
        client.Cut();
        Assert.Equal((VendorFaultKind.DeviceOffline, true), ((await cut).Kind, (await cut).MayHaveHappened));
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task What_a_frozen_node_did_not_take_is_never_sent(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        var (client, device, owned) = await stage.Booted();
        var began = stage.Clock.Now;
        var fault = await stage.Pass(client, Fault(other, stage, owned, device));
        Assert.Equal((VendorFaultKind.DeviceOffline, false), (fault.Kind, fault.MayHaveHappened));
        Assert.InRange(stage.Clock.Now - began, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        // It wakes, and looks what waits.
        await using var work = await Working.Start(stage.House);
        await stage.Outlet.TakeCalls(default);
        Assert.Equal("Withdrawn", Assert.Single(await stage.Store.Rows<string>("select state from station_calls")));
        // A call that is good comes by the same way, and before it nothing else.
        await Send(other, stage, owned, device, CommandKind.StartCharging);
        Assert.Single(client.Asked, call => call.Action == "RemoteStartTransaction");
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task What_was_taken_and_not_told_may_have_happened(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        var (client, device, owned) = await stage.Booted();
        var fault = Fault(other, stage, owned, device);
        // The holder takes the call, and dies.
        while ((await stage.Store.Write(db => StationCallTable.Take(db, stage.House.Get<Core.Work.Nodes>().Own, stage.Clock.Now))).Count == 0) await Task.Yield();
        Assert.Equal((VendorFaultKind.Outage, true), ((await stage.Pass(client, fault)).Kind, (await fault).MayHaveHappened));
        Assert.DoesNotContain(client.Asked, call => call.Action == "RemoteStartTransaction");
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task Where_every_ring_is_lost_calls_come_through_by_looking(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine, bells: new DeafBells());
        await using var other = await stage.OpenNode(new DeafBells());
        var (client, device, owned) = await stage.Booted();
        await using var work = await Working.Start(stage.House);
        var sending = Send(other, stage, owned, device, CommandKind.StartCharging);
        // Both nodes wait: one for a call to make, the other for what came of it. Each looks after two seconds, which pass slowly, and
        // only until the call is taken: a node that seems to stand still after that sends nothing.
        await Until(async () =>
        {
            var state = (await stage.Store.Rows<string>("select state from station_calls")).SingleOrDefault();
            if (state == "Waiting") stage.Clock.Advance(TimeSpan.FromMilliseconds(2));
            return state == "Answered";
        });
        await stage.Pass(client, sending);
        Assert.Single(client.Asked, call => call.Action == "RemoteStartTransaction");
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task A_socket_that_was_left_for_another_node_is_closed(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        var (first, device, owned) = await stage.Booted();
        await using var second = await OcppStage.Dial(other, owned);
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "This station is connected elsewhere, or was signed out"), await first.Closed());
        await second.Ask("Heartbeat", "{}");
        Assert.True(await stage.Online(device));
        await Send(other, stage, owned, device, CommandKind.StartCharging);
        await second.AskedFor("RemoteStartTransaction");
        await first.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task A_displaced_socket_writes_nothing_and_gets_no_answer(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine, bells: new DeafBells());
        await using var other = await stage.OpenNode(new DeafBells());
        var (first, device, owned) = await stage.Booted();
        // What comes over a socket that counts is seen here, and so would be what comes over one that does not.
        await first.Ask("StatusNotification", Status.Replace("STATUS", "Charging"));
        Assert.Equal(ChargeStates.Charging, (await stage.Value(device, Signal.ChargeState))!.Value.Text);

        await using var second = await OcppStage.Dial(other, owned);
        await second.Ask("StatusNotification", Status.Replace("STATUS", "SuspendedEV"));
        var before = await stage.Value(device, Signal.ChargeState);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var stale = first.Call("StatusNotification", Status.Replace("STATUS", "Charging"));
        var late = first.Call("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:01Z"}""");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await first.Closed()).Status);
        Assert.False(stale.IsCompleted || late.IsCompleted);
        Assert.Equal(before, await stage.Value(device, Signal.ChargeState));
        Assert.Empty(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions"));
        // Nor does its end.
        await Until(() => Task.FromResult(stage.Outlet.Connected == 0));
        Assert.True(await stage.Online(device));
        await first.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task A_node_that_gives_no_sign_of_life_loses_its_stations(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        var (client, device, owned) = await stage.Booted();
        for (var n = 0; n < 12; n++) await Beat(stage, stage.House, other);
        Assert.True(await stage.Online(device));
        for (var n = 0; n < 4; n++) await Beat(stage, other);
        Assert.True(await stage.Online(device));
        // The bell rings there too, and closes the line: from here on time stands still, or it is cut before the station hears why.
        await Beat(stage, other);
        Assert.False(await stage.Online(device));
        Assert.Equal(VendorFaultKind.DeviceOffline, (await Fault(other, stage, owned, device)).Kind);

        // It wakes: what it still holds is closed, and the station comes again.
        await stage.Outlet.Keep();
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.Closed()).Status);
        await using var again = await stage.Dial(owned);
        await again.Ask("Heartbeat", "{}");
        Assert.True(await stage.Online(device));
        for (var n = 0; n < 6; n++) await Beat(stage, stage.House, other);
        Assert.True(await stage.Online(device));
        Assert.Equal(2, (await stage.Store.Rows<string>("select id from nodes")).Count);
        await client.DisposeAsync();
    }

    [Theory, OnPostgres]
    public async Task A_password_that_is_told_through_another_node_ends_the_socket_of_the_old_one(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var other = await stage.OpenNode();
        var owned = await stage.Link("CP-1");
        await using var client = await stage.Dial(owned);
        await client.Ask("Heartbeat", "{}");
        var anew = await stage.Ask("CP-1");
        Assert.NotNull(await other.Get<OcppOutlet>().Vendor.RevealPassword(anew.TenantId, anew.Id));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.Closed()).Status);
    }

    [Theory, OnPostgres]
    public async Task Where_the_ring_is_lost_the_next_beat_closes_the_socket(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine, bells: new DeafBells());
        await using var other = await stage.OpenNode(new DeafBells());
        var (client, _, owned) = await stage.Booted();
        await using var second = await OcppStage.Dial(other, owned);
        await second.Ask("Heartbeat", "{}");
        await client.Knock();
        await stage.Outlet.Keep();
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await client.Closed()).Status);
        await second.Ask("Heartbeat", "{}");
        await client.DisposeAsync();
    }

    private static async Task Beat(OcppStage stage, params House[] nodes)
    {
        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        foreach (var node in nodes) await node.Get<OcppOutlet>().Keep();
    }

    private static async Task<bool> Send(House node, OcppStage stage, Owned owned, Guid device, CommandKind kind)
    {
        await node.Get<OcppOutlet>().Vendor.Send(stage.Addressed(owned, device), new(kind), Secret, default);
        return true;
    }

    private static Task<VendorFault> Fault(House node, OcppStage stage, Owned owned, Guid device) =>
        Assert.ThrowsAsync<VendorFault>(() => Send(node, stage, owned, device, CommandKind.StartCharging));

    private static Task<JsonObject> Start(StationClient client) =>
        client.Ask("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""");

    private static async Task Until(Func<Task<bool>> met)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await met())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It did not come about in time.");
            await Task.Yield();
        }
    }

    /// <summary>A node's own work, which a house leaves unstarted.</summary>
    private sealed class Working(NodeWork work) : IAsyncDisposable
    {
        public static async Task<Working> Start(House node)
        {
            var work = node.Get<NodeWork>();
            await work.StartAsync(CancellationToken.None);
            return new Working(work);
        }

        public async ValueTask DisposeAsync() => await work.StopAsync(CancellationToken.None);
    }
}
