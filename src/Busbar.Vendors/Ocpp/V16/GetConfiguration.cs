using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Asks for settings; for all where no key is named.</summary>
public sealed record GetConfiguration(IReadOnlyList<string> Keys) : IOutgoing
{
    public JsonObject Payload => Keys.Count == 0 ? [] : new() { ["key"] = new JsonArray([.. Keys.Select(key => (JsonNode)Sendable.Text("key", key, 50))]) };

    public IReadOnlyList<string>? Yes => null;

    /// <summary>The settings of the answer that matter to us; those that cannot be set are told apart.</summary>
    internal static (StationConfig Config, IReadOnlySet<string> ReadOnly) Read(JsonElement answer)
    {
        var (keys, fixedKeys) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (var setting in Settings(answer))
        {
            if (StationConfig.Known.FirstOrDefault(known => known.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)) is not { } key) continue;
            if (setting.Value is { } value) keys[key] = value;
            if (setting.ReadOnly) fixedKeys.Add(key);
        }
        return (new StationConfig(keys), fixedKeys);
    }

    /// <summary>All settings of the answer.</summary>
    public static IReadOnlyList<StationSetting> Settings(JsonElement answer) =>
        [.. List(answer, "configurationKey").Where(item => item.ValueKind == JsonValueKind.Object && Text(item, "key") is not null).Select(item =>
            new StationSetting(Text(item, "key")!, Text(item, "value"), item.TryGetProperty("readonly", out var readOnly) && readOnly.ValueKind == JsonValueKind.True))];

    /// <summary>The keys that were asked for and that the station does not have.</summary>
    public static IReadOnlyList<string> Unknown(JsonElement answer) =>
        [.. List(answer, "unknownKey").Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    private static IEnumerable<JsonElement> List(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement item, string name) => Answered.Read(nameof(GetConfiguration), () => new Payload(item).OptionalText(name, 2_000));
}

/// <summary>One setting of a station, as it told it.</summary>
/// <param name="Value">Null for one that is set but not told, such as a password.</param>
public sealed record StationSetting(string Key, string? Value, bool ReadOnly);
