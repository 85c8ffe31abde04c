using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Busbar.Server.Faces;

/// <summary>A member, or every member of a type, that is left out where there is none, instead of being written as null.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class AbsentWhenNullAttribute : Attribute;

/// <summary>How the faces read and write JSON: strictly, with times in UTC. Only the spelling of names differs.</summary>
public static class FaceJson
{
    public const int MaxDepth = 32;

    /// <param name="own">What the face writes in a way of its own.</param>
    public static JsonSerializerOptions Options(JsonNamingPolicy names, IReadOnlyList<JsonConverter>? own = null)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        foreach (var converter in own ?? []) options.Converters.Add(converter);
        Set(options, names);
        options.MakeReadOnly();
        return options;
    }

    public static void Set(JsonSerializerOptions options, JsonNamingPolicy names)
    {
        options.PropertyNamingPolicy = names;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = true;
        options.MaxDepth = MaxDepth;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Answers are application/json and never sniffed, so quotes and letters beyond ASCII may stand as they are.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        options.Converters.Add(new UtcTimes());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutAbsent } };
    }

    /// <summary>Whether a member is left out where it is null; if so, it is never null in JSON.</summary>
    public static bool IsAbsentWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(AbsentWhenNullAttribute), inherit: false) is true
        || property.DeclaringType.IsDefined(typeof(AbsentWhenNullAttribute), inherit: false);

    private static void LeaveOutAbsent(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (IsAbsentWhenNull(property)) property.ShouldSerialize = static (_, value) => value is not null;
    }

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Times.Read(reader.GetString()!) ?? throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
