using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>A station is there, and asks for the time.</summary>
internal sealed record Heartbeat : IMessage
{
    public static Heartbeat Read(Payload payload) => new();

    public async Task<JsonObject> Take(MessageUnit unit)
    {
        await unit.Take(0, []);
        return new JsonObject { ["currentTime"] = StationTime.Write(unit.HeardAt) };
    }
}
