using System.Text.Json.Nodes;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>What the messages of OCPP 1.6 do, over a real socket.</summary>
public sealed class OcppMessageTests
{
    private const string Ten = "2026-11-21T10:00:00Z";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_accepted_boot_ends_the_link(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link();
        await using var client = await stage.Dial(owned);
        Assert.Null(await stage.Device(owned.Identity));
        var answer = await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M","chargeBoxSerialNumber":"S","firmwareVersion":"F"}""");
        Assert.Equal(("Accepted", Ten), (answer["status"]!.GetValue<string>(), answer["currentTime"]!.GetValue<string>()));
        Assert.InRange(answer["interval"]!.GetValue<int>(), 240, 360);
        Assert.Equal((LinkStatus.Succeeded, (await stage.Device(owned.Identity))?.Id), await Outcome());
        Assert.Equal(("V", "M", "S", "F"), Assert.Single(await stage.Store.Rows<(string, string, string, string)>("select vendor, model, serial, firmware from stations")));

        var before = await Outcome();
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        Assert.Equal(before, await Outcome());
        Assert.Single(await stage.Devices());

        async Task<(LinkStatus, Guid?)> Outcome() => await stage.Standing(owned.Link) is var link ? (link.Status, link.DeviceId) : default;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_whose_link_has_ended_otherwise_is_rejected(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link();
        Assert.Null((await stage.House.Get<CancelLink>().Cancel(stage.Client, owned.Link)).Fault);
        await using var client = await stage.Dial(owned);
        for (var n = 0; n < 2; n++)
            Assert.Equal("Rejected", (await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}"""))["status"]!.GetValue<string>());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Statuses_become_plug_and_charge_state(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await Status(client, 1, "Preparing", "2026-11-21T09:58:00Z");
        Assert.True((await stage.Value(device, Signal.IsPluggedIn))!.Value.Flag);
        Assert.Equal(DateTimeOffset.Parse("2026-11-21T09:58:00Z"), (await stage.Values(device, Signal.IsPluggedIn)).Single().At);
        await Status(client, 1, "Charging", "2026-11-21T09:59:00Z");
        Assert.True((await stage.Value(device, Signal.IsCharging))!.Value.Flag);
        await Status(client, 1, "Faulted", "2026-11-21T09:59:30Z");
        Assert.Equal(ChargeStates.Fault, (await stage.Value(device, Signal.ChargeState))!.Value.Text);
        Assert.True((await stage.Value(device, Signal.IsPluggedIn))!.Value.Flag);
        // The station itself is no connector.
        await Status(client, 0, "Available", "2026-11-21T09:59:40Z");
        Assert.Equal(ChargeStates.Fault, (await stage.Value(device, Signal.ChargeState))!.Value.Text);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_of_status_is_as_of_now_where_the_stations_time_stands_still(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await Status(client, 1, "Preparing", "2026-11-21T01:00:00Z");
        await stage.Pass(client, stage.After(TimeSpan.FromMinutes(1)));
        await Status(client, 1, "Charging", "2026-11-21T01:00:00Z");
        Assert.Equal(stage.Clock.GetUtcNow(), (await stage.Values(device, Signal.IsCharging))[^1].At);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_station_says_before_its_boot_is_not_lost(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link();
        await using var client = await stage.Dial(owned);
        await Status(client, 1, "Charging", "2026-11-21T09:30:00Z");
        await client.Boot();
        var device = (await stage.Device(owned.Identity))!.Id;
        Assert.Equal(DateTimeOffset.Parse("2026-11-21T09:30:00Z"), (await stage.Values(device, Signal.IsCharging)).Single().At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Several_connectors_told_of_before_the_boot_do_not_stand_in_its_way(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link();
        await using var client = await stage.Dial(owned);
        await Status(client, 1, "Available", "2026-11-21T09:30:00Z");
        await Status(client, 2, "Charging", "2026-11-21T09:30:00Z");
        await client.Boot();
        Assert.True((await stage.Value((await stage.Device(owned.Identity + "/2"))!.Id, Signal.IsCharging))!.Value.Flag);
        Assert.Equal((await stage.Device(owned.Identity))!.Id, (await stage.Standing(owned.Link)).DeviceId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_with_several_connectors_becomes_a_parent_and_its_connectors(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, station, owned) = await stage.Booted(("NumberOfConnectors", "2"));
        var two = (await stage.Device("CP-1/2"))!.Id;
        var one = (await stage.Device("CP-1/1"))!.Id;
        Assert.Equal([("CP-1", null, ""), ("CP-1/1", station, "StartCharging StopCharging SetMaxCurrent"), ("CP-1/2", (Guid?)station, "StartCharging StopCharging SetMaxCurrent")],
            (await stage.Devices()).Select(device => (device.VendorId, device.ParentId, string.Join(' ', device.Commands))).Order());
        await Status(client, 2, "Charging", Ten);
        await client.Ask("MeterValues", """{"connectorId":2,"meterValue":[{"timestamp":"2026-11-21T10:00:00Z","sampledValue":[{"value":"7000"}]}]}""");
        await client.Ask("MeterValues", """{"connectorId":0,"meterValue":[{"timestamp":"2026-11-21T10:00:00Z","sampledValue":[{"value":"9000"}]}]}""");
        Assert.True((await stage.Value(two, Signal.IsCharging))!.Value.Flag);
        Assert.Null(await stage.Value(one, Signal.IsCharging));
        Assert.Null(await stage.Value(station, Signal.IsCharging));
        Assert.Equal((7, 9), ((await stage.Value(two, Signal.EnergyIn))!.Value.Number, (await stage.Value(station, Signal.EnergyIn))!.Value.Number));
        Guid[] all = [station, one, two];
        foreach (var device in all) Assert.True(await stage.Online(device));
        await client.DisposeAsync();
        await stage.StopServer();
        foreach (var device in all) Assert.False(await stage.Online(device));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_connector_that_was_not_told_of_makes_itself_known(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, owned) = await stage.Booted();
        await Status(client, 2, "Preparing", Ten);
        Assert.True((await stage.Value((await stage.Device("CP-1/2"))!.Id, Signal.IsPluggedIn))!.Value.Flag);
        Assert.NotNull(await stage.Device("CP-1/1"));
        await Status(client, 9_999, "Preparing", Ten);
        Assert.Equal(3, (await stage.Devices()).Count);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_follows_a_first_boot_waits_for_the_number_of_connectors(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        await using var client = await stage.Dial(owned);
        client.Settings = new() { ["NumberOfConnectors"] = "2" };
        var asked = new TaskCompletionSource();
        client.Answers = (action, payload) =>
        {
            if (action != "GetConfiguration") return client.Obedient(action, payload);
            asked.TrySetResult();
            return null;
        };
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
        var status = client.Call("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Charging"}""");
        await asked.Task;
        var question = await client.AskedFor("GetConfiguration");
        // Time enough for a hundred answers, and none to the status.
        for (var n = 0; n < 100; n++) await client.Knock();
        Assert.False(status.IsCompleted);
        // It never answers: after a while the message is taken all the same.
        Assert.Equal(3, (await stage.Pass(client, status))[0]!.GetValue<int>());
        Assert.True((await stage.Value((await stage.Device("CP-1"))!.Id, Signal.IsCharging))!.Value.Flag);
        Assert.Empty(question);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Any_tag_may_charge_unless_the_station_has_a_list(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        Assert.Equal("Accepted", await Tag("whoever"));
        await stage.Store.Write(db => Dapper.SqlMapper.ExecuteAsync(db, """update stations set tags = '["AB12"]'"""));
        Assert.Equal("Invalid", await Tag("whoever"));
        Assert.Equal("Accepted", await Tag("ab12"));
        var start = await client.Ask("StartTransaction", Start("whoever", 0, Ten));
        Assert.Equal("Invalid", start["idTagInfo"]!["status"]!.GetValue<string>());
        Assert.True(start["transactionId"]!.GetValue<int>() > 0);
        await client.DisposeAsync();

        async Task<string> Tag(string tag) => (await client.Ask("Authorize", $$"""{"idTag":"{{tag}}"}"""))["idTagInfo"]!["status"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("DataTransfer", """{"vendorId":"any","data":"x"}""", """{"status":"UnknownVendorId"}""")]
    [InlineData("FirmwareStatusNotification", """{"status":"Installed"}""", "{}")]
    [InlineData("DiagnosticsStatusNotification", """{"status":"Idle"}""", "{}")]
    [InlineData("Heartbeat", "{}", """{"currentTime":"2026-11-21T10:00:00Z"}""")]
    public async Task Small_messages_get_their_answers(string action, string payload, string answer)
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        Assert.Equal(answer, (await client.Ask(action, payload)).ToJsonString());
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_slow_clock_is_corrected_and_the_raw_time_kept(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        // An hour slow. The second of two samples in step proves it.
        for (var n = 0; n < 3; n++)
        {
            var told = stage.Clock.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
            await client.Ask("MeterValues", $$"""{"connectorId":1,"meterValue":[{"timestamp":"{{told}}","sampledValue":[{"value":"{{n}}000"}]}]}""");
            await stage.Pass(client, stage.After(TimeSpan.FromMinutes(1)));
        }
        Assert.Equal(["09:00:00", "10:01:00", "10:02:00"], (await stage.Values(device, Signal.EnergyIn)).Select(seen => seen.At.ToString("HH:mm:ss")));
        await client.Ask("StartTransaction", Start("s", 3000, "2026-11-21T09:02:30Z"));
        Assert.Equal(("2026-11-21T09:02:30Z", DateTimeOffset.Parse("2026-11-21T10:02:30Z").ToUnixTimeMilliseconds() * 1000),
            Assert.Single(await stage.Store.Rows<(string, long)>("select started_raw, started_at from ocpp_transactions")));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_time_that_cannot_be_read_means_now(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await client.Ask("StartTransaction", Start("s", 3000, "yesterday"));
        Assert.Equal(stage.Clock.GetUtcNow(), (await stage.Values(device, Signal.EnergyIn)).Single().At);
        Assert.Equal("yesterday", Assert.Single(await stage.Store.Rows<string>("select started_raw from ocpp_transactions")));
        await client.DisposeAsync();
    }

    private static string Start(string tag, int meter, string time) => $$"""{"connectorId":1,"idTag":"{{tag}}","meterStart":{{meter}},"timestamp":"{{time}}"}""";

    private static Task<JsonObject> Status(StationClient client, int connector, string status, string time) =>
        client.Ask("StatusNotification", $$"""{"connectorId":{{connector}},"errorCode":"NoError","status":"{{status}}","timestamp":"{{time}}"}""");
}
