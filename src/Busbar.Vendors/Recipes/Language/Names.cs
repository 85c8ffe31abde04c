using System.Text.RegularExpressions;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>How the words of the language are written, and which of them somebody may have meant.</summary>
internal static partial class Names
{
    /// <summary>A word of the language for a value of a list of ours: <c>UserAction</c> is written <c>user_action</c>.</summary>
    public static string Snake<T>(T value) where T : struct, Enum => HumpStart().Replace(value.ToString(), "_$0").ToLowerInvariant();

    /// <summary>Finds a value by its exact word.</summary>
    public static T? BySnake<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Snake(value) == word) return value;
        return null;
    }

    /// <summary>Finds a device kind, signal, command or consent way: their names are written as the core writes them.</summary>
    public static T? ByName<T>(string word) where T : struct, Enum =>
        Enum.IsDefined(typeof(T), word) ? Enum.Parse<T>(word) : null;

    /// <summary>Ends a message: the word that was probably meant, or else all that are possible.</summary>
    public static string DidYouMean(string word, IReadOnlyCollection<string> possible)
    {
        var nearest = possible.MinBy(other => Distance(word.ToLowerInvariant(), other.ToLowerInvariant()));
        return nearest is not null && Distance(word.ToLowerInvariant(), nearest.ToLowerInvariant()) <= Math.Max(1, word.Length / 3)
            ? $"Did you mean `{nearest}`?"
            : $"Possible here: {string.Join(", ", possible)}.";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[b.Length];
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex HumpStart();
}
