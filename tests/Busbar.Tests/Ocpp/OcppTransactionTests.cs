using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>Transactions in order, repeated, late, and out of nowhere, over a real socket.</summary>
public sealed class OcppTransactionTests
{
    private const string Ten = "2026-11-21T10:00:00Z";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_transaction_gives_its_registers_and_its_meter_values(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var id = (await client.Ask("StartTransaction", Start("s", 1000, "2026-11-21T09:00:00Z")))["transactionId"]!.GetValue<int>();
        await client.Ask("MeterValues", $$"""{"connectorId":1,"transactionId":{{id}},"meterValue":[{"timestamp":"2026-11-21T09:10:00","sampledValue":[{"value":"1500"},{"value":"7.2","measurand":"Power.Active.Import","unit":"kW"}]}]}""");
        var stop = await client.Ask("StopTransaction", $$"""
            {"transactionId":{{id}},"meterStop":2000,"timestamp":"2026-11-21T09:20:00Z","idTag":"x","transactionData":[
             {"timestamp":"2026-11-21T09:15:00Z","sampledValue":[{"value":"1750"},{"value":"OCMF|{}|{}","format":"SignedData","context":"Transaction.End"}]}]}
            """.ReplaceLineEndings(""));
        Assert.Equal("Accepted", stop["idTagInfo"]!["status"]!.GetValue<string>());
        Assert.Equal([1, 1.5, 1.75, 2], (await stage.Values(device, Signal.EnergyIn)).Select(seen => seen.Value));
        Assert.Equal(["09:00", "09:10", "09:15", "09:20"], (await stage.Values(device, Signal.EnergyIn)).Select(seen => seen.At.ToString("HH:mm")));
        Assert.Equal(7200, (await stage.Value(device, Signal.Power))!.Value.Number);
        Assert.Equal((id, "OCMF|{}|{}"), Assert.Single(await stage.Store.Rows<(int, string)>("select transaction_id, value from ocpp_signed_values")));
        Assert.Equal(("2026-11-21T09:00:00Z", "2026-11-21T09:20:00Z"), Assert.Single(await stage.Store.Rows<(string, string)>("select started_raw, stopped_raw from ocpp_transactions")));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_start_gets_the_same_transaction_over_reconnects_and_with_a_new_message_id(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        var first = await client.Ask("StartTransaction", Start("s", 1000, Ten), "m-1");
        Assert.True(JsonNode.DeepEquals(first, await client.Ask("StartTransaction", Start("s", 1000, Ten), "m-1")));
        client.Cut();
        await using var again = await stage.Dial(owned);
        Assert.True(JsonNode.DeepEquals(first, await again.Ask("StartTransaction", Start("s", 1000, Ten), "m-1")));
        Assert.True(JsonNode.DeepEquals(first, await again.Ask("StartTransaction", Start("s", 1000, Ten), "other")));
        // The station has set its clock since: the id still tells that it is the same message.
        Assert.True(JsonNode.DeepEquals(first, await again.Ask("StartTransaction", Start("s", 1000, "2026-11-21T10:00:30Z"), "m-1")));
        Assert.Single(await stage.Values(device, Signal.EnergyIn));

        // Message ids begin anew after a reboot: a start that says something else is another.
        var id = first["transactionId"]!.GetValue<int>();
        Assert.Equal(id + 1, (await again.Ask("StartTransaction", Start("s", 1200, "2026-11-21T11:00:00Z"), "m-1"))["transactionId"]!.GetValue<int>());
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_stop_changes_nothing_and_another_one_is_kept_apart(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        var id = (await client.Ask("StartTransaction", Start("s", 1000, "2026-11-21T09:00:00Z")))["transactionId"]!.GetValue<int>();
        var stop = $$"""{"transactionId":{{id}},"meterStop":2000,"timestamp":"2026-11-21T09:20:00Z","reason":"Local"}""";
        Assert.Empty(await client.Ask("StopTransaction", stop, "a"));
        Assert.Empty(await client.Ask("StopTransaction", stop, "a"));
        Assert.Empty(await client.Ask("StopTransaction", stop, "b"));
        Assert.Empty(await stage.Store.Rows<string>("select action from ocpp_parked"));
        Assert.Empty(await client.Ask("StopTransaction", stop.Replace("2000", "9000"), "c"));
        Assert.Equal("stopped before", Assert.Single(await stage.Store.Rows<string>("select reason from ocpp_parked")));
        Assert.Equal(2, (await stage.Value(device, Signal.EnergyIn))!.Value.Number);
        Assert.Equal(2000, Assert.Single(await stage.Store.Rows<double>("select meter_stop_wh from ocpp_transactions")));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(4711)]
    public async Task A_stop_of_an_unknown_transaction_is_acknowledged_and_kept_once(int id)
    {
        await using var stage = await OcppStage.Start();
        var (client, device, _) = await stage.Booted();
        var stop = $$"""{"transactionId":{{id}},"meterStop":2500,"timestamp":"2026-11-21T09:20:00Z"}""";
        for (var n = 0; n < 3; n++) Assert.Empty(await client.Ask("StopTransaction", stop));
        Assert.Equal(("StopTransaction", "unknown transaction", stop), Assert.Single(await stage.Store.Rows<(string, string, string)>("select action, reason, payload from ocpp_parked")));
        Assert.Equal(2.5, (await stage.Value(device, Signal.EnergyIn))!.Value.Number);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stop_that_comes_after_the_next_start_still_ends_its_own_transaction(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        var first = (await client.Ask("StartTransaction", Start("s", 1000, "2026-11-21T09:00:00Z")))["transactionId"]!.GetValue<int>();
        var second = (await client.Ask("StartTransaction", Start("s", 2000, "2026-11-21T09:30:00Z")))["transactionId"]!.GetValue<int>();
        await client.Ask("StopTransaction", $$"""{"transactionId":{{first}},"meterStop":2000,"timestamp":"2026-11-21T09:20:00Z"}""");
        Assert.Equal([(first, 2000.0, true), (second, null, false)],
            await stage.Store.Rows<(int, double?, bool)>("select transaction_id, meter_stop_wh, closed_at is not null from ocpp_transactions order by transaction_id"));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_transaction_that_is_met_in_its_meter_values_is_known_from_then_on(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        await client.Ask("MeterValues", """{"connectorId":1,"transactionId":1900000000,"meterValue":[{"timestamp":"2026-11-21T09:10:00Z","sampledValue":[{"value":"1500"}]}]}""");
        Assert.Equal((1900000000, false), Assert.Single(await stage.Store.Rows<(int, bool)>("select transaction_id, closed_at is not null from ocpp_transactions")));
        // Our own numbers stay clear of it.
        Assert.Equal(1900000001, (await client.Ask("StartTransaction", Start("s", 1600, Ten)))["transactionId"]!.GetValue<int>());
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("2026-11-21T09:30:00Z", true)]
    [InlineData("2026-11-21T08:30:00Z", false)]
    public async Task A_connector_that_became_available_since_has_no_transaction(string available, bool closed)
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        await client.Ask("StartTransaction", Start("s", 1000, "2026-11-21T09:00:00Z"));
        await Status(client, 1, "Available", available);
        Assert.Equal(closed, Assert.Single(await stage.Store.Rows<bool>("select closed_at is not null from ocpp_transactions")));
        await client.DisposeAsync();
    }

    private static string Start(string tag, int meter, string time) => $$"""{"connectorId":1,"idTag":"{{tag}}","meterStart":{{meter}},"timestamp":"{{time}}"}""";

    private static Task<JsonObject> Status(StationClient client, int connector, string status, string time) =>
        client.Ask("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{time}}"}""");
}
