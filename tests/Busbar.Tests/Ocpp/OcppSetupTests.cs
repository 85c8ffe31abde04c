using System.Text.Json.Nodes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>What a station is asked after it booted.</summary>
public sealed class OcppSetupTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Only_settings_that_differ_and_may_be_set_are_set(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted(("NumberOfConnectors", "1"), ("WebSocketPingInterval", "0"), ("MeterValueSampleInterval", "60"), ("MeterValuesSampledData", "Voltage"));
        var changes = client.Asked.Where(call => call.Action == "ChangeConfiguration").Select(call => (call.Payload["key"]!.GetValue<string>(), call.Payload["value"]!.GetValue<string>()));
        Assert.Equal(
        [
            ("WebSocketPingInterval", "30"),
            ("MeterValuesSampledData", "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,Current.Offered,SoC,Energy.Active.Export.Register,Power.Active.Export"),
        ], changes);
        Assert.Equal(["StatusNotification 1", "MeterValues 1"], Triggers(client));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Measurands_that_are_refused_are_left_out_and_not_asked_for_again_at_the_next_boot(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        await using var client = await stage.Dial(owned);
        client.Settings = new() { ["MeterValuesSampledData"] = "Voltage" };
        client.Answers = (action, payload) =>
        {
            if (action != "ChangeConfiguration") return client.Obedient(action, payload);
            var value = payload["value"]!.GetValue<string>();
            if (value.Contains("SoC") || value.Contains("Export")) return new JsonObject { ["status"] = "Rejected" };
            client.Settings["MeterValuesSampledData"] = value;
            return new JsonObject { ["status"] = "Accepted" };
        };
        await client.Boot();
        Assert.Equal("Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,Current.Offered", client.Settings["MeterValuesSampledData"]);
        client.Asked.Clear();
        await client.Boot();
        Assert.DoesNotContain(client.Asked, call => call.Action == "ChangeConfiguration");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_refuses_everything_is_served_all_the_same(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var client = await stage.Dial(await stage.Link());
        client.Answers = (_, _) => JsonValue.Create("NotImplemented");
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        await client.AskedFor("TriggerMessage");
        await client.Ask("Heartbeat", "{}");
        Assert.Equal(["GetConfiguration", "GetConfiguration", "ChangeConfiguration", "ChangeConfiguration", "ChangeConfiguration"], client.Asked.Select(call => call.Action).Take(5));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_answers_nothing_is_asked_three_things_and_then_left_alone(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var client = await stage.Dial(await stage.Link());
        client.Answers = (_, _) => null;
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        for (var n = 0; n < 3; n++) await stage.Pass(client, client.AskedFor("ChangeConfiguration"));
        await stage.Pass(client, stage.After(TimeSpan.FromMinutes(2)));
        await client.Ask("Heartbeat", "{}");
        Assert.Equal(4, client.Asked.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_that_waits_for_a_boot_asks_for_one(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await using var client = await stage.Dial(await stage.Link());
        await client.Ask("Heartbeat", "{}");
        stage.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("BootNotification", (await client.AskedFor("TriggerMessage"))["requestedMessage"]!.GetValue<string>());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_comes_back_without_a_boot_is_asked_how_it_is(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (first, _, owned) = await stage.Booted(("NumberOfConnectors", "2"));
        await first.DisposeAsync();
        await using var client = await stage.Dial(owned);
        await client.Ask("Heartbeat", "{}");
        stage.Clock.Advance(TimeSpan.FromSeconds(15));
        await client.AskedFor("TriggerMessage", payload => payload["requestedMessage"]!.GetValue<string>() == "MeterValues" && payload["connectorId"]!.GetValue<int>() == 2);
        Assert.Equal(["StatusNotification 1", "StatusNotification 2", "MeterValues 1", "MeterValues 2"], Triggers(client));
    }

    private static IEnumerable<string> Triggers(StationClient client) =>
        client.Asked.Where(call => call.Action == "TriggerMessage").Select(call => $"{call.Payload["requestedMessage"]!.GetValue<string>()} {call.Payload["connectorId"]?.GetValue<int>()}");
}
