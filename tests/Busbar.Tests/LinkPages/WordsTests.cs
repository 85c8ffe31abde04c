using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;

namespace Busbar.Tests.LinkPages;

/// <summary>The languages: all complete, and each page in the one that it should be in.</summary>
public sealed class WordsTests
{
    private static readonly IReadOnlyDictionary<string, string> english = WordFile.Of("en");

    public static TheoryData<string> Languages => [.. LinkLanguages.Written];

    [Theory, MemberData(nameof(Languages))]
    public void Every_language_is_complete(string language) => Assert.Equal([], WordFile.Faults(english, WordFile.Of(language)));

    [Theory, MemberData(nameof(Languages))]
    public void No_text_was_left_in_English(string language)
    {
        if (language == "en") return;
        var same = WordFile.Of(language).Where(text => text.Value == english[text.Key] && text.Value.Length > 12).Select(text => text.Key);
        Assert.Equal([], same);
    }

    [Fact]
    public void What_is_missing_left_over_empty_or_filled_otherwise_is_found()
    {
        var planted = new Dictionary<string, string>(WordFile.Of("de"));
        planted.Remove("leave");
        planted["odd"] = "Seltsam";
        planted["nothing"] = " ";
        planted["askNew"] = "Fragen Sie {brand}.";
        Assert.Equal(["leave: is missing", "odd: English has no such text", "askNew: lacks {app}", "askNew: knows no {brand}", "nothing: is empty"], WordFile.Faults(english, planted).Order(new Planted()));
    }

    [Fact]
    public void Every_text_is_used_and_none_is_missing()
    {
        var source = string.Concat(Directory.GetFiles(Repository.Path("src", "Busbar.Server", "LinkPages"), "LinkWords*.cs").Select(File.ReadAllText));
        var literals = Regex.Matches(source, "\"([a-zA-Z]+(?:\\.[a-zA-Z0-9]+)*\\.?)\"").Select(found => found.Groups[1].Value).ToHashSet();
        string[] made = [.. literals.Where(one => one.EndsWith('.')), .. literals.Where(english.ContainsKey).SelectMany(one => new[] { one + ".text", one + ".next", one + ".new", one + ".again" })];
        Assert.Equal([], english.Keys.Where(key => !literals.Contains(key) && !made.Any(start => start.EndsWith('.') ? key.StartsWith(start, StringComparison.Ordinal) : key == start)));
        foreach (var kind in Enum.GetValues<DeviceKind>())
        foreach (var start in new[] { "kind.", "yours.", "toYours.", "connected.", "hint." }) Assert.Contains(start + kind, english.Keys);
    }

    [Fact]
    public void Values_are_put_in_once()
    {
        Assert.Equal("{brand} asks Tesla", WordFile.Fill("{app} asks {brand}", ("app", "{brand}"), ("brand", "Tesla")));
        Assert.Equal("{who}", WordFile.Fill("{who}"));
    }

    [Theory]
    [InlineData("de-DE", null, "de")]
    [InlineData("nl-BE", "fr", "nl")]
    [InlineData("en-GB", "fr", "en")]
    [InlineData("ja-JP", "fr", "en")]
    [InlineData("lv-LV", null, "en")]
    [InlineData("browser", "fr-CH, fr;q=0.9, en;q=0.8", "fr")]
    [InlineData(null, "en;q=0.5, pl", "pl")]
    [InlineData(null, "xx, sv;q=0.3, no;q=0.9", "nb")]
    [InlineData(null, "de;q=0, da;q=0.1", "da")]
    [InlineData(null, "*", "en")]
    [InlineData(null, ";;;", "en")]
    [InlineData(null, null, "en")]
    public void The_application_comes_before_the_browser_and_English_last(string? asked, string? preferred, string language) =>
        Assert.Equal(language, LinkLanguages.Choose(asked, preferred).Language);

    [Fact]
    public void All_that_may_be_asked_for_is_answered_in_a_language_that_is_written()
    {
        Assert.Equal(18, LinkLanguages.Accepted.Count); // and "browser"
        foreach (var asked in LinkLanguages.Accepted)
            Assert.Equal(LinkLanguages.Written.Contains(asked[..2]) ? asked[..2] : "en", LinkLanguages.Choose(asked, null).Language);
    }

    [Theory, MemberData(nameof(Languages))]
    public void Whatever_the_pages_say_of_a_kind_or_a_scope_has_no_hole(string language)
    {
        var words = LinkLanguages.Of(language);
        foreach (var kind in Enum.GetValues<DeviceKind>())
        {
            string[] said = [words.KindHeading(kind), words.KindHint(kind), words.BrandTitle(kind), .. words.Shares(kind), .. words.Controls(kind)];
            Assert.All(said, text => Assert.DoesNotContain('{', text));
            foreach (var scope in Enum.GetValues<LinkScope>().Where(scope => LinkScopes.Kinds(scope).Contains(kind))) Assert.NotEmpty(words.Covers(scope, kind));
        }
        Assert.Matches(@"\b23\b", words.ValidFor(TimeSpan.FromHours(23.5)));
    }

    // As they are found: missing, left over, then by the order of English.
    private sealed class Planted : IComparer<string>
    {
        private static readonly string[] order = ["leave", "odd", "askNew: lacks", "askNew: knows", "nothing"];

        public int Compare(string? x, string? y) => Place(x!).CompareTo(Place(y!));

        private static int Place(string fault) => Array.FindIndex(order, fault.StartsWith);
    }
}
