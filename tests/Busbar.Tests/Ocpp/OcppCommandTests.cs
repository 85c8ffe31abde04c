using System.Text.Json.Nodes;
using Busbar.Core.Commands;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>Commands on their way to a station, over a real socket.</summary>
public sealed class OcppCommandTests
{
    private static readonly GrantSecret Secret = new(null, null, null, GrantSecret.NoExtras);

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_transaction_charging_is_started_from_here(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(CommandKind.StartCharging), Secret, default);
        Assert.Equal("""{"connectorId":1,"idTag":"BUSBAR"}""", (await client.AskedFor("RemoteStartTransaction")).ToJsonString());
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_running_transaction_is_paused_and_goes_on(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted(("SupportedFeatureProfiles", "Core,SmartCharging"), ("ChargeProfileMaxStackLevel", "3"));
        var id = await Start(client);
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(CommandKind.StopCharging), Secret, default);
        var paused = await client.AskedFor("SetChargingProfile");
        Assert.Equal((id, 3, 0), (Profile(paused)["transactionId"]!.GetValue<int>(), Profile(paused)["stackLevel"]!.GetValue<int>(), Limit(paused)));
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(CommandKind.StartCharging), Secret, default);
        Assert.Equal(Profile(paused)["chargingProfileId"]!.GetValue<int>(), (await client.AskedFor("ClearChargingProfile"))["id"]!.GetValue<int>());
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_limit_outlives_a_pause(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        await Start(client);
        foreach (var (command, amps) in new[] { (new Command(CommandKind.SetMaxCurrent, 10), 10.0), (new(CommandKind.StopCharging), 0), (new(CommandKind.StartCharging), 10) })
        {
            await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), command, Secret, default);
            Assert.Equal(amps, Limit(await client.AskedFor("SetChargingProfile")));
        }
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("Rejected")]
    [InlineData("NotSupported")]
    [InlineData(null)]
    public async Task Where_the_limit_is_refused_the_transaction_is_ended(string? status)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, owned) = await stage.Booted();
        var id = await Start(client);
        client.Answers = (action, payload) => action != "SetChargingProfile" ? client.Obedient(action, payload) : status is null ? JsonValue.Create("NotImplemented") : new JsonObject { ["status"] = status };
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(CommandKind.StopCharging), Secret, default);
        Assert.Equal(id, (await client.AskedFor("RemoteStopTransaction"))["transactionId"]!.GetValue<int>());
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("Rejected", null, VendorFaultKind.Refused, false)]
    [InlineData(null, "NotImplemented", VendorFaultKind.NotSupported, false)]
    [InlineData(null, "NotSupported", VendorFaultKind.NotSupported, false)]
    [InlineData(null, "InternalError", VendorFaultKind.Outage, true)]
    [InlineData(null, "SecurityError", VendorFaultKind.Refused, false)]
    [InlineData("Perhaps", null, VendorFaultKind.BadAnswer, true)]
    [InlineData(null, null, VendorFaultKind.BadAnswer, true)]
    public async Task A_refusal_says_whether_it_may_have_happened(string? status, string? error, VendorFaultKind kind, bool mayHaveHappened)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, owned) = await stage.Booted();
        client.Answers = (_, _) => error is not null ? JsonValue.Create(error) : status is not null ? new JsonObject { ["status"] = status } : new JsonObject();
        var fault = await Fault(stage, owned, device, CommandKind.StartCharging);
        Assert.Equal((kind, mayHaveHappened), (fault.Kind, fault.MayHaveHappened));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_does_not_come_may_have_happened(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        await Start(client);
        client.Answers = (_, _) => null;
        var sent = stage.Clock.Now;
        var fault = await stage.Pass(client, Fault(stage, owned, device, CommandKind.StopCharging));
        Assert.Equal((VendorFaultKind.Outage, true), (fault.Kind, fault.MayHaveHappened));
        Assert.InRange(stage.Clock.Now - sent, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90));
        // No other way was tried, and what follows reckons with a pause.
        Assert.DoesNotContain(client.Asked, call => call.Action == "RemoteStopTransaction");
        Assert.Equal(1, Assert.Single(await stage.Store.Rows<long>("select suspended from ocpp_transactions")));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_that_is_cut_while_an_answer_is_awaited_may_have_happened(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        client.Answers = (_, _) => null;
        var fault = Fault(stage, owned, device, CommandKind.StartCharging);
        await client.AskedFor("RemoteStartTransaction");
        client.Cut();
        Assert.Equal((VendorFaultKind.DeviceOffline, true), ((await fault).Kind, (await fault).MayHaveHappened));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_is_not_connected_was_told_nothing(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        var fault = await Fault(stage, owned, Guid.Empty, CommandKind.StartCharging);
        Assert.Equal((VendorFaultKind.DeviceOffline, false), (fault.Kind, fault.MayHaveHappened));
        Assert.Equal(VendorFaultKind.DeviceGone, (await Fault(stage, owned with { Identity = "other" }, Guid.Empty, CommandKind.StartCharging)).Kind);
        Assert.Equal(VendorFaultKind.DeviceGone, (await Fault(stage, owned with { Tenant = Guid.Empty }, Guid.Empty, CommandKind.StartCharging)).Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_comes_too_late_answers_nothing_else(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        await client.Send("[3,\"an id of nobody\",{\"status\":\"Accepted\"}]");
        await client.Send("[4,\"an id of nobody\",\"InternalError\",\"\",{}]");
        client.Answers = (_, _) => new JsonObject { ["status"] = "Rejected" };
        Assert.Equal(VendorFaultKind.Refused, (await Fault(stage, owned, device, CommandKind.StartCharging)).Kind);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Commands_go_out_one_at_a_time_and_the_stations_own_calls_are_answered_meanwhile(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        var open = 0;
        var most = 0;
        client.Answers = (action, payload) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            Interlocked.Decrement(ref open);
            return client.Obedient(action, payload);
        };
        var sending = Enumerable.Range(0, 5).Select(_ => stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(CommandKind.StartCharging), Secret, default)).ToList();
        await client.Ask("Heartbeat", "{}");
        await Task.WhenAll(sending);
        Assert.Equal((1, 5), (most, client.Asked.Count(call => call.Action == "RemoteStartTransaction")));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connector_of_several_is_told_and_the_station_is_not(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted(("NumberOfConnectors", "2"));
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device, "CP-1/2"), new(CommandKind.SetMaxCurrent, 16), Secret, default);
        Assert.Equal(2, (await client.AskedFor("SetChargingProfile"))["connectorId"]!.GetValue<int>());
        Assert.Equal(VendorFaultKind.NotSupported, (await Fault(stage, owned, device, CommandKind.StartCharging)).Kind);
        await client.DisposeAsync();
    }

    private static Task<VendorFault> Fault(OcppStage stage, Owned owned, Guid device, CommandKind kind) =>
        Assert.ThrowsAsync<VendorFault>(() => stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(kind), Secret, default));

    private static async Task<int> Start(StationClient client) =>
        (await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}"""))["transactionId"]!.GetValue<int>();

    private static JsonObject Profile(JsonObject call) => call["csChargingProfiles"]!.AsObject();

    private static double Limit(JsonObject call) => Profile(call)["chargingSchedule"]!["chargingSchedulePeriod"]![0]!["limit"]!.GetValue<double>();
}
