using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A vendor's own message, either way. Of those that come in we know none.</summary>
public sealed record DataTransfer(string VendorId, string? MessageId = null, string? Data = null) : IMessage, IOutgoing
{
    private const int LongestData = 100_000;

    /// <summary>The data is not read: nobody here would understand it.</summary>
    internal static DataTransfer Read(Payload payload) => new(payload.Text("vendorId"), payload.OptionalText("messageId"));

    async Task<JsonObject> IMessage.Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return new JsonObject { ["status"] = "UnknownVendorId" };
    }

    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject { ["vendorId"] = Sendable.Text("vendorId", VendorId, 255) };
            if (MessageId is { } message) payload["messageId"] = Sendable.Text("messageId", message, 50);
            if (Data is { } data) payload["data"] = data.Length <= LongestData ? data : throw Sendable.Not("data", $"must have at most {LongestData} characters");
            return payload;
        }
    }

    public IReadOnlyList<string> No => ["Rejected", "UnknownMessageId", "UnknownVendorId"];
}
