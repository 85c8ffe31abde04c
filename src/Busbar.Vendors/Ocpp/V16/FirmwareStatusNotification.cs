using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>How a firmware update goes. We start none: acknowledged, and logged with every call.</summary>
internal sealed record FirmwareStatusNotification : IMessage
{
    public static FirmwareStatusNotification Read(Payload payload)
    {
        payload.Text("status");
        return new FirmwareStatusNotification();
    }

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return [];
    }
}
