using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Makes the station forget the tags that it remembers from earlier authorizations.</summary>
public sealed record ClearCache : IOutgoing
{
    public JsonObject Payload => [];
}
