using System.Data.Common;
using System.Net.WebSockets;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

public sealed class OcppSocketTests
{
    private const string StatusCharging = """{"connectorId":1,"errorCode":"NoError","status":"Charging"}""";

    [Fact]
    public async Task A_message_may_come_in_fragments_up_to_the_limit()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        var text = Encoding.UTF8.GetBytes($"[2,\"a\",\"Heartbeat\",{{\"x\":\"{new string('y', 256 * 1024 - 28)}\"}}]");
        Assert.Equal(256 * 1024, text.Length);
        foreach (var part in text.Chunk(100_000)) await client.SendPart(part, last: false);
        await client.SendPart([], last: true);
        Assert.Equal(3, (await client.Unasked())[0]!.GetValue<int>());
    }

    [Theory]
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(256 * 1024 + 1, 256 * 1024 + 1)]
    [InlineData(256 * 1024 + 1, 4_000)]
    public async Task A_longer_message_closes_the_socket_with_1009_however_it_is_cut(int length, int fragment)
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        try
        {
            foreach (var part in Encoding.UTF8.GetBytes("[2,\"a\",\"Heartbeat\",{\"x\":\"".PadRight(length, 'y')).Chunk(fragment)) await client.SendPart(part, last: false);
        }
        catch (WebSocketException)
        {
            // Closed before all was sent.
        }
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await client.Closed()).Status);
    }

    [Fact]
    public async Task Binary_messages_are_not_taken()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        await client.SendPart([1, 2, 3], last: true, WebSocketMessageType.Binary);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, (await client.Closed()).Status);
    }

    [Fact]
    public async Task Malformed_messages_are_answered_where_they_name_themselves_and_the_socket_stays()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        await client.Send("nonsense");
        await client.Send("[5,\"a\",\"Heartbeat\",{}]");
        await client.Send("[2,\"b\",\"Heartbeat\",[]]");
        Assert.Equal("""[4,"b","FormationViolation","The fourth element of a call is its payload, an object.",{}]""", (await client.Unasked()).ToJsonString());
        Assert.Equal("2026-11-21T10:00:00Z", (await client.Ask("Heartbeat", "{}"))["currentTime"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("FlyToTheMoon", "{}", "NotImplemented", "This action is not known here.")]
    [InlineData("heartbeat", "{}", "NotImplemented", "This action is not known here.")]
    [InlineData("RemoteStartTransaction", """{"idTag":"x"}""", "NotImplemented", "This action is not known here.")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"NoError"}""", "OccurenceConstraintViolation", "status: is required.")]
    [InlineData("StatusNotification", """{"connectorId":1,"status":"Dancing"}""", "PropertyConstraintViolation", "status: is not one of OCPP 1.6.")]
    [InlineData("StatusNotification", """{"connectorId":"1","status":"Available"}""", "TypeConstraintViolation", "connectorId: must be a whole number.")]
    [InlineData("StatusNotification", """{"connectorId":-1,"status":"Available"}""", "PropertyConstraintViolation", "connectorId: must be at least 0.")]
    [InlineData("StartTransaction", """{"connectorId":0,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""", "PropertyConstraintViolation", "connectorId: must be at least 1.")]
    [InlineData("StartTransaction", """{"connectorId":1.5,"idTag":"x","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""", "TypeConstraintViolation", "connectorId: must be a whole number.")]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"x","meterStart":"0","timestamp":"2026-11-21T10:00:00Z"}""", "TypeConstraintViolation", "meterStart: must be a number.")]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":null,"meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""", "OccurenceConstraintViolation", "idTag: is required.")]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"\ud800","meterStart":0,"timestamp":"2026-11-21T10:00:00Z"}""", "TypeConstraintViolation", "idTag: must be a text of whole characters.")]
    [InlineData("StopTransaction", """{"transactionId":1,"meterStop":0}""", "OccurenceConstraintViolation", "timestamp: is required.")]
    [InlineData("MeterValues", """{"connectorId":1}""", "OccurenceConstraintViolation", "meterValue: is required.")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":{}}""", "TypeConstraintViolation", "meterValue: must be a list.")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[1]}""", "TypeConstraintViolation", "meterValue: must be a list of objects.")]
    [InlineData("BootNotification", """{"chargePointModel":"x"}""", "OccurenceConstraintViolation", "chargePointVendor: is required.")]
    [InlineData("DataTransfer", "{}", "OccurenceConstraintViolation", "vendorId: is required.")]
    public async Task A_payload_that_a_message_cannot_do_without_is_asked_for(string action, string payload, string code, string text)
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        var answer = await client.Call(action, payload);
        Assert.Equal((4, code, text), (answer[0]!.GetValue<int>(), answer[2]!.GetValue<string>(), answer[3]!.GetValue<string>()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_newest_socket_wins_and_the_old_one_is_told_why(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (first, device, owned) = await stage.Booted();
        await using var second = await stage.Dial(owned);
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "Replaced by a newer connection of this station"), await first.Closed());
        await second.Ask("Heartbeat", "{}");
        // The end of the old one took nothing from the new one.
        Assert.Equal(1, stage.Outlet.Connected);
        Assert.True(await stage.Online(device));
        await stage.Outlet.Vendor.Send(stage.Addressed(owned, device), new(Core.Commands.CommandKind.StartCharging), new(null, null, null, Core.Ports.GrantSecret.NoExtras), default);
        await second.AskedFor("RemoteStartTransaction");
        await first.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dead_old_socket_does_not_hold_up_the_new_one(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var owned = await stage.Link("CP-1");
        // A peer that never reads never answers a close.
        using var dead = new ClientWebSocket();
        dead.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"CP-1:{owned.Password}")));
        dead.Options.AddSubProtocol("ocpp1.6");
        await dead.ConnectAsync(new Uri(stage.Address + owned.Path), default);
        await using var client = await stage.Dial(owned);
        await client.Ask("Heartbeat", "{}");
        dead.Abort();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_station_that_goes_is_offline_and_one_that_comes_is_not(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, owned) = await stage.Booted();
        Assert.True(await stage.Online(device));
        client.Cut();
        await Until(async () => await stage.Online(device) == false);
        await using var again = await stage.Dial(owned);
        await again.Ask("Heartbeat", "{}");
        Assert.True(await stage.Online(device));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_that_stops_says_so(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await stage.StopServer();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, (await client.Closed()).Status);
        Assert.False(await stage.Online(device));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_killed_process_left_connected_is_offline_at_the_next_start(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        await stage.Outlet.Open();
        Assert.False(await stage.Online(device));
        Assert.Empty(await stage.Store.Rows<string>("select id from stations where connected_at is not null"));
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_is_answered_only_after_the_commit(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        using var held = stage.Store.HoldCommits();
        var answer = client.Call("StatusNotification", StatusCharging);
        await held.Reached;
        // An answer sent too early would have come before this one.
        await client.Knock();
        Assert.False(answer.IsCompleted);
        Assert.Null(await stage.Value(device, Signal.ChargeState));
        held.Dispose();
        Assert.Equal(3, (await answer)[0]!.GetValue<int>());
        Assert.Equal(ChargeStates.Charging, (await stage.Value(device, Signal.ChargeState))!.Value.Text);
        await client.DisposeAsync();
    }

    // The test above must see an answer that comes too early.
    [Theory, OnSqlite, OnPostgres]
    public async Task A_store_that_says_done_before_its_commit_is_found_out(Engine engine)
    {
        HastyDatabase? hasty = null;
        await using var stage = await OcppStage.Start(engine, database: real => hasty = new HastyDatabase(real));
        var (client, device, _) = await stage.Booted();
        hasty!.Hastes = true;
        using var held = stage.Store.HoldCommits();
        var answer = client.Call("StatusNotification", StatusCharging);
        await held.Reached;
        Assert.Equal(3, (await answer)[0]!.GetValue<int>());
        Assert.Null(await stage.Value(device, Signal.ChargeState));
        held.Dispose();
        await client.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_could_not_be_committed_is_not_acknowledged_and_is_taken_when_sent_again(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        var (client, device, _) = await stage.Booted();
        stage.Store.CommitsFail = true;
        const string start = """{"connectorId":1,"idTag":"x","meterStart":5,"timestamp":"2026-11-21T10:00:00Z"}""";
        var refused = await client.Call("StartTransaction", start, "s1");
        Assert.Equal((4, "InternalError"), (refused[0]!.GetValue<int>(), refused[2]!.GetValue<string>()));
        Assert.Equal("The message could not be stored; send it again.", refused[3]!.GetValue<string>());
        Assert.Null(await stage.Value(device, Signal.EnergyIn));
        stage.Store.CommitsFail = false;
        Assert.Equal("Accepted", (await client.Ask("StartTransaction", start, "s1"))["idTagInfo"]!["status"]!.GetValue<string>());
        Assert.Single(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions"));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Calls_are_answered_in_their_order_even_from_a_station_that_does_not_wait()
    {
        await using var stage = await OcppStage.Start();
        var (client, _, _) = await stage.Booted();
        for (var n = 0; n < 40; n++) await client.Send($"[2,\"h{n}\",\"Heartbeat\",{{}}]");
        for (var n = 0; n < 40; n++) Assert.Equal($"h{n}", (await client.Unasked())[1]!.GetValue<string>());
        await client.DisposeAsync();
    }

    // In real time: the pings of a WebSocket run by the system's clock.
    [Fact]
    public async Task Pings_are_sent_and_a_silent_line_is_given_up()
    {
        await using var stage = await OcppStage.Start(options: new OcppOptions { PingInterval = TimeSpan.FromMilliseconds(200), PongTimeout = TimeSpan.FromMilliseconds(200) });
        var owned = await stage.Link("CP-1");
        await using var line = await SilentLine.Dial(stage.Address, owned);
        Assert.Equal(0x89, await line.FirstByteOfNextFrame());
        await Until(() => Task.FromResult(stage.Outlet.Connected == 0));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_socket_that_is_held_can_end_it(Engine engine)
    {
        await using var stage = await OcppStage.Start(engine);
        await stage.Link("CP-1");
        var station = Guid.Parse(Assert.Single(await stage.Store.Rows<string>("select id from stations")));
        var (here, elsewhere) = (stage.House.Get<Ids>().New(), stage.House.Get<Ids>().New());
        var first = await stage.Store.Write(db => SocketTable.Connect(db, station, here, stage.Clock.GetUtcNow()));
        var second = await stage.Store.Write(db => SocketTable.Connect(db, station, here, stage.Clock.GetUtcNow()));
        Assert.False(await stage.Store.Write(db => SocketTable.Disconnect(db, first)));
        Assert.False(await stage.Store.Write(db => SocketTable.Disconnect(db, second with { Node = elsewhere })));
        Assert.Equal(second, await stage.Store.Read(db => SocketTable.Find(db, station)));
        Assert.True(await stage.Store.Write(db => SocketTable.Disconnect(db, second)));
        Assert.False(await stage.Store.Write(db => SocketTable.Disconnect(db, second)));
        Assert.Null(await stage.Store.Read(db => SocketTable.Find(db, station)));
    }

    private sealed class HastyDatabase(Database real) : Database
    {
        /// <summary>Whether a write completes as soon as its unit has run.</summary>
        public bool Hastes { get; set; }

        public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => real.Read(unit);

        public override async Task<T> Write<T>(Func<DbConnection, Task<T>> unit)
        {
            var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            var committed = real.Write(async db =>
            {
                var done = await unit(db);
                result.TrySetResult(done);
                return done;
            });
            return await (Hastes ? await Task.WhenAny(result.Task, committed) : committed);
        }
    }

    private static async Task Until(Func<Task<bool>> met)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!await met())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "It did not come about in time.");
            await Task.Yield();
        }
    }
}
