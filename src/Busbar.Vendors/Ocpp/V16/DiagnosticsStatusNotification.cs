using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>How an upload of diagnostics goes.</summary>
internal sealed record DiagnosticsStatusNotification(string Status) : IMessage
{
    public static DiagnosticsStatusNotification Read(Payload payload) => new(payload.Text("status"));

    public Task<JsonObject> Take(MessageUnit unit) => unit.TakeProgress(StationJobKind.Diagnostics, Status);
}
