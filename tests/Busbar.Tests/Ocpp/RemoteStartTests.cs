using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Busbar.Core.Commands;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>A start that was asked for from here: what is recorded of it when the station does not do as it says.</summary>
public sealed class RemoteStartTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Accepted_and_never_followed_by_a_transaction_it_fails_at_its_time_and_a_later_one_is_taken(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var id = await Ask(stage, device);
        await stage.House.RunDue();
        await client.AskedFor("RemoteStartTransaction");
        Assert.Equal((CommandStatus.Sent, null), await Outcome(stage, id));
        await stage.House.Pass(CommandRecord.Patience - TimeSpan.FromMinutes(1));
        Assert.Equal((CommandStatus.Sent, null), await Outcome(stage, id));
        await stage.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((CommandStatus.Failed, CommandError.NotConfirmed), await Outcome(stage, id));
        Assert.Single(client.Asked, call => call.Action == "RemoteStartTransaction");

        Assert.Equal("Accepted", (await Start(stage, client))["idTagInfo"]!["status"]!.GetValue<string>());
        await Charging(stage, client);
        Assert.Single(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions where closed_at is null"));
        Assert.Single(await stage.Store.Rows<string>("select id from charge_sessions where ended_at is null"));
        Assert.Equal((CommandStatus.Failed, CommandError.NotConfirmed), await Outcome(stage, id));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rejected_it_fails_at_once(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        client.Answers = (_, _) => new JsonObject { ["status"] = "Rejected" };
        var id = await Ask(stage, device);
        await stage.House.RunDue();
        Assert.Equal((CommandStatus.Failed, CommandError.Refused), await Outcome(stage, id));
        await client.DisposeAsync();
    }

    /// <summary>The answer is lost, or comes when nobody waits for it any more: what the station does then decides, and it is not asked again.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task Without_an_answer_in_time_what_the_station_does_decides(bool late, bool charges)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        client.Answers = (_, _) => null;
        var id = await Ask(stage, device);
        var sending = Task.Run(async () => { await stage.House.RunDue(); return true; });
        await client.AskedFor("RemoteStartTransaction");
        await stage.Pass(client, sending);
        Assert.Equal((CommandStatus.Triggered, null), await Outcome(stage, id));
        if (late) await client.Send("[3,\"an id of long ago\",{\"status\":\"Rejected\"}]");
        if (charges) await Charging(stage, client);
        await stage.House.Pass(CommandRecord.Patience);
        Assert.Equal(charges ? (CommandStatus.Succeeded, null) : (CommandStatus.Failed, CommandError.NotConfirmed), await Outcome(stage, id));
        Assert.Single(client.Asked, call => call.Action == "RemoteStartTransaction");
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wrong_password_leaves_the_live_socket_alone_and_what_a_replaced_one_sends_late_is_not_written(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (first, device, owned) = await stage.Booted();
        Assert.Equal(HttpStatusCode.Unauthorized, await StationClient.DialRefused(stage.Address + owned.Path, owned.Identity, "wrong", "ocpp1.6"));
        await first.Ask("Heartbeat", "{}");
        Assert.True(await stage.Online(device));

        await using var second = await stage.Dial(owned);
        await second.Ask("Heartbeat", "{}");
        try
        {
            await first.Send("""[2,"late","StartTransaction",{"connectorId":1,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}]""");
        }
        catch (WebSocketException)
        {
            // Closed already.
        }
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "Replaced by a newer connection of this station"), await first.Closed());
        await second.Ask("Heartbeat", "{}");
        Assert.Empty(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions"));
        await first.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stations_of_one_name_in_two_tenants_do_not_meet(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (ours, device, _) = await stage.Booted();
        var other = (await stage.House.NewClient("other", Realm.Production)).Client;
        var owned = await stage.Link("CP-1", other);
        await using var theirs = await stage.Dial(owned);
        await theirs.Boot();
        await Start(stage, theirs);
        await ours.Ask("Heartbeat", "{}");
        Assert.Equal(2, stage.Outlet.Connected);
        Assert.Null(await stage.Value(device, Core.Devices.Signal.EnergyIn));
        Assert.Equal(owned.Tenant.ToString(), Assert.Single(await stage.Store.Rows<string>("select s.tenant_id from ocpp_transactions t join stations s on s.id = t.station_id")));
        await ours.DisposeAsync();
    }

    private static async Task<Guid> Ask(OcppStage stage, Guid device) =>
        (await stage.House.Get<SendCommand>().Send(stage.Client, device, new Command(CommandKind.StartCharging), null)).Value.Id;

    private static async Task<(CommandStatus, CommandError?)> Outcome(OcppStage stage, Guid id) =>
        await stage.Store.Read(db => CommandTable.Find(db, id)) is { } record ? (record.Status, record.Error) : default;

    private static Task<JsonObject> Start(OcppStage stage, StationClient client) =>
        client.Ask("StartTransaction", $$"""{"connectorId":1,"idTag":"BUSBAR","meterStart":1000,"timestamp":"{{stage.Clock.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");

    private static Task<JsonObject> Charging(OcppStage stage, StationClient client) =>
        client.Ask("StatusNotification", $$"""{"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"{{stage.Clock.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
}
