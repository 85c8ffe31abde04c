using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>How this face's JSON differs from the others': times have six decimals, and an address may stand for the thing itself.</summary>
internal static class EvJson
{
    public static IReadOnlyList<JsonConverter> Converters { get; } = [new Micros(), new RefConverter()];

    private sealed class Micros : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Times.Read(reader.GetString()!) ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(EvTimes.Write(value));
    }

    private sealed class RefConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Ref<>);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(RefConverter<>).MakeGenericType(type.GenericTypeArguments))!;
    }

    private sealed class RefConverter<T> : JsonConverter<Ref<T>> where T : class
    {
        public override Ref<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException("Answers alone hold these.");

        public override void Write(Utf8JsonWriter writer, Ref<T> value, JsonSerializerOptions options)
        {
            if (value.Whole is { } whole) JsonSerializer.Serialize(writer, whole, options);
            else writer.WriteStringValue(value.Url);
        }
    }
}

/// <summary>Times as this face writes them, in bodies and in addresses.</summary>
internal static class EvTimes
{
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
