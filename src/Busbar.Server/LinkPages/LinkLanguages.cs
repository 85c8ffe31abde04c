using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Busbar.Server.LinkPages;

/// <summary>Which language a page is in: what the application asked for, else what the browser prefers, else English.</summary>
public static class LinkLanguages
{
    /// <summary>The languages that there are texts in, by their two letters; nb stands for all Norwegian.</summary>
    public static readonly IReadOnlyList<string> Written = ["en", "de", "fr", "nl", "nb", "sv", "da", "fi", "es", "it", "pl", "pt"];

    /// <summary>What an application may ask for. Those in which no speaker has reviewed a text yet are shown in English.</summary>
    public static readonly IReadOnlyList<string> Accepted =
    [
        "da-DK", "de-DE", "en-US", "en-GB", "es-ES", "fi-FI", "fr-FR", "it-IT", "ja-JP", "lv-LV", "lt-LT", "nb-NO", "nl-NL", "nl-BE", "pl-PL", "pt-PT", "ro-RO", "sv-SE",
    ];

    /// <summary>The word by which an application leaves the choice to the browser.</summary>
    public const string Browser = "browser";

    private static readonly Dictionary<string, LinkWords> words = Written.ToDictionary(language => language, language => new LinkWords(language, WordFile.Of(language)));

    /// <param name="asked">What the application asked for; null for the browser's.</param>
    /// <param name="preferred">The browser's Accept-Language.</param>
    public static LinkWords Choose(string? asked, string? preferred)
    {
        if (asked is not null && asked != Browser) return Named(asked) ?? LinkWords.English;
        if (preferred is null or { Length: > 500 } || !StringWithQualityHeaderValue.TryParseList([preferred], out var wishes)) return LinkWords.English;
        return wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => Named(wish.Value.ToString())).FirstOrDefault(found => found is not null)
            ?? LinkWords.English;
    }

    public static LinkWords Of(string language) => words[language];

    private static LinkWords? Named(string tag) => words.GetValueOrDefault(tag.Split('-')[0].ToLower(CultureInfo.InvariantCulture) is "no" or "nn" ? "nb" : tag.Split('-')[0].ToLower(CultureInfo.InvariantCulture));
}
