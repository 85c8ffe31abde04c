using System.Reflection;
using System.Text.Json.Serialization;

namespace Busbar.Server.Faces;

/// <summary>How the members of an enum are written on the wire, and back.</summary>
internal static class EnumWords<T> where T : struct, Enum
{
    private static readonly IReadOnlyDictionary<T, string> words = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
        member => (T)member.GetValue(null)!, member => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name);

    public static IReadOnlyList<string> All { get; } = [.. words.Values];

    public static string Write(T value) => words[value];

    /// <summary>Null where no member is written so.</summary>
    public static T? Read(string word)
    {
        foreach (var (value, known) in words)
            if (known == word) return value;
        return null;
    }
}
