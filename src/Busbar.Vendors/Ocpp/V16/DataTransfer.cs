using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A vendor's own message. We know none.</summary>
internal sealed record DataTransfer : IMessage
{
    public static DataTransfer Read(Payload payload)
    {
        payload.Text("vendorId");
        return new DataTransfer();
    }

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return new JsonObject { ["status"] = "UnknownVendorId" };
    }
}
