using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>Every page that owners see, for those who do not see it, hold no mouse, or have weak eyes; in the light and in the dark.</summary>
public sealed class EveryPageTests
{
    private static readonly ViewportSize small = new() { Width = 320, Height = 640 }, phone = new() { Width = 390, Height = 844 }, desktop = new() { Width = 1280, Height = 800 };

    // Pictures are wanted of all four.
    private static (ViewportSize Size, ColorScheme Colours)[] Looks => Environment.GetEnvironmentVariable("BUSBAR_PICTURES") is { Length: > 0 }
        ? [(phone, ColorScheme.Light), (phone, ColorScheme.Dark), (desktop, ColorScheme.Light), (desktop, ColorScheme.Dark)]
        : [(small, ColorScheme.Light), (desktop, ColorScheme.Dark)];

    [BrowserFact]
    public async Task It_can_be_heard_and_gone_through_with_the_keyboard()
    {
        var wrong = new List<string>();
        await using var tour = await Tour.Begin();
        foreach (var (size, colours) in Looks) await Visit(tour, size, colours, async (page, stop) =>
        [
            .. await Ear.Examine(page, stop.Language), .. await Keyboard.Examine(page),
        ], wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    /// <summary>Grey is what neither black nor white stands out from by much; white and black are no colour for a button on a page of the same.</summary>
    [BrowserTheory]
    [InlineData(null)]
    [InlineData("#757575")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    public async Task It_looks_well_in_any_colour(string? colour)
    {
        var wrong = new List<string>();
        await using var tour = await Tour.Begin(colour);
        // Without a colour, all pages; with one, those that have it.
        if (colour is not null) tour.Keep("session-intro", "session-review", "session-none", "session-done");
        foreach (var (size, colours) in Looks) await Visit(tour, size, colours, async (page, stop) =>
        {
            var seen = new List<string>();
            await BrowserLookTests.Look(page, $"page-{stop.Name}{colour?.Replace('#', '-')}-{size.Width}-{colours}", seen);
            return seen;
        }, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [AxeFact]
    public async Task An_independent_judge_finds_nothing_wrong()
    {
        var wrong = new List<string>();
        await using var tour = await Tour.Begin("#757575");
        foreach (var (size, colours) in Looks) await Visit(tour, size, colours, async (page, _) => await Axe.Examine(page), wrong, Axe.Join);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [BrowserFact]
    public async Task What_cannot_be_heard_is_found_out()
    {
        await using var browser = await Browser.Open();
        await browser.Page.SetContentAsync("""
            <html lang="en"><h2>x</h2><h4>y</h4><p>Nothing was connected.</p><button></button><a href="http://a.example/">here</a><a href="http://b.example/">here</a><img src="data:,">
            <input type="radio" aria-label="red"><input aria-label="age" aria-invalid="true"><div role="list">none</div></html>
            """);
        var wrong = await Ear.Examine(browser.Page, "de");
        foreach (var fault in new[]
        {
            "no title", "0 main parts", "in no part of the page: Nothing was connected.", "a picture without words", "headings of the first order: 0", "a gap before a heading of order 4", "without a name: button",
            "one name, several places: here", "a choice of what: red", "wrong, and not why: age", "wrong, and not said", "a list of nothing", "another language is named than is meant", "English: Nothing was connected.",
        }) Assert.Contains(fault, wrong);

        await browser.Page.SetContentAsync("<html lang='de'><title>a</title><main><h1>a</h1><p role='alert'>bad</p></main></html>");
        Assert.Equal(["said only to those who come across it", "said, and not of what"], await Ear.Examine(browser.Page, "de"));
    }

    [BrowserFact]
    public async Task What_the_keyboard_does_not_lead_through_is_found_out()
    {
        await using var browser = await Browser.Open();
        await browser.Page.SetContentAsync("""
            <style>:focus-visible { outline: 3px solid #000 }</style><a href="#" style="outline:none">blind</a> <a href="#" style="position:absolute;left:-999px">gone</a>
            <div style="display:flex;flex-direction:row-reverse"><a href="#">right</a><a href="#">left</a></div>
            """);
        Assert.Equal(["the focus is not seen: blind", "focused where nobody sees it: gone", "the eye goes another way than Tab: blind > gone", "the eye goes another way than Tab: right > left"], await Keyboard.Examine(browser.Page));
        await browser.Page.SetContentAsync("""<a href="#" tabindex="1">one</a> <a href="#" tabindex="3">two</a> <a href="#" tabindex="2">three</a>""");
        Assert.Contains("Tab goes another way than one reads: one > three > two", await Keyboard.Examine(browser.Page));
        await browser.Page.SetContentAsync("""<a href="#">in</a> <a href="#" onkeydown="event.preventDefault()">trap</a> <a href="#">out</a>""");
        Assert.Contains(await Keyboard.Examine(browser.Page), one => one.StartsWith("Tab goes another way than one reads: in > trap > trap", StringComparison.Ordinal));
    }

    [AxeFact]
    public async Task The_judge_does_judge()
    {
        await using var browser = await Browser.Open();
        await Axe.Join(browser.Page);
        await browser.Page.GotoAsync("data:text/html,<html><meta http-equiv='refresh' content='15'><img src='data:,'><button></button><p style='color:%23999'>pale</p></html>");
        var wrong = await Axe.Examine(browser.Page);
        foreach (var rule in new[] { "image-alt", "button-name", "color-contrast", "html-has-lang", "meta-refresh", "document-title" }) Assert.Contains(wrong, one => one.StartsWith(rule + ":", StringComparison.Ordinal));
    }

    private static async Task Visit(
        Tour tour, ViewportSize size, ColorScheme colours, Func<IPage, Stop, Task<IReadOnlyList<string>>> examine, List<string> wrong, Func<IPage, Task>? first = null)
    {
        await using var browser = await Browser.Open(new BrowserNewContextOptions { ViewportSize = size, ColorScheme = colours, Locale = "de-DE" });
        if (first is not null) await first(browser.Page);
        foreach (var stop in tour.Stops)
        {
            await stop.Go(browser.Page);
            wrong.AddRange((await examine(browser.Page, stop)).Select(one => $"{stop.Name}: {one}"));
        }
    }
}
