using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces;

/// <summary>
/// Checks a document against the type that it is to become, so that a refusal names the field and says what belongs there, in the
/// caller's words. The serializer would refuse the same, but in words of its own.
/// </summary>
public static class JsonShape
{
    private const int LongestText = 1_000, LongestFreeJson = 16 * 1024, LongestArray = 1_000;

    /// <summary>The first thing that is not as it should be; null where all is well.</summary>
    public static Fault? Check(JsonElement json, JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => CheckObject(json, type, path),
        JsonTypeInfoKind.Enumerable => CheckArray(json, type, path),
        _ => CheckValue(json, Nullable.GetUnderlyingType(type.Type) ?? type.Type, path),
    };

    /// <summary>The type has no field of that name.</summary>
    public static Fault NoField(string path, JsonTypeInfo type) => Invalid(path, $"There is no such field. There are {string.Join(", ", type.Properties.Select(property => property.Name))}.");

    private static Fault? CheckObject(JsonElement json, JsonTypeInfo type, string path)
    {
        if (json.ValueKind is not JsonValueKind.Object) return Invalid(path, "This must be a JSON object.");
        var seen = new HashSet<string>();
        foreach (var member in json.EnumerateObject())
        {
            if (NameOf(member) is not { } name) return Invalid(path, "A field's name is not a text: half of a surrogate pair stands alone.");
            if (!seen.Add(name)) return Invalid(Under(path, name), "This field stands twice.");
            if (type.Properties.FirstOrDefault(property => property.Name == name) is not { } known)
                return NoField(Under(path, name), type);
            if (member.Value.ValueKind is JsonValueKind.Null)
            {
                if (!TakesNull(known)) return Invalid(Under(path, name), "This must not be null.");
            }
            else if (Check(member.Value, type.Options.GetTypeInfo(known.PropertyType), Under(path, name)) is { } fault) return fault;
        }
        return type.Properties.FirstOrDefault(property => property.IsRequired && !seen.Contains(property.Name)) is { } missing
            ? Fault.Missing(Under(path, missing.Name), "This field is required.")
            : null;
    }

    private static Fault? CheckArray(JsonElement json, JsonTypeInfo type, string path)
    {
        if (json.ValueKind is not JsonValueKind.Array) return Invalid(path, "This must be a JSON array.");
        if (json.GetArrayLength() > LongestArray) return Invalid(path, $"This has at most {LongestArray} items.");
        var element = type.Options.GetTypeInfo(type.ElementType!);
        return json.EnumerateArray().Select((item, i) => Check(item, element, $"{path}[{i}]")).FirstOrDefault(fault => fault is not null);
    }

    private static Fault? CheckValue(JsonElement json, Type type, string path)
    {
        if (type == typeof(JsonElement))
        {
            return json.GetRawText().Length > LongestFreeJson ? Invalid(path, $"This has at most {LongestFreeJson} characters.")
                : !IsSound(json) ? Invalid(path, "A text in here holds U+0000 or half of a surrogate pair, or a name stands twice.")
                : null;
        }
        if (type == typeof(string)) return IsText(json, LongestText) ? null : Invalid(path, $"This must be a text of at most {LongestText} characters, without U+0000.");
        if (type == typeof(Guid)) return json.ValueKind is JsonValueKind.String && IsText(json, 100) && json.TryGetGuid(out _) ? null : Invalid(path, "This must be a UUID such as 0199f3a2-1c5e-7a41-9b52-3f6f0f0c8a11.");
        if (type == typeof(DateTimeOffset)) return IsText(json, 100) && Times.Read(json.GetString()!) is not null ? null : Invalid(path, $"This must be {Times.Form}.");
        if (type == typeof(bool)) return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Invalid(path, "This must be true or false.");
        if (type == typeof(double)) return json.ValueKind is JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? null : Invalid(path, "This must be a number.");
        if (type == typeof(int)) return json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out _) ? null : Invalid(path, "This must be a whole number.");
        if (type.IsEnum) return IsText(json, 100) && ChoicesOf(type).Contains(json.GetString()) ? null : Invalid(path, $"This must be one of {string.Join(", ", ChoicesOf(type))}.");
        throw new InvalidOperationException($"No request has ever held a {type.Name}: say here how one is checked.");
    }

    /// <summary>How the members of an enum are written.</summary>
    private static IReadOnlyList<string> ChoicesOf(Type type) => choices.GetOrAdd(type, static known =>
        [.. known.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name)]);

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> choices = new();

    private static bool TakesNull(JsonPropertyInfo property) => property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    private static bool IsText(JsonElement json, int longest) => json.ValueKind is JsonValueKind.String && Text(json) is { } text && text.Length <= longest && !text.Contains('\0');

    private static bool IsSound(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String: return Text(json) is { } text && !text.Contains('\0');
            case JsonValueKind.Array: return json.EnumerateArray().All(IsSound);
            case JsonValueKind.Object:
                var seen = new HashSet<string>();
                return json.EnumerateObject().All(member => NameOf(member) is { } name && !name.Contains('\0') && seen.Add(name) && IsSound(member.Value));
            default: return true;
        }
    }

    // Half of a surrogate pair can be escaped in JSON, but is no text.
    private static string? Text(JsonElement json)
    {
        try { return json.GetString(); }
        catch (InvalidOperationException) { return null; }
    }

    /// <summary>Null where the name is no text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try { return member.Name; }
        catch (InvalidOperationException) { return null; }
    }

    private static string Under(string path, string name)
    {
        var shown = name.Length <= 60 ? name : string.Concat(name.EnumerateRunes().Take(60)) + "…";
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }

    private static Fault Invalid(string path, string message) => Fault.Invalid(path.Length == 0 ? "body" : path, message);
}
