using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Sets one setting. <c>RebootRequired</c> is a yes, too.</summary>
public sealed record ChangeConfiguration(string Key, string Value) : IOutgoing
{
    public JsonObject Payload => new() { ["key"] = Sendable.Text("key", Key, 50), ["value"] = Value.Length == 0 ? "" : Sendable.Text("value", Value, 500) };

    public IReadOnlyList<string> Yes => ["Accepted", "RebootRequired"];

    public IReadOnlyList<string> No => ["Rejected", "NotSupported"];

    /// <summary>The value may be a secret.</summary>
    public override string ToString() => $"ChangeConfiguration {Key}";
}
