using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

/// <summary>Frames as no station should send them, over a real socket, while another station goes on with its life.</summary>
public sealed class MalformedFrameTests
{
    [Fact]
    public async Task Each_malformed_frame_gets_its_error_or_is_dropped_and_hurts_nobody()
    {
        Assert.InRange(MalformedFrames.All.Count, 250, int.MaxValue);
        await using var stage = await OcppStage.Start();
        Assert.Empty(await SendEach(stage));
        Assert.Empty(await stage.Store.Rows<long>("select transaction_id from ocpp_transactions"));
    }

    [Fact]
    public async Task Frames_mutated_at_random_are_answered_or_dropped_and_never_a_problem_of_ours()
    {
        var seed = Length.Seed();
        await using var stage = await OcppStage.Start();
        var (wrong, sent, redialled) = await SendMutated(stage, Length.Of(2_000, 100_000), seed);
        Assert.True(wrong.Count == 0, $"BUSBAR_SEED={seed}: {string.Join('\n', wrong.Take(10))}");
        Figures.Tell("ocpp-mutated-frames", new { frames = sent, redialled, seed });
    }

    /// <summary>Both find what they are for.</summary>
    [Theory]
    [InlineData("a wrong code", ": 4 a InternalError, not ", "\"InternalError\"")]
    [InlineData("no answer", ": dropped, not ", "answers for")]
    [InlineData("two answers", "Violation and 4 a ", "answers for")]
    [InlineData("a neighbour cut off", "The neighbour", "The neighbour")]
    [InlineData("a neighbour told of an error", "The neighbour", "The neighbour")]
    public async Task A_planted_fault_is_found(string fault, string ofEach, string ofMutated)
    {
        var errors = 0;
        BadLines lines = null!;
        lines = new BadLines(down: async (line, text) =>
        {
            if (line.Station == "NEXT-DOOR") return fault == "a neighbour told of an error" && errors >= 5 ? Refusal(text) : text;
            // One answer among many.
            if (!text.StartsWith("[4,", StringComparison.Ordinal) || Interlocked.Increment(ref errors) != 5) return text;
            if (fault == "a neighbour cut off") lines.Cut("NEXT-DOOR");
            if (fault == "two answers") await line.Tell(text);
            return fault switch
            {
                "no answer" => null,
                "a wrong code" => Refusal(text),
                _ => text,
            };
        });
        await using (var stage = await OcppStage.Start(lines: lines)) Assert.Contains(await SendEach(stage), one => one.Contains(ofEach, StringComparison.Ordinal));
        errors = 0;
        await using (var stage = await OcppStage.Start(lines: lines)) Assert.Contains((await SendMutated(stage, 400, seed: 1)).Wrong, one => one.Contains(ofMutated, StringComparison.Ordinal));
    }

    private static string Refusal(string answer) => new JsonArray(4, JsonNode.Parse(answer)![1]!.DeepClone(), "InternalError", "", new JsonObject()).ToJsonString();

    /// <summary>What was answered otherwise than it should be.</summary>
    private static async Task<IReadOnlyList<string>> SendEach(OcppStage stage)
    {
        var neighbour = await Neighbour.Begin(stage);
        var (client, _, _) = await stage.Booted();
        var wrong = new List<string>();
        foreach (var (text, code) in MalformedFrames.All)
        {
            await client.Send(text);
            // Calls are answered in their order: what comes to the frame comes before this.
            await client.Ask("Heartbeat", "{}");
            var answers = new List<string>();
            while (client.UnaskedSoFar > 0 && await client.Unasked() is var answer) answers.Add($"{answer[0]} {answer[1]} {answer[2]}");
            var (told, due) = (answers.Count == 0 ? "dropped" : string.Join(" and ", answers), code is null ? "dropped" : $"4 a {code}");
            if (told != due) wrong.Add($"{text[..Math.Min(120, text.Length)]}: {told}, not {due}");
        }
        await client.DisposeAsync();
        return [.. wrong, .. await neighbour.Leave()];
    }

    /// <summary>What was answered otherwise than it may be.</summary>
    private static async Task<(IReadOnlyList<string> Wrong, int Sent, int Redialled)> SendMutated(OcppStage stage, int frames, int seed)
    {
        var random = new Random(seed);
        var neighbour = await Neighbour.Begin(stage);
        var (client, _, owned) = await stage.Booted();
        var (wrong, sent, redialled, owed, got, isSpoilt) = (new List<string>(), 0, 0, 0, 0, false);
        for (var n = frames; n > 0; n--)
        {
            var frame = Mutated(random, Encoding.UTF8.GetBytes(Valid[random.Next(Valid.Length)]));
            isSpoilt |= !System.Text.Unicode.Utf8.IsValid(frame);
            try
            {
                await client.SendPart(frame, last: true);
                sent++;
                if (OcppFrame.Read(frame) is OcppFrame.Call or OcppFrame.BadCall) owed++;
                if (n % 20 == 1)
                {
                    // What was sent before is answered before.
                    await client.Ask("Heartbeat", "{}", $"alive{n}");
                    await Drain();
                    if (got != owed) wrong.Add($"{got} answers for {owed} calls, up to {Encoding.UTF8.GetString(frame)}");
                    (owed, got) = (0, 0);
                }
            }
            catch (WebSocketException)
            {
                // What is no UTF-8 ends the line: that much is the WebSocket's own rule. The reason why may be lost on the way, where
                // more was under way to a line that is closed.
                var (status, _) = await client.Closed();
                if (!isSpoilt || status is not (null or WebSocketCloseStatus.InvalidPayloadData)) wrong.Add($"The line was closed with {status}, at {Encoding.UTF8.GetString(frame)}");
                await Drain();
                await client.DisposeAsync();
                client = await stage.Dial(owned);
                redialled++;
                (owed, got, isSpoilt) = (0, 0, false);
            }
            await Drain();
        }
        await client.DisposeAsync();
        return ([.. wrong, .. await neighbour.Leave()], sent, redialled);

        async Task Drain()
        {
            for (; client.UnaskedSoFar > 0; got++)
                if (await client.Unasked() is var answer && answer[0]!.GetValue<int>() == 4 && answer[2]!.GetValue<string>() is "InternalError") wrong.Add(answer.ToJsonString());
        }
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

        /// <summary>What it met with meanwhile.</summary>
        public async Task<IReadOnlyList<string>> Leave()
        {
            await stop.CancelAsync();
            try
            {
                await talking;
                return answered > 0 ? [] : ["The neighbour got no answer"];
            }
            catch (Exception e)
            {
                return [$"The neighbour was hurt: {e.Message}"];
            }
            finally
            {
                await client.DisposeAsync();
                stop.Dispose();
            }
        }

        public async ValueTask DisposeAsync() => Assert.Empty(await Leave());
    }
}
