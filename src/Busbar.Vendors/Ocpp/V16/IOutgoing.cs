using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A call of ours to a station: its action is the type's name.</summary>
internal interface IOutgoing
{
    string Action => GetType().Name;

    JsonObject Payload { get; }
}
