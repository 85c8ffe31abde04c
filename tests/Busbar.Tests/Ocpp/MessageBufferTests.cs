using System.Text;

namespace Busbar.Tests.Ocpp;

/// <summary>A socket has no buffer while it waits, and as large a one as it needs while a message comes.</summary>
public sealed class MessageBufferTests
{
    [Fact]
    public async Task A_message_of_any_length_comes_whole_however_it_is_cut()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        // An id is told back: what was heard of the message's beginning and end is seen.
        foreach (var length in (int[])[60, 1023, 1024, 1025, 2047, 2048, 2049, 4097, 70_000])
            foreach (var cut in (int[])[1 << 20, length - 1, 1024, 1000])
            {
                var text = Encoding.UTF8.GetBytes(Heartbeat($"{length}/{cut}", length));
                Assert.Equal(length, text.Length);
                foreach (var part in text.Chunk(cut)) await client.SendPart(part, last: false);
                await client.SendPart([], last: true);
                var answer = await client.Unasked();
                Assert.Equal((3, $"{length}/{cut}"), (answer[0]!.GetValue<int>(), answer[1]!.GetValue<string>()));
            }
    }

    [Fact]
    public async Task Nothing_of_a_message_is_left_for_the_next()
    {
        await using var stage = await OcppStage.Start();
        await using var client = await stage.Dial(await stage.Link());
        await client.Send(Heartbeat("long", 3_000));
        await client.Send("");
        await client.SendPart([], last: false);
        await client.SendPart(Encoding.UTF8.GetBytes("[2,\"short\""), last: false);
        await client.SendPart(Encoding.UTF8.GetBytes(",\"Heartbeat\",{}]"), last: true);
        foreach (var id in (string[])["long", "short"])
        {
            var answer = await client.Unasked();
            Assert.Equal((3, id), (answer[0]!.GetValue<int>(), answer[1]!.GetValue<string>()));
        }
    }

    private static string Heartbeat(string id, int length)
    {
        var (head, tail) = ($"[2,\"{id}\",\"Heartbeat\",{{\"x\":\"", "\"}]");
        return head + new string('y', length - head.Length - tail.Length) + tail;
    }
}
