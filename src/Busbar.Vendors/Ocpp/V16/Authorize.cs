using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>May this tag charge? Any may, unless the station has a list.</summary>
internal sealed record Authorize(string IdTag) : IMessage
{
    public static Authorize Read(Payload payload) => new(payload.Text("idTag"));

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return new JsonObject { ["idTagInfo"] = Info(unit.Station, IdTag) };
    }

    public static JsonObject Info(Station station, string tag) => new() { ["status"] = station.Accepts(tag) ? "Accepted" : "Invalid" };
}
