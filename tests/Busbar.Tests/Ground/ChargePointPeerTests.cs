using System.Text.Json;

namespace Busbar.Tests.Ground;

/// <summary>The charge point of tests/peers against the central system of its own library, both strict.</summary>
public sealed class ChargePointPeerTests
{
    private const string Time = "2026-03-01T08:00:00.000Z";

    [PeerFact]
    public async Task A_wrong_password_is_refused_before_the_socket()
    {
        await using var central = Peer.Start("central-system.mjs", new { password = "right", time = Time });
        await using var station = Station(await Port(central), "wrong", auto: false);
        await station.Send(new { @do = "connect" });
        Assert.Equal(401, (await station.Next("rejected")).GetProperty("status").GetInt32());
    }

    [PeerFact]
    public async Task It_calls_answers_and_tells_what_came_in()
    {
        await using var central = Peer.Start("central-system.mjs", new { password = "right", time = Time });
        await using var station = Station(await Port(central), "right", auto: false);
        await station.Send(new { @do = "connect" });
        Assert.Equal("ocpp1.6", Text(await station.Next("connected"), "protocol"));

        await station.Send(new { @do = "call", id = "1", action = "Heartbeat", @params = new { } });
        var heartbeat = await station.Next("result", line => Text(line, "id") == "1");
        Assert.Equal(Time, Text(heartbeat.GetProperty("result"), "currentTime"));

        await station.Send(new { @do = "call", id = "2", action = "Heartbeat", @params = new { extra = 1 } });
        await station.Next("invalid", line => Text(line, "direction") == "out");
        await station.Next("error", line => Text(line, "id") == "2");

        await station.Send(new { @do = "answer", action = "RemoteStartTransaction", result = new { status = "Rejected" } });
        await station.Next("answering");
        Assert.Equal("Rejected", await Command(central, "RemoteStartTransaction", new { idTag = "TAG" }));
        var incoming = await station.Next("incoming");
        Assert.Equal("TAG", Text(incoming.GetProperty("params"), "idTag"));

        await station.Send(new { @do = "answer", action = "RemoteStartTransaction" });
        await station.Next("answering");
        Assert.Equal("Accepted", await Command(central, "RemoteStartTransaction", new { idTag = "TAG" }));

        await station.Send(new { @do = "answer", action = "ClearCache", error = "NotSupported" });
        await station.Next("answering");
        await central.Send(new { @do = "call", action = "ClearCache", @params = new { } });
        Assert.Equal("NotSupported", Text(await central.Next("error"), "code"));

        await central.Send(new { @do = "kick", code = 1008, reason = "enough" });
        var left = await station.Next("disconnected");
        Assert.Equal((1008, "enough"), (left.GetProperty("code").GetInt32(), Text(left, "reason")));
    }

    [PeerFact]
    public async Task Left_to_itself_it_charges_as_it_is_told()
    {
        await using var central = Peer.Start("central-system.mjs", new { password = "right", time = Time });
        await using var station = Station(await Port(central), "right", auto: true);
        await station.Send(new { @do = "connect" });
        await station.Send(new { @do = "boot" });
        await station.Next("booted");
        Assert.Equal("Rejected", await Command(central, "RemoteStartTransaction", new { idTag = "TAG", connectorId = 1 }));

        await station.Send(new { @do = "plug" });
        await Heard(central, "StatusNotification", p => Text(p, "status") == "Preparing");
        Assert.Equal("Accepted", await Command(central, "RemoteStartTransaction", new { idTag = "TAG", connectorId = 1 }));
        var start = await Heard(central, "StartTransaction");
        Assert.Equal((1000, Time), (start.GetProperty("meterStart").GetInt32(), Text(start, "timestamp")));
        await Heard(central, "StatusNotification", p => Text(p, "status") == "Charging");

        await station.Send(new { @do = "advance", seconds = 60, wh = 120 });
        var measured = await Heard(central, "MeterValues", p => Context(p) == "Sample.Periodic");
        Assert.Equal("1120", Register(measured));
        Assert.Equal("2026-03-01T08:01:00.000Z", Text(measured.GetProperty("meterValue")[0], "timestamp"));

        Assert.Equal("Accepted", await Command(central, "SetChargingProfile", Profile(limit: 0)));
        await Heard(central, "StatusNotification", p => Text(p, "status") == "SuspendedEVSE");
        await station.Send(new { @do = "advance", seconds = 60, wh = 120 });
        Assert.Equal("1120", Register(await Heard(central, "MeterValues", p => Context(p) == "Sample.Periodic")));
        Assert.Equal("Accepted", await Command(central, "ClearChargingProfile", new { chargingProfilePurpose = "TxProfile" }));
        await Heard(central, "StatusNotification", p => Text(p, "status") == "Charging");

        Assert.Equal("Accepted", await Command(central, "RemoteStopTransaction", new { transactionId = 1 }));
        var stop = await Heard(central, "StopTransaction");
        Assert.Equal((1120, "Remote"), (stop.GetProperty("meterStop").GetInt32(), Text(stop, "reason")));
        await Heard(central, "StatusNotification", p => Text(p, "status") == "Finishing");

        Assert.DoesNotContain(central.Lines.Concat(station.Lines), line => Text(line, "event") is "invalid" or "bad" or "failed");
    }

