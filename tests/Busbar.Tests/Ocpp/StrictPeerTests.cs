using System.Text.Json.Nodes;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Tests.Ocpp;

/// <summary>Every call of ours to an independent charge point that holds each message against the published schemas.</summary>
public sealed class StrictPeerTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Each call with as much in it as it can hold, and with as little.</summary>
    private static readonly IReadOnlyList<IOutgoing> Calls =
    [
        new CancelReservation(1),
        new ChangeAvailability(0, true), new ChangeAvailability(1, false),
        new ChangeConfiguration("HeartbeatInterval", "300"), new ChangeConfiguration("AuthorizationKey", PasswordChange.New()), new ChangeConfiguration("K", ""),
        new ClearCache(),
        new ClearChargingProfile(null), new ClearChargingProfile(100, 1, "TxDefaultProfile", 0),
        new DataTransfer("Vendor"), new DataTransfer("Vendor", "Message", "Data"),
        new GetCompositeSchedule(1, 3600), new GetCompositeSchedule(0, 3600, "W"),
        new GetConfiguration([]), new GetConfiguration(["HeartbeatInterval", new string('K', 50)]),
        new GetDiagnostics("ftp://user:password@files.example/logs/"), new GetDiagnostics("https://files.example/logs?x=1", At, At.AddDays(1), 3, 60),
        new GetLocalListVersion(),
        new RemoteStartTransaction(1, new string('T', 20)),
        new RemoteStopTransaction(1),
        new ReserveNow(1, At, "TAG", null, 1), new ReserveNow(0, At, "TAG", "PARENT", 2),
        new Reset(false), new Reset(true),
        new SendLocalList(1, true, [new("A", "Accepted"), new("B", "Blocked"), new("C", "Expired"), new("D", "Invalid")]), new SendLocalList(2, false, [new("A", null)]), new SendLocalList(3, true, []),
        new SetChargingProfile(1, null, 16.25, StationConfig.Nothing, At), new SetChargingProfile(1, 5, 6.1, StationConfig.Nothing.With(StationConfig.RateUnits, "Power"), At),
        .. TriggerMessage.Messages.Select(message => new TriggerMessage(message)), new TriggerMessage("MeterValues", 1),
        new UnlockConnector(1),
        new UpdateFirmware("ftps://files.example/f.bin", At), new UpdateFirmware("http://files.example/f.bin", At, 3, 60),
    ];

    [Fact]
    public void None_is_missing()
    {
        var ours = typeof(IOutgoing).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IOutgoing)) && type is { IsInterface: false, Namespace: "Busbar.Vendors.Ocpp.V16" });
        Assert.Equal(ours.Select(type => type.Name).Order(), Calls.Select(call => call.Action).Distinct().Order());
        Assert.Equal(
            ["CancelReservation", "ChangeAvailability", "ChangeConfiguration", "ClearCache", "ClearChargingProfile", "DataTransfer", "GetCompositeSchedule", "GetConfiguration",
                "GetDiagnostics", "GetLocalListVersion", "RemoteStartTransaction", "RemoteStopTransaction", "ReserveNow", "Reset", "SendLocalList", "SetChargingProfile",
                "TriggerMessage", "UnlockConnector", "UpdateFirmware"],
            Calls.Select(call => call.Action).Distinct().Order());
    }

    [PeerFact]
    public async Task A_strict_charge_point_takes_each_of_them()
    {
        await using var stage = await OcppStage.Start();
        var owned = await stage.Link("CP-1");
        await using var peer = Peer.Start("charge-point.mjs", new { endpoint = stage.Address + "/ocpp", identity = owned.Identity, password = owned.Password, auto = false });
        // Its own answers are polite, and some of them no: here each is a yes.
        object accepted = new { status = "Accepted" };
        foreach (var (action, result) in new[] { ("CancelReservation", accepted), ("ReserveNow", accepted), ("SendLocalList", accepted), ("GetCompositeSchedule", accepted), ("DataTransfer", accepted) })
        {
            await peer.Send(new { @do = "answer", action, result });
            await peer.Next("answering");
        }
        await peer.Send(new { @do = "connect" });
        await peer.Next("connected");
        // Once it was answered, its socket is known to be its own.
        await peer.Send(new { @do = "call", id = "1", action = "Heartbeat", @params = new { } });
        await peer.Next("result");
        var station = Assert.Single(await stage.Outlet.Desk.Find("CP-1")).Id;

        // A call that breaks the schema is found out.
        await Assert.ThrowsAsync<VendorFault>(() => stage.Outlet.Desk.Ask(station, new Planted(), default));
        Assert.Equal("Reset", (await peer.Next("invalid")).GetProperty("action").GetString());

        foreach (var call in Calls)
        {
            await stage.Outlet.Desk.Ask(station, call, default);
            var heard = await peer.Next("incoming", line => line.GetProperty("action").GetString() == call.Action);
            Assert.True(JsonNode.DeepEquals(call.Payload, JsonNode.Parse(heard.GetProperty("params").GetRawText())), call.Action);
        }
        Assert.Single(peer.Lines, line => line.GetProperty("event").GetString() is "invalid" or "bad");
    }

    private sealed record Planted : IOutgoing
    {
        public string Action => "Reset";
        public JsonObject Payload => new() { ["type"] = "Medium" };
    }
}
