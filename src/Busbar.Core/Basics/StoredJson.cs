using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Core.Basics;

/// <summary>How records of ours stand in the store as JSON: enums by name, and neither what is null nor what is reckoned from the rest.</summary>
public static class StoredJson
{
    private static readonly JsonSerializerOptions options = new()
    {
        Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, options)!;
}