    [PeerFact]
    public async Task A_reset_brings_it_back_with_a_boot()
    {
        await using var central = Peer.Start("central-system.mjs", new { password = "right", time = Time });
        await using var station = Station(await Port(central), "right", auto: true);
        await station.Send(new { @do = "connect" });
        await central.Next("dialled");
        Assert.Equal("Accepted", await Command(central, "Reset", new { type = "Soft" }));
        await central.Next("left");
        await central.Next("dialled");
        Assert.Equal("Peer", Text(await Heard(central, "BootNotification"), "chargePointVendor"));
    }

    [PeerFact]
    public async Task A_session_begun_at_the_charger_ends_with_the_plug_and_a_cut_line_is_told()
    {
        await using var central = Peer.Start("central-system.mjs", new { password = "right", time = Time });
        await using var station = Station(await Port(central), "right", auto: true);
        await station.Send(new { @do = "connect" });
        await station.Send(new { @do = "boot" });
        await station.Send(new { @do = "start", connector = 1, idTag = "CARD" });
        Assert.Equal(1, (await station.Next("started")).GetProperty("transactionId").GetInt32());
        await station.Send(new { @do = "unplug" });
        Assert.Equal("EVDisconnected", Text(await Heard(central, "StopTransaction"), "reason"));
        await Heard(central, "StatusNotification", p => Text(p, "status") == "Available" && p.GetProperty("connectorId").GetInt32() == 1);

        await station.Send(new { @do = "answer", action = "ClearCache", silent = true });
        await station.Next("answering");
        await central.Send(new { @do = "call", action = "ClearCache", @params = new { } });
        Assert.Equal(JsonValueKind.Null, (await station.Next("incoming")).GetProperty("answer").ValueKind);
        await station.Send(new { @do = "raw", text = "[9]" });
        await station.Send(new { @do = "what?" });
        Assert.Contains("what?", Text(await station.Next("failed"), "message"));
        await station.Send(new { @do = "drop" });
        Assert.Equal(1006, (await station.Next("disconnected")).GetProperty("code").GetInt32());
        await station.Send(new { @do = "connect" });
        await station.Next("connected");
    }

    private static Peer Station(int port, string password, bool auto) => Peer.Start(
        "charge-point.mjs", new { endpoint = $"ws://127.0.0.1:{port}/ocpp", identity = "CP 1/a", password, auto, meterWh = 1000 });

    private static async Task<int> Port(Peer central) => (await central.Next("ready")).GetProperty("port").GetInt32();

    private static async Task<string?> Command(Peer central, string action, object parameters)
    {
        await central.Send(new { @do = "call", action, @params = parameters });
        return Text((await central.Next("result")).GetProperty("result"), "status");
    }

    private static async Task<JsonElement> Heard(Peer central, string action, Func<JsonElement, bool>? match = null) =>
        (await central.Next("heard", line => Text(line, "action") == action && (match is null || match(line.GetProperty("params"))))).GetProperty("params");

    private static object Profile(double limit) => new
    {
        connectorId = 1,
        csChargingProfiles = new
        {
            chargingProfileId = 7,
            transactionId = 1,
            stackLevel = 1,
            chargingProfilePurpose = "TxProfile",
            chargingProfileKind = "Relative",
            chargingSchedule = new { chargingRateUnit = "A", chargingSchedulePeriod = new[] { new { startPeriod = 0, limit } } },
        },
    };

    private static string? Context(JsonElement meterValues) => Text(meterValues.GetProperty("meterValue")[0].GetProperty("sampledValue")[0], "context");

    private static string? Register(JsonElement meterValues) => Text(meterValues.GetProperty("meterValue")[0].GetProperty("sampledValue")[0], "value");

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();
}
