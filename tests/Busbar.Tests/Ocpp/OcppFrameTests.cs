using System.Text;
using System.Text.Json.Nodes;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

public sealed class OcppFrameTests
{
    private static readonly string LongId = new('x', 256);

    /// <summary>Nothing that could be answered: no id, or a message type that 1.6 does not have.</summary>
    public static TheoryData<string> Dropped => new(
        "", " ", "null", "true", "2", "\"text\"", "{}", "[", "]", "[]", "[2]", "[2,", "[,]", "nonsense", "\uFEFF[2,\"a\",\"Heartbeat\",{}]",
        "[null,\"a\",\"Heartbeat\",{}]", "[\"2\",\"a\",\"Heartbeat\",{}]", "[2.5,\"a\",\"Heartbeat\",{}]", "[1e400,\"a\"]", "[99999999999,\"a\",\"Heartbeat\",{}]",
        "[0,\"a\",\"Heartbeat\",{}]", "[1,\"a\",\"Heartbeat\",{}]", "[5,\"a\",\"Heartbeat\",{}]", "[-2,\"a\",\"Heartbeat\",{}]", "[[2,\"a\",\"Heartbeat\",{}]]",
        "[2,1,\"Heartbeat\",{}]", "[2,null,\"Heartbeat\",{}]", "[2,{},\"Heartbeat\",{}]", "[2,\"\",\"Heartbeat\",{}]", "[2,\"a\\u0000b\",\"Heartbeat\",{}]",
        "[2,\"a\\nb\",\"Heartbeat\",{}]", "[2,\"\\ud800\",\"Heartbeat\",{}]", "[2,\"unclosed", "{\"2\":\"a\"}", "[//comment\n2,\"a\",\"Heartbeat\",{}]",
        $"[2,\"{LongId}\",\"Heartbeat\",{{}}]", "[true,\"a\",\"Heartbeat\",{}]", "[3]", "[4]", "[3,7,{}]");

    [Theory, MemberData(nameof(Dropped))]
    public void A_message_that_names_no_call_is_dropped(string text) => Assert.IsType<OcppFrame.Unreadable>(Read(text));

    /// <summary>The id is known, so the sender is told.</summary>
    public static TheoryData<string> Refused => new(
        "[2,\"a\"]", "[2,\"a\"", "[2,\"a\",", "[2,\"a\",]", "[2,\"a\",\"Heartbeat\"]", "[2,\"a\",\"Heartbeat\",{}", "[2,\"a\",\"Heartbeat\",{]", "[2,\"a\",\"Heartbeat\",{},]",
        "[2,\"a\",\"Heartbeat\",{},{}]", "[2,\"a\",\"Heartbeat\",{}] trailing", "[2,\"a\",\"Heartbeat\",{}][]", "[2,\"a\",7,{}]", "[2,\"a\",null,{}]", "[2,\"a\",{},{}]",
        "[2,\"a\",\"\",{}]", "[2,\"a\",\"Heart\\nbeat\",{}]", "[2,\"a\",\"\\udfff\",{}]", "[2,\"a\",\"Heartbeat\",null]", "[2,\"a\",\"Heartbeat\",[]]",
        "[2,\"a\",\"Heartbeat\",\"{}\"]", "[2,\"a\",\"Heartbeat\",1]", "[2,\"a\",\"Heartbeat\",true]", "[2,\"a\",\"Heartbeat\",{\"a\":NaN}]",
        "[2,\"a\",\"Heartbeat\",{'a':1}]", "[2,\"a\",\"Heartbeat\",{\"a\":01}]", "[2,\"a\",\"Heartbeat\",{\"a\":\"\\x\"}]", "[2,\"a\",{\"b\":1}]",
        "[2,\"a\",\"Heartbeat\",{/*comment*/}]", $"[2,\"a\",\"Heartbeat\",{{\"a\":{new string('[', 200)}{new string(']', 200)}}}]", $"[2,\"a\",\"{LongId}\",{{}}]");

