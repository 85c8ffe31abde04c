using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>How an upload of diagnostics goes. We ask for none: acknowledged, and logged with every call.</summary>
internal sealed record DiagnosticsStatusNotification : IMessage
{
    public static DiagnosticsStatusNotification Read(Payload payload)
    {
        payload.Text("status");
        return new DiagnosticsStatusNotification();
    }

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return [];
    }
}
