using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks the station to upload its log to an address. The answer names the file; none means that there is nothing to upload.</summary>
public sealed record GetDiagnostics(string Location, DateTimeOffset? From = null, DateTimeOffset? To = null, int? Retries = null, int? RetrySeconds = null) : IOutgoing
{
    public JsonObject Payload
    {
        get
        {
            var payload = new JsonObject { ["location"] = Sendable.Address("location", Location) };
            if (From > To) throw Sendable.Not("stopTime", "must not be before startTime");
            if (From is { } from) payload["startTime"] = StationTime.Write(from);
            if (To is { } to) payload["stopTime"] = StationTime.Write(to);
            if (Retries is { } retries) payload["retries"] = Sendable.AtLeast("retries", retries, 0);
            if (RetrySeconds is { } seconds) payload["retryInterval"] = Sendable.AtLeast("retryInterval", seconds, 0);
            return payload;
        }
    }

    public IReadOnlyList<string>? Yes => null;

    internal static string? FileName(JsonElement answer) => Answered.Read(nameof(GetDiagnostics), () => new Payload(answer).OptionalText("fileName", 255));

    /// <summary>The address may hold a password.</summary>
    public override string ToString() => nameof(GetDiagnostics);
}
