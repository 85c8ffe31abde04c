using System.Globalization;
using System.Text;

namespace Busbar.Core.Catalogues;

/// <summary>
/// A name as the words that count in it: case, accents and punctuation do not, and numbers are words of their own, so that
/// <c>ID.4</c>, <c>id 4</c> and <c>ID4</c> are one. A plus is a word, since it tells models apart.
/// </summary>
public static class NameWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsLetterOrDigit(letter) || (word.Length > 0 && char.IsDigit(word[^1]) != char.IsDigit(letter))) End(words, word);
            if (char.IsLetterOrDigit(letter)) word.Append(char.ToLowerInvariant(letter));
            else if (letter is '+') words.Add("plus");
        }
        End(words, word);
        return words;
    }

    /// <summary>The words without the spaces between them: two names are one where these are.</summary>
    public static string Joined(string text) => string.Concat(Of(text));

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }
}
