using System.Text.Json;
using System.Text.RegularExpressions;

namespace Busbar.Server.LinkPages;

/// <summary>
/// The texts of one language, by key, as they stand in <c>Words/</c>. English says which keys there are. A text may hold values
/// in braces, such as <c>{app}</c>.
/// </summary>
public static partial class WordFile
{
    /// <summary>Whichever of these forms a sentence needs; a language may take another one than English does, or none.</summary>
    private static readonly string[] forms = ["kind", "yours", "toYours"];

    public static IReadOnlyDictionary<string, string> Of(string language)
    {
        using var stream = typeof(WordFile).Assembly.GetManifestResourceStream($"words.{language}.json") ?? throw new InvalidOperationException($"There are no words in {language}.");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }

    public static IReadOnlyDictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    /// <summary>The text with its values put in. What is put in is never looked through for braces of its own.</summary>
    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, value) in values) given[name] = value;
        return Values().Replace(text, hole => given.TryGetValue(hole.Groups[1].Value, out var value) ? value : hole.Value);
    }

    /// <summary>What is wrong with a language, held against English: texts that are missing, left over, empty, or hold other values.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> other) =>
    [
        .. english.Keys.Except(other.Keys).Select(key => $"{key}: is missing"),
        .. other.Keys.Except(english.Keys).Select(key => $"{key}: English has no such text"),
        .. from key in english.Keys.Intersect(other.Keys)
           from fault in Faults(key, english[key], other[key])
           select fault,
    ];

    private static IEnumerable<string> Faults(string key, string english, string other)
    {
        if (other.Trim().Length == 0) yield return $"{key}: is empty";
        var (wanted, given) = (Holes(english), Holes(other));
        foreach (var lost in wanted.Except(given).Except(forms)) yield return $"{key}: lacks {{{lost}}}";
        foreach (var odd in given.Except(wanted).Where(hole => !forms.Contains(hole) || !wanted.Any(forms.Contains))) yield return $"{key}: knows no {{{odd}}}";
    }

    private static HashSet<string> Holes(string text) => [.. Values().Matches(text).Select(hole => hole.Groups[1].Value)];

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Values();
}
