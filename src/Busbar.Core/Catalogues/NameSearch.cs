namespace Busbar.Core.Catalogues;

/// <summary>How well the name of a model answers what somebody typed.</summary>
public static class NameSearch
{
    private const int Same = 4_000, SameModel = 2_000, Begins = 1_000, WholeWord = 10;

    /// <summary>
    /// The better the higher; null where a word begins no word of the name. Spaces are no hindrance: <c>mache</c> begins
    /// <c>Mach-E</c>. Best is the name itself, then the model's, then what goes on from there, and among these what has the most
    /// of the words as they stand and the fewest others.
    /// </summary>
    public static int? Rank(IReadOnlyList<string> asked, SearchedName name)
    {
        if (!asked.All(word => name.Starts.Any(start => start.StartsWith(word, StringComparison.Ordinal)))) return null;
        return Closeness(string.Concat(asked), name.Starts[0], name.Starts[name.OfMake]) + (WholeWord * asked.Count(name.Words.Contains)) - name.Words.Count;
    }

    private static int Closeness(string asked, string name, string model) =>
        asked == name ? Same
        : asked == model ? SameModel
        : asked.Length > 0 && (name.StartsWith(asked, StringComparison.Ordinal) || model.StartsWith(asked, StringComparison.Ordinal)) ? Begins : 0;
}

/// <summary>A name of a make with a name of a model of it, made ready for searching.</summary>
/// <param name="OfMake">How many of the words are the make's.</param>
/// <param name="Starts">What begins with each word, without spaces.</param>
public sealed record SearchedName(IReadOnlyList<string> Words, int OfMake, IReadOnlyList<string> Starts)
{
    public static SearchedName Of(string make, string model)
    {
        var ofMake = NameWords.Of(make);
        IReadOnlyList<string> words = [.. ofMake, .. NameWords.Of(model)];
        return new SearchedName(words, ofMake.Count, [.. words.Select((_, index) => string.Concat(words.Skip(index)))]);
    }
}
