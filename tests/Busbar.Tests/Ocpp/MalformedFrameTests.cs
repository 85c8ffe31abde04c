using System.Net.WebSockets;
using System.Text;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Ocpp;

/// <summary>Frames as no station should send them, over a real socket, while another station goes on with its life.</summary>
public sealed class MalformedFrameTests
{
    [Fact]
    public async Task Each_malformed_frame_gets_its_error_or_is_dropped_and_hurts_nobody()
    {
        Assert.InRange(MalformedFrames.All.Count, 250, int.MaxValue);
        await using var stage = await OcppStage.Start();
        await using var neighbour = await Neighbour.Begin(stage);
        var (client, _, _) = await stage.Booted();
        var wrong = new List<string>();
        foreach (var (text, code) in MalformedFrames.All)
        {
            await client.Send(text);
            // Calls are answered in their order: what comes to the frame comes before this.
            await client.Ask("Heartbeat", "{}");
            var answer = client.UnaskedSoFar == 0 ? null : await client.Unasked();
            var told = answer is null ? null : $"{answer[0]} {answer[1]} {answer[2]}";
            if (told != (code is null ? null : $"4 a {code}") || client.UnaskedSoFar > 0) wrong.Add($"{text[..Math.Min(120, text.Length)]}: {told ?? "dropped"}, not {code ?? "dropped"}");
        }
        Assert.Empty(wrong);
        Assert.Empty(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions"));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_mutated_at_random_are_answered_or_dropped_and_never_a_problem_of_ours()
    {
        var seed = Length.Seed();
        var random = new Random(seed);
        await using var stage = await OcppStage.Start();
        await using var neighbour = await Neighbour.Begin(stage);
        var (client, _, owned) = await stage.Booted();
        var (sent, redialled) = (0, 0);
        for (var n = Length.Of(2_000, 100_000); n > 0; n--)
        {
            var frame = Mutated(random, Encoding.UTF8.GetBytes(Valid[random.Next(Valid.Length)]));
            try
            {
                await client.SendPart(frame, last: true);
                sent++;
                if (n % 20 == 1) await client.Ask("Heartbeat", "{}", $"alive{n}");
            }
            catch (WebSocketException)
            {
                // What is no UTF-8 ends the line: that much is the WebSocket's own rule.
                Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, (await client.Closed()).Status);
                await client.DisposeAsync();
                client = await stage.Dial(owned);
                redialled++;
            }
            while (client.UnaskedSoFar > 0)
            {
                var answer = await client.Unasked();
                Assert.True(answer[0]!.GetValue<int>() == 3 || answer[2]!.GetValue<string>() != "InternalError", $"BUSBAR_SEED={seed}: {Encoding.UTF8.GetString(frame)} got {answer.ToJsonString()}");
            }
        }
        Figures.Tell("ocpp-mutated-frames", new { frames = sent, redialled, seed });
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_text_that_is_no_utf8_closes_its_own_socket_with_1007()
    {
        await using var stage = await OcppStage.Start();
        await using var neighbour = await Neighbour.Begin(stage);
        await using var client = await stage.Dial(await stage.Link());
        await client.SendPart([.. "[2,\"a\",\"Heartbeat\",{\"x\":\""u8, 0xC3, 0x28, .. "\"}]"u8], last: true);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, (await client.Closed()).Status);
    }

    [Fact]
    public async Task A_message_in_frames_of_one_byte_is_one_message()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        foreach (var one in Encoding.UTF8.GetBytes("[2,\"a\",\"Heartbeat\",{}]")) await client.SendPart([one], last: false);
        await client.SendPart([], last: true);
        Assert.Equal("a", (await client.Unasked())[1]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_that_is_never_finished_holds_up_nobody_and_may_be_left()
    {
        await using var stage = await OcppStage.Start();
        await using var neighbour = await Neighbour.Begin(stage);
        var owned = await stage.Link("CP-1");
        await using var stuck = await stage.Dial(owned);
        await stuck.SendPart(Encoding.UTF8.GetBytes("[2,\"a\",\"Heart"), last: false);
        await using var again = await stage.Dial(owned);
        await again.Ask("Heartbeat", "{}");
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, (await stuck.Closed()).Status);
    }

    private static readonly string[] Valid =
    [
        """[2,"f1","Heartbeat",{}]""", """[2,"f2","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]""", """[2,"f3","Authorize",{"idTag":"x"}]""",
        """[2,"f4","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging","timestamp":"2026-11-21T09:00:00Z"}]""",
        """[2,"f5","StartTransaction",{"connectorId":1,"idTag":"x","meterStart":1000,"timestamp":"2026-11-21T09:00:00Z"}]""",
        """[2,"f6","MeterValues",{"connectorId":1,"transactionId":5,"meterValue":[{"timestamp":"2026-11-21T09:10:00Z","sampledValue":[{"value":"2000"},{"value":"7.2","measurand":"Power.Active.Import","unit":"kW","phase":"L1"}]}]}]""",
        """[2,"f7","StopTransaction",{"transactionId":-1,"meterStop":3000,"timestamp":"2026-11-21T09:20:00Z","transactionData":[{"timestamp":"2026-11-21T09:15:00Z","sampledValue":[{"value":"x","format":"SignedData"}]}]}]""",
        """[2,"f8","DataTransfer",{"vendorId":"V","data":"é𝄞\u0000"}]""", """[3,"f9",{"status":"Accepted"}]""", """[4,"f0","InternalError","why",{}]""",
    ];

    private static byte[] Mutated(Random random, byte[] frame)
    {
        var bytes = frame.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(random.Next(20) == 0 ? 256 : 128); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]); break;
                case 3: bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(30), bytes.Count - at))); break;
                default: (bytes[at], bytes[^1]) = (bytes[^1], bytes[at]); break;
            }
        }
        return [.. bytes];
    }

    private static readonly byte[][] Tokens =
        [.. new[] { "null", "-1", "0", "1e309", "99999999999999999999", "\"\"", "{}", "[]", "[", "}", ",", "\\u0000", "\\ud800", "\u0000", "true", "\"2026-13-45T99:99:99Z\"", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "-0.0", "{\"a\":{\"b\":[" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Another station, which never stops talking; when it is disposed it must have got all of its answers.</summary>
    private sealed class Neighbour(StationClient client) : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task talking = Task.CompletedTask;
        private int answered;

        public static async Task<Neighbour> Begin(OcppStage stage)
        {
            var neighbour = new Neighbour(await stage.Dial(await stage.Link("NEXT-DOOR")));
            await neighbour.client.Boot();
            neighbour.talking = Task.Run(neighbour.Talk);
            return neighbour;
        }

        private readonly StationClient client = client;

        private async Task Talk()
        {
            do
            {
                await client.Ask("Heartbeat", "{}");
                await client.Ask("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Charging"}""");
                answered += 2;
            }
            while (!stop.IsCancellationRequested);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await talking;
            Assert.True(answered > 0);
            await client.DisposeAsync();
            stop.Dispose();
        }
    }
}
