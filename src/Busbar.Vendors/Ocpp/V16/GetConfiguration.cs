using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks for settings; for all where no key is named.</summary>
internal sealed record GetConfiguration(IReadOnlyList<string> Keys) : IOutgoing
{
    public JsonObject Payload => Keys.Count == 0 ? [] : new() { ["key"] = new JsonArray([.. Keys.Select(key => (JsonNode)key)]) };

    /// <summary>The settings of the answer that matter to us; those that cannot be set are told apart.</summary>
    public static (StationConfig Config, IReadOnlySet<string> ReadOnly) Read(JsonElement answer)
    {
        var (keys, fixedKeys) = (new Dictionary<string, string>(), new HashSet<string>());
        if (!answer.TryGetProperty("configurationKey", out var list) || list.ValueKind != JsonValueKind.Array) return (StationConfig.Nothing, fixedKeys);
        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (Text(item, "key") is not { } name || StationConfig.Known.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } key) continue;
            if (Text(item, "value") is { } value) keys[key] = value;
            if (item.TryGetProperty("readonly", out var readOnly) && readOnly.ValueKind == JsonValueKind.True) fixedKeys.Add(key);
        }
        return (new StationConfig(keys), fixedKeys);
    }

    private static string? Text(JsonElement item, string name) => new Payload(item).OptionalText(name, 2_000);
}
