using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>How a firmware update goes.</summary>
internal sealed record FirmwareStatusNotification(string Status) : IMessage
{
    public static FirmwareStatusNotification Read(Payload payload) => new(payload.Text("status"));

    public Task<JsonObject> Take(MessageUnit unit) => unit.TakeProgress(StationJobKind.Firmware, Status);
}
