using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks for the version of the station's local authorization list: 0 for none, -1 where it does not support lists.</summary>
public sealed record GetLocalListVersion : IOutgoing
{
    public JsonObject Payload => [];

    public IReadOnlyList<string>? Yes => null;

    public static int Version(JsonElement answer) => Answered.Read(nameof(GetLocalListVersion), () => new Payload(answer).Int("listVersion"));
}
