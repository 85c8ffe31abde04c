using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Has the station fetch firmware from an address, at a time or after it, and install it.</summary>
public sealed record UpdateFirmware(string Location, DateTimeOffset At, int? Retries = null, int? RetrySeconds = null) : IOutgoing
{
    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject { ["location"] = Sendable.Address("location", Location), ["retrieveDate"] = StationTime.Write(At) };
            if (Retries is { } retries) payload["retries"] = Sendable.AtLeast("retries", retries, 0);
            if (RetrySeconds is { } seconds) payload["retryInterval"] = Sendable.AtLeast("retryInterval", seconds, 0);
            return payload;
        }
    }

    public IReadOnlyList<string>? Yes => null;

    /// <summary>The address may hold a password.</summary>
    public override string ToString() => nameof(UpdateFirmware);
}
