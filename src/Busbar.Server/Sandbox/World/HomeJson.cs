using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Server.Sandbox.World;

/// <summary>The sandbox's own JSON: camel case, no nulls, times in UTC.</summary>
internal static class HomeJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTime() },
    };

    public static string Write(Home home) => JsonSerializer.Serialize(home, Options);

    public static Home Read(string json) => JsonSerializer.Deserialize<Home>(json, Options) ?? throw new InvalidDataException("A stored home is empty.");

    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
