using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// One OCPP-J message: <c>[2, id, action, payload]</c> asks, <c>[3, id, payload]</c> answers, <c>[4, id, code, text, details]</c> refuses.
/// Reading never throws: what is wrong with a message decides what becomes of it.
/// </summary>
public abstract record OcppFrame
{
    /// <summary>The specification says 36; some chargers write more, and an id costs nothing to echo.</summary>
    public const int LongestId = 255;

    private OcppFrame() { }

    public sealed record Call(string Id, string Action, JsonElement Payload) : OcppFrame;

    public sealed record CallResult(string Id, JsonElement Payload) : OcppFrame;

    public sealed record CallError(string Id, string Code, string Description) : OcppFrame;

    /// <summary>A call that names itself but is malformed: it gets a CALLERROR.</summary>
    public sealed record BadCall(string Id, OcppErrorCode Code, string Reason) : OcppFrame;

    /// <summary>An answer that names its call but is malformed: that call has failed.</summary>
    public sealed record BadAnswer(string Id, string Reason) : OcppFrame;

    /// <summary>Nothing that could be answered. Message types unknown to 1.6 belong here too: they are to be ignored.</summary>
    public sealed record Unreadable(string Reason) : OcppFrame;

    public static OcppFrame Read(ReadOnlyMemory<byte> text)
    {
        int type;
        string id;
        try
        {
            // The head is read on its own first: of a message broken further on, the id is still known.
            var head = new Utf8JsonReader(text.Span);
            if (!head.Read() || head.TokenType != JsonTokenType.StartArray) return new Unreadable("not a JSON array");
            if (!head.Read() || head.TokenType != JsonTokenType.Number || !head.TryGetInt32(out type)) return new Unreadable("no message type");
            if (type is < 2 or > 4) return new Unreadable("a message type that OCPP 1.6 does not have");
            if (!head.Read() || head.TokenType != JsonTokenType.String || head.GetString() is not { Length: > 0 and <= LongestId } read || HasControls(read))
                return new Unreadable("no usable message id");
            id = read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Unreadable("not JSON");
        }
        try
        {
            using var whole = JsonDocument.Parse(text);
            return type switch { 2 => ReadCall(id, whole.RootElement), 3 => ReadResult(id, whole.RootElement), _ => ReadError(id, whole.RootElement) };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return type == 2 ? new BadCall(id, OcppErrorCode.FormationViolation, "The message is not JSON.") : new BadAnswer(id, "not JSON");
        }
    }

    public static byte[] WriteCall(string id, string action, JsonNode payload) => Write([2, id, action, payload.DeepClone()]);

    public static byte[] WriteResult(string id, JsonNode payload) => Write([3, id, payload.DeepClone()]);

    public static byte[] WriteError(string id, OcppErrorCode code, string description) =>
        Write([4, id, code.ToString(), description.Length > 255 ? description[..255] : description, new JsonObject()]);

    private static OcppFrame ReadCall(string id, JsonElement frame)
    {
        if (frame.GetArrayLength() != 4) return Bad("A call has four elements.");
        if (frame[2].ValueKind != JsonValueKind.String || frame[2].GetString() is not { Length: > 0 and <= 255 } action || HasControls(action))
            return Bad("The third element of a call is its action, a name.");
        if (frame[3].ValueKind != JsonValueKind.Object) return Bad("The fourth element of a call is its payload, an object.");
        return new Call(id, action, frame[3].Clone());

        OcppFrame Bad(string reason) => new BadCall(id, OcppErrorCode.FormationViolation, reason);
    }

    private static OcppFrame ReadResult(string id, JsonElement frame) =>
        frame.GetArrayLength() == 3 && frame[2].ValueKind == JsonValueKind.Object
            ? new CallResult(id, frame[2].Clone())
            : new BadAnswer(id, "an answer is [3, id, object]");

    /// <summary>Only the code is needed; chargers leave out the text or the details.</summary>
    private static OcppFrame ReadError(string id, JsonElement frame) =>
        frame.GetArrayLength() is >= 3 and <= 5 && frame[2].ValueKind == JsonValueKind.String && frame[2].GetString() is { Length: > 0 } code
            ? new CallError(id, code, frame.GetArrayLength() > 3 && frame[3].ValueKind == JsonValueKind.String ? frame[3].GetString()! : "")
            : new BadAnswer(id, "an error is [4, id, code, text, details]");

    /// <summary>Ids and actions stand in logs: none may begin a line of its own.</summary>
    private static bool HasControls(string text) => text.Any(char.IsControl);

    private static byte[] Write(JsonArray frame)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes)) frame.WriteTo(writer);
        return bytes.WrittenSpan.ToArray();
    }
}