    [Theory, MemberData(nameof(Refused))]
    public void A_malformed_call_that_names_itself_is_a_formation_violation(string text)
    {
        var bad = Assert.IsType<OcppFrame.BadCall>(Read(text));
        Assert.Equal(("a", OcppErrorCode.FormationViolation), (bad.Id, bad.Code));
    }

    [Theory]
    [InlineData("[3,\"a\"]")]
    [InlineData("[3,\"a\",null]")]
    [InlineData("[3,\"a\",[]]")]
    [InlineData("[3,\"a\",{}")]
    [InlineData("[3,\"a\",{},{}]")]
    [InlineData("[4,\"a\"]")]
    [InlineData("[4,\"a\",7,\"\",{}]")]
    [InlineData("[4,\"a\",\"\",\"\",{}]")]
    [InlineData("[4,\"a\",\"GenericError\",\"\",{},{}]")]
    public void A_malformed_answer_fails_the_call_that_it_names(string text) => Assert.Equal("a", Assert.IsType<OcppFrame.BadAnswer>(Read(text)).Id);

    [Theory]
    [InlineData("[4,\"a\",\"NotSupported\"]", "NotSupported", "")]
    [InlineData("[4,\"a\",\"NotSupported\",null,{}]", "NotSupported", "")]
    [InlineData("[4,\"a\",\"InternalError\",\"out of memory\"]", "InternalError", "out of memory")]
    public void An_error_may_leave_out_its_text_and_details(string text, string code, string description) =>
        Assert.Equal(new OcppFrame.CallError("a", code, description), Read(text));

    [Fact]
    public void Duplicate_fields_and_blank_space_are_no_reason_to_refuse()
    {
        var call = Assert.IsType<OcppFrame.Call>(Read(" [ 2 , \"a\" , \"Heartbeat\" , { \"x\" : 1, \"x\" : 2 } ] "));
        Assert.Equal(2, call.Payload.GetProperty("x").GetInt32());
    }

    [Theory]
    [InlineData("a", "Heartbeat")]
    [InlineData("19223201", "StatusNotification")]
    [InlineData("é\"\\/ü", "Ünknown")]
    [InlineData("𝄞", "A b")]
    public void What_is_written_reads_as_it_was(string id, string action)
    {
        var payload = new JsonObject { ["text"] = "é\"\\\n𝄞", ["list"] = new JsonArray(1, 2.5, null, true) };
        var call = Assert.IsType<OcppFrame.Call>(OcppFrame.Read(OcppFrame.WriteCall(id, action, payload)));
        Assert.Equal((id, action), (call.Id, call.Action));
        Assert.True(JsonNode.DeepEquals(payload, JsonNode.Parse(call.Payload.GetRawText())));
        Assert.Equal(id, Assert.IsType<OcppFrame.CallResult>(OcppFrame.Read(OcppFrame.WriteResult(id, payload))).Id);
        Assert.Equal(new OcppFrame.CallError(id, "OccurenceConstraintViolation", "why"), OcppFrame.Read(OcppFrame.WriteError(id, OcppErrorCode.OccurenceConstraintViolation, "why")));
    }

    [Fact]
    public void Reading_never_throws_whatever_comes()
    {
        const int seed = 20261121;
        var random = new Random(seed);
        var valid = Encoding.UTF8.GetBytes("[2,\"a\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-11-21T10:00:00Z\",\"sampledValue\":[]}]}]");
        for (var n = 0; n < 5_000; n++)
        {
            var bytes = (byte[])valid.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var text = bytes.AsMemory(0, random.Next(bytes.Length + 1));
            Assert.Null(Record.Exception(() => OcppFrame.Read(text)));
        }
    }

    private static OcppFrame Read(string text) => OcppFrame.Read(Encoding.UTF8.GetBytes(text));
}
