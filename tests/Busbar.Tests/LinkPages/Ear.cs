using System.Text.Json;
using System.Text.RegularExpressions;
using Busbar.Server.LinkPages;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>A page as a screen reader has it: the tree that Chromium hands to assistive technology.</summary>
internal sealed class Ear
{
    private readonly IReadOnlyList<Heard> heard;

    private Ear(IReadOnlyList<Heard> heard) => this.heard = heard;

    /// <summary>What is wrong with the page, for somebody who only hears it.</summary>
    /// <param name="language">What its texts are to be in, by two letters.</param>
    public static async Task<IReadOnlyList<string>> Examine(IPage page, string language)
    {
        var ear = await Listen(page);
        return
        [
            .. ear.Frame(), .. ear.Headings(), .. ear.Controls(), .. ear.Choices(), .. ear.Errors(),
            .. await page.Locator("html").GetAttributeAsync("lang") == language ? [] : new[] { "another language is named than is meant" },
            .. language == "en" ? [] : ear.Foreign(language),
        ];
    }

    private static async Task<Ear> Listen(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        // Some come twice.
        var nodes = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes").EnumerateArray()
            .DistinctBy(node => node.GetProperty("nodeId").GetString()!).ToDictionary(node => node.GetProperty("nodeId").GetString()!);
        await session.DetachAsync();
        var heard = new List<Heard>();
        Follow(nodes.Values.First(node => !node.TryGetProperty("parentId", out _)), null);
        return new Ear(heard);

        // In the order in which it is read out.
        void Follow(JsonElement node, Heard? parent)
        {
            if (!node.GetProperty("ignored").GetBoolean()) heard.Add(parent = new Heard(node, parent));
            foreach (var child in node.GetProperty("childIds").EnumerateArray())
                Follow(nodes[child.GetString()!], parent);
        }
    }

    private IEnumerable<string> Frame()
    {
        if (heard[0].Name.Length == 0) yield return "no title";
        if (heard.Count(one => one.Role is "main") is not 1 and var mains) yield return $"{mains} main parts";
        foreach (var text in heard.Where(one => one.Role is "StaticText" && !one.Around.Any(around => around.Role is "main" or "navigation" or "contentinfo"))) yield return $"in no part of the page: {text.Name}";
        foreach (var picture in heard.Where(one => one.Role is "image" && one.Name.Length == 0)) yield return "a picture without words";
    }

    private IEnumerable<string> Headings()
    {
        var levels = heard.Where(one => one.Role is "heading").Select(one => int.Parse(one.Said("level"))).ToList();
        if (levels.Count(level => level == 1) != 1) yield return $"headings of the first order: {levels.Count(level => level == 1)}";
        for (var i = 0; i < levels.Count; i++)
            if (levels[i] > (i == 0 ? 2 : levels[i - 1] + 1)) yield return $"a gap before a heading of order {levels[i]}";
        foreach (var heading in heard.Where(one => one.Role is "heading" && one.Name.Length == 0)) yield return "an empty heading";
    }

    private IEnumerable<string> Controls()
    {
        foreach (var control in heard.Skip(1).Where(one => one.Said("focusable") == "True" && one.Name.Length == 0)) yield return $"without a name: {control.Role}";
        foreach (var alike in heard.Where(one => one.Role is "link").GroupBy(one => one.Name).Where(alike => alike.Select(one => one.Said("url")).Distinct().Count() > 1))
            yield return $"one name, several places: {alike.Key}";
    }

    private IEnumerable<string> Choices()
    {
        foreach (var radio in heard.Where(one => one.Role is "radio" && !one.Around.Any(around => around.Role is "group" or "radiogroup" && around.Name.Length > 0))) yield return $"a choice of what: {radio.Name}";
        foreach (var list in heard.Where(one => one.Role is "list" && !heard.Any(item => item.Role is "listitem" && item.Around.FirstOrDefault() == one))) yield return "a list of nothing";
    }

    /// <summary>What is wrong with a form is said at once, and again at each field.</summary>
    private IEnumerable<string> Errors()
    {
        var (alerts, wrong) = (heard.Where(one => one.Role is "alert").ToList(), heard.Where(one => one.Said("invalid") == "true").ToList());
        foreach (var field in wrong.Where(one => one.Description.Length == 0)) yield return $"wrong, and not why: {field.Name}";
        if (wrong.Count > 0 && alerts.Count == 0) yield return "wrong, and not said";
        if (alerts.Count > 0 && !alerts.Concat(wrong).Any(one => one.Said("focused") == "True")) yield return "said only to those who come across it";
        if (alerts.Count > 0 && wrong.Count == 0 && !alerts.Any(alert => heard.Any(one => one.Role is "link" && one.Around.Contains(alert)))) yield return "said, and not of what";
    }

    /// <summary>English that should not be there: pieces of our English texts that the language's own do not have.</summary>
    private IEnumerable<string> Foreign(string language)
    {
        var own = string.Join('\n', WordFile.Of(language).Values);
        var said = string.Join('\n', heard.Select(one => one.Name + "\n" + one.Description));
        return WordFile.Of("en").Values.SelectMany(text => Regex.Split(text, @"\{\w+\}")).Select(piece => piece.Trim()).Where(piece => piece.Count(c => c is ' ') >= 2)
            .Where(piece => said.Contains(piece, StringComparison.Ordinal) && !own.Contains(piece, StringComparison.Ordinal)).Select(piece => $"English: {piece}");
    }

    /// <summary>One thing that is read out.</summary>
    private sealed class Heard(JsonElement node, Heard? parent)
    {
        public string Role { get; } = Text(node, "role");

        public string Name { get; } = Text(node, "name");

        public string Description { get; } = Text(node, "description");

        /// <summary>What it stands in, from the inside out.</summary>
        public IEnumerable<Heard> Around => parent is null ? [] : parent.Around.Prepend(parent);

        public string Said(string property) => node.TryGetProperty("properties", out var all)
            ? all.EnumerateArray().Where(one => one.GetProperty("name").ValueEquals(property)).Select(one => one.GetProperty("value").GetProperty("value").ToString()).FirstOrDefault("") : "";

        private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var text) && text.TryGetProperty("value", out var value) ? value.GetString()!.Trim() : "";
    }
}
