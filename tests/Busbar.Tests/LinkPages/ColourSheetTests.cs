using System.Globalization;
using System.Text.RegularExpressions;
using Busbar.Server.LinkPages;
using Busbar.Tests.Ground;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.LinkPages;

/// <summary>Whatever colour an application has, its pages can be read; and so can ours.</summary>
public sealed class ColourSheetTests
{
    private static readonly string[] texts = ["ink", "soft", "accent", "accent-strong"];

    [Fact]
    public void Any_colour_can_be_read()
    {
        var colours = Gen.Choose(0, 0xffffff).Select(number => "#" + number.ToString("x6", CultureInfo.InvariantCulture)).ToArbitrary();
        Prop.ForAll(colours, colour => Blocks(ColourSheet.Of(colour)).Select((block, i) => (block, i)).All(one =>
            Reads(one.block["on-fill"], one.block["fill"]) && Reads(one.block["on-fill"], one.block["fill-strong"])
            && (!one.block.TryGetValue("accent", out var accent) || (one.i == 0 ? ColourSheet.LightGrounds : ColourSheet.DarkGrounds).All(ground => Reads(accent, ground)))))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_colour_that_cannot_be_read_is_not_used_for_text()
    {
        Assert.DoesNotContain("accent", Blocks(ColourSheet.Of("#ffd400"))[0].Keys);
        Assert.Equal("#ffd400", Blocks(ColourSheet.Of("#ffd400"))[1]["accent"]);
        Assert.Equal("#000000", ColourSheet.On("#ffd400"));
        Assert.False(Reads("#999999", "#ffffff"));
        Assert.Equal(21, ColourSheet.Contrast("#000000", "#ffffff"), 3);
    }

    /// <summary>A white button on a white page is a text that nobody presses.</summary>
    [Fact]
    public void A_colour_that_is_the_pages_own_gets_a_line_around_it()
    {
        Assert.Equal(["var(--ink)", "initial", "initial"], Edges("#ffffff"));
        Assert.Equal(["initial", "var(--ink)", "var(--ink)"], Edges("#161f1b"));
        Assert.Equal(["initial", "initial", "initial"], Edges("#8a1c4a"));

        static IEnumerable<string> Edges(string colour) => Regex.Matches(ColourSheet.Of(colour), "--edge: ([^;]+);").Select(one => one.Groups[1].Value);
    }

    [Fact]
    public void Our_own_colours_can_be_read_in_the_light_and_in_the_dark()
    {
        var blocks = Blocks(Sheet());
        Assert.Equal(3, blocks.Count);
        Assert.Equal(blocks[1], blocks[2]); // what the system asks for, and what an application asks for
        foreach (var block in blocks)
        {
            foreach (var ground in new[] { "paper", "card", "tint" })
            foreach (var text in texts) Assert.True(Reads(block[text], block[ground]), $"{text} on {ground}");
            foreach (var (text, ground) in new[] { ("on-fill", "fill"), ("on-fill", "fill-strong"), ("good", "good-tint"), ("bad", "bad-tint"), ("wait", "wait-tint"), ("accent", "good-tint"), ("wait", "tint"), ("bad", "tint"), ("bad", "card") })
                Assert.True(Reads(block[text], block[ground]), $"{text} on {ground}");
        }
    }

    /// <summary>The grounds that an application's colour is held against are those that the pages have.</summary>
    [Fact]
    public void The_grounds_are_those_of_the_pages()
    {
        string[] grounds = ["paper", "card", "tint", "good-tint"];
        var blocks = Blocks(Sheet());
        Assert.Equal(ColourSheet.LightGrounds, grounds.Select(ground => blocks[0][ground]));
        Assert.Equal(ColourSheet.DarkGrounds, grounds.Select(ground => blocks[1][ground]));
    }

    private static bool Reads(string text, string ground) => ColourSheet.Contrast(text, ground) >= ColourSheet.Readable;

    private static string Sheet() => File.ReadAllText(Repository.Path("src", "Busbar.Server", "LinkPages", "Views", "pages.css"));

    /// <summary>The colours by name: in the light, in the system's dark, in the dark that was asked for.</summary>
    private static List<Dictionary<string, string>> Blocks(string css) =>
    [
        .. Regex.Matches(css, @"\{([^{}]*--[^{}]*)\}").Select(block => Regex.Matches(block.Groups[1].Value, @"--([a-z-]+): (#[0-9a-f]{6});").ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value))
            .Where(block => block.ContainsKey("fill")),
    ];
}
