using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Sets one setting. <c>RebootRequired</c> is a yes, too.</summary>
internal sealed record ChangeConfiguration(string Key, string Value) : IOutgoing
{
    public JsonObject Payload => new() { ["key"] = Key, ["value"] = Value };
}
