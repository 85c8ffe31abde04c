using System.Text.Json.Nodes;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Busbar.Tests.Ocpp;

namespace Busbar.Tests.Cli;

/// <summary>What an operator writes, on its way to a station's socket and back.</summary>
public sealed class StationCommandsTests
{
    [Theory]
    [InlineData("reset CP-1", "Reset", """{"type":"Soft"}""", "Accepted.")]
    [InlineData("reset CP-1 --hard", "Reset", """{"type":"Hard"}""", "Accepted.")]
    [InlineData("unlock CP-1 1", "UnlockConnector", """{"connectorId":1}""", "Unlocked.")]
    [InlineData("availability CP-1 inoperative", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""", "Accepted.")]
    [InlineData("availability CP-1 2 operative", "ChangeAvailability", """{"connectorId":2,"type":"Operative"}""", "Accepted.")]
    [InlineData("config CP-1", "GetConfiguration", "{}", "no settings")]
    [InlineData("config CP-1 A B", "GetConfiguration", """{"key":["A","B"]}""", "no settings")]
    [InlineData("config-set CP-1 HeartbeatInterval 300", "ChangeConfiguration", """{"key":"HeartbeatInterval","value":"300"}""", "Accepted.")]
    [InlineData("trigger CP-1 heartbeat", "TriggerMessage", """{"requestedMessage":"Heartbeat"}""", "Accepted.")]
    [InlineData("trigger CP-1 MeterValues 1", "TriggerMessage", """{"requestedMessage":"MeterValues","connectorId":1}""", "Accepted.")]
    [InlineData("clear-cache CP-1", "ClearCache", "{}", "Accepted.")]
    [InlineData("list-version CP-1", "GetLocalListVersion", "{}", "Version 7.")]
    [InlineData("schedule CP-1 1 600", "GetCompositeSchedule", """{"connectorId":1,"duration":600}""", "Accepted")]
    [InlineData("schedule CP-1 1 600 --unit A", "GetCompositeSchedule", """{"connectorId":1,"duration":600,"chargingRateUnit":"A"}""", "Accepted")]
    [InlineData("profile-clear CP-1", "ClearChargingProfile", "{}", "Accepted.")]
    [InlineData("profile-clear CP-1 --connector 1 --purpose TxProfile --stack 2", "ClearChargingProfile", """{"connectorId":1,"chargingProfilePurpose":"TxProfile","stackLevel":2}""", "Accepted.")]
    [InlineData("profile-clear CP-1 --id 9", "ClearChargingProfile", """{"id":9}""", "Accepted.")]
    [InlineData("data CP-1 Vendor Message Data", "DataTransfer", """{"vendorId":"Vendor","messageId":"Message","data":"Data"}""", "Accepted")]
    [InlineData("list-send CP-1 A B=Blocked", "SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}},{"idTag":"B","idTagInfo":{"status":"Blocked"}}]}""", "Accepted: version 1.")]
    [InlineData("list-send CP-1 A=- --change --version 9", "SendLocalList", """{"listVersion":9,"updateType":"Differential","localAuthorizationList":[{"idTag":"A"}]}""", "Accepted: version 9.")]
    [InlineData("list-send CP-1 --empty", "SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[]}""", "Accepted: version 1.")]
    [InlineData("reserve CP-1 1 TAG --until 2h --parent P", "ReserveNow", """{"connectorId":1,"expiryDate":"2026-11-21T12:00:00Z","idTag":"TAG","reservationId":1,"parentIdTag":"P"}""", "Accepted: reservation 1, until 2026-11-21 12:00Z.")]
    [InlineData("cancel-reservation CP-1 1", "CancelReservation", """{"reservationId":1}""", "Accepted.")]
    [InlineData("diagnostics CP-1 ftp://u:p@h/x --from 2026-11-20 --retries 2 --retry-seconds 30", "GetDiagnostics", """{"location":"ftp://u:p@h/x","startTime":"2026-11-20T00:00:00Z","retries":2,"retryInterval":30}""", "uploads log.zip")]
    [InlineData("firmware CP-1 https://h/f.bin --at 2026-11-22T03:00+01:00", "UpdateFirmware", """{"location":"https://h/f.bin","retrieveDate":"2026-11-22T02:00:00Z"}""", "2026-11-22 02:00Z")]
    [InlineData("firmware CP-1 https://h/f.bin", "UpdateFirmware", """{"location":"https://h/f.bin","retrieveDate":"2026-11-21T10:00:00Z"}""", "2026-11-21 10:00Z")]
    public async Task Is_asked_of_the_station_and_its_answer_told(string words, string action, string payload, string told)
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        client.Answers = (asked, said) => asked switch
        {
            "GetLocalListVersion" => new JsonObject { ["listVersion"] = 7 },
            "GetDiagnostics" => new JsonObject { ["fileName"] = "log.zip" },
            "UpdateFirmware" => new JsonObject(),
            "UnlockConnector" => new JsonObject { ["status"] = "Unlocked" },
            _ => client.Obedient(asked, said),
        };
        client.Asked.Clear();
        var (exit, text) = await stage.Cli(["stations", .. words.Split(' ')]);
        Assert.True(exit == 0, text);
        Assert.Contains(told, text);
        var asked = Assert.Single(client.Asked);
        Assert.Equal((action, payload), (asked.Action, asked.Payload.ToJsonString()));
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData("explode CP-1", "no command 'stations explode'")]
    [InlineData("reset", "Write: busbar stations reset STATION [--hard]")]
    [InlineData("reset CP-1 CP-1", "Write: busbar stations reset")]
    [InlineData("reset CP-1 --now", "Write: busbar stations reset")]
    [InlineData("reset NOBODY", "no station 'NOBODY'")]
    [InlineData("reset nobody/CP-1", "no station 'nobody/CP-1'")]
    [InlineData("unlock CP-1 one", "CONNECTOR")]
    [InlineData("unlock CP-1 0", "connectorId: must be at least 1")]
    [InlineData("availability CP-1 maybe", "neither operative nor inoperative")]
    [InlineData("config-set CP-1 AuthorizationKey 00", "stations password")]
    [InlineData("trigger CP-1 Authorize", "requestedMessage: must be one of")]
    [InlineData("list-send CP-1", "--empty")]
    [InlineData("list-send CP-1 A a", "twice")]
    [InlineData("list-send CP-1 A=Maybe", "status: must be one of")]
    [InlineData("list-send CP-1 A --empty", "--empty stands alone")]
    [InlineData("reserve CP-1 1 TAG", "--until")]
    [InlineData("reserve CP-1 1 TAG --until noon", "--until")]
    [InlineData("reserve CP-1 1 TAG --until 2020-01-01", "later than now")]
    [InlineData("reserve CP-1 1 TAG-OF-MORE-THAN-TWENTY --until 1h", "idTag")]
    [InlineData("diagnostics CP-1 file:///etc/passwd", "ftp://")]
    [InlineData("firmware CP-1 f.bin", "ftp://")]
    [InlineData("tags CP-1 TAG --any", "Either")]
    [InlineData("tags CP-1 TAG-OF-MORE-THAN-TWENTY", "tag: must have 1 to 20")]
    public async Task A_mistake_is_named_and_nothing_is_sent(string words, string named)
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        client.Asked.Clear();
        var (exit, text) = await stage.Cli(["stations", .. words.Split(' ')]);
        Assert.Equal(2, exit);
        Assert.Contains(named, text);
        Assert.Empty(client.Asked);
        foreach (var table in new[] { "ocpp_jobs", "ocpp_reservations", "ocpp_local_lists" }) Assert.Equal([0L], await stage.Store.Rows<long>($"select count(*) from {table}"));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_of_several_tenants_is_named_with_its_tenant(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        Assert.Equal((0, "There are no stations yet."), await stage.Cli("stations", "list"));
        var other = (await stage.House.NewClient("other", Realm.Production)).Client;
        await stage.Link("CP-1");
        var second = await stage.Link("CP-1", other);
        await using var client = await stage.Dial(second);
        await client.Boot();

        var (exit, text) = await stage.Cli("stations", "reset", "CP-1");
        Assert.Equal((2, true), (exit, text.Contains("acme/CP-1 or other/CP-1", StringComparison.Ordinal)));
        Assert.Equal((0, "Accepted."), await stage.Cli("stations", "reset", "other/CP-1"));
        Assert.Equal((2, "The station is not connected."), await stage.Cli("stations", "reset", $"{stage.Client.TenantId}/CP-1"));
        var lines = (await stage.Cli("stations", "list")).Text.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("never booted", lines[0]);
        Assert.Contains("since 2026-11-21 10:00Z", lines[1]);
    }

    [Fact]
    public async Task What_a_station_refuses_or_leaves_unanswered_is_told()
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        client.Answers = (action, _) => action switch { "Reset" => new JsonObject { ["status"] = "Rejected" }, "ClearCache" => JsonValue.Create("NotImplemented"), _ => new JsonObject() };
        Assert.Equal((2, "The station answered Rejected to Reset."), await stage.Cli("stations", "reset", "CP-1"));
        Assert.Equal((2, "The station does not know ClearCache."), await stage.Cli("stations", "clear-cache", "CP-1"));
        var (exit, text) = await stage.Cli("stations", "unlock", "CP-1", "1");
        Assert.Equal((2, true), (exit, text.EndsWith("It may have been carried out all the same.", StringComparison.Ordinal)));
        Assert.Equal(2, (await stage.Cli("stations", "list-version", "CP-1")).Exit);
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everything_that_is_known_of_a_station_is_shown(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted(("NumberOfConnectors", "1"));
        client.Answers = (action, payload) => action switch
        {
            "GetDiagnostics" => new JsonObject { ["fileName"] = "log\u001b[31m.zip" },
            "UpdateFirmware" => new JsonObject(),
            "SendLocalList" => new JsonObject { ["status"] = "VersionMismatch" },
            _ => client.Obedient(action, payload),
        };
        await client.Ask("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M","chargePointSerialNumber":"S","chargeBoxSerialNumber":"B","firmwareVersion":"F","iccid":"8931","imsi":"2040","meterType":"EM","meterSerialNumber":"42"}""");
        await client.Ask("StatusNotification", """{"connectorId":1,"errorCode":"OtherError","vendorErrorCode":"E7","vendorId":"V","info":"hot","status":"Faulted"}""");
        await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""");
        await client.Ask("StopTransaction", """{"transactionId":5,"meterStop":0,"timestamp":"2026-11-21T09:00:00Z"}""");
        await stage.Cli("stations", "diagnostics", "CP-1", "ftp://user:secret@files/x?sig=hidden");
        await stage.Cli("stations", "firmware", "CP-1", "https://files/f.bin");
        await client.Ask("FirmwareStatusNotification", """{"status":"Installed"}""");
        await stage.Cli("stations", "reserve", "CP-1", "1", "TAG", "--until", "1h");
        await stage.Cli("stations", "tags", "CP-1", "AB12", "CD34");
        await stage.Cli("stations", "list-send", "CP-1");

        var (exit, text) = await stage.Cli("stations", "show", "CP-1");
        Assert.True(exit == 0, text);
        foreach (var part in new[]
        {
            "acme/CP-1", "since 2026-11-21 10:00Z", "V  M", "S  B", "8931  2040", "EM  42", "Faulted", "(OtherError, E7, hot)", "transaction ", "AB12 CD34",
            "version 1, Full, 2 tags, sent 2026-11-21 10:00Z: VersionMismatch", "1: connector 1 for TAG until 2026-11-21 11:00Z: Accepted",
            "asked 2026-11-21 10:00Z ftp://files/x: Taken  log\uFFFD[31m.zip", "Installed 2026-11-21 10:00Z", "NumberOfConnectors = 1", "1 messages",
        }) Assert.Contains(part, text);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("hidden", text);
        Assert.Contains("StopTransaction: unknown transaction", (await stage.Cli("stations", "parked", "CP-1")).Text);
        Assert.Equal((0, "any may charge"), await stage.Cli("stations", "tags", "CP-1", "--any"));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tag_list_holds_at_the_station_and_is_what_is_sent(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        Assert.Equal((0, "any may charge"), await stage.Cli("stations", "tags", "CP-1"));
        Assert.Equal((0, "AB12 CD34"), await stage.Cli("stations", "tags", "CP-1", "AB12", "CD34"));
        Assert.Equal(("Invalid", "Accepted"), (await Tag("whoever"), await Tag("cd34")));
        Assert.Equal(0, (await stage.Cli("stations", "list-send", "CP-1")).Exit);
        Assert.Equal(2, (await client.AskedFor("SendLocalList"))["localAuthorizationList"]!.AsArray().Count);
        Assert.Equal((0, "Accepted: version 2."), await stage.Cli("stations", "list-send", "CP-1", "EF56", "--change"));
        await stage.Cli("stations", "tags", "CP-1", "--any");
        Assert.Equal("Accepted", await Tag("whoever"));
        await client.DisposeAsync();

        async Task<string> Tag(string tag) => (await client.Ask("Authorize", $$"""{"idTag":"{{tag}}"}"""))["idTagInfo"]!["status"]!.GetValue<string>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reservation_is_remembered_until_it_is_used_or_taken_back(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, _, _) = await stage.Booted();
        foreach (var _ in new[] { 1, 2, 3 }) Assert.Equal(0, (await stage.Cli("stations", "reserve", "CP-1", "1", "TAG", "--until", "2h")).Exit);
        await client.Ask("StartTransaction", """{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"2026-11-21T10:00:00Z","reservationId":1}""");
        Assert.Equal(0, (await stage.Cli("stations", "cancel-reservation", "CP-1", "2")).Exit);
        client.Answers = (_, _) => new JsonObject { ["status"] = "Occupied" };
        Assert.Equal((2, "The station answered Occupied to ReserveNow."), await stage.Cli("stations", "reserve", "CP-1", "1", "TAG", "--until", "2h"));
        await client.DisposeAsync();
        await stage.StopServer();
        Assert.Equal(2, (await stage.Cli("stations", "reserve", "CP-1", "1", "TAG", "--until", "2h")).Exit);
        Assert.Equal([(1, "Used"), (2, "Cancelled"), (3, "Accepted"), (4, "Occupied"), (5, "NotSent")],
            await stage.Store.Rows<(long, string)>("select reservation_id, status from ocpp_reservations order by reservation_id"));
    }
}
