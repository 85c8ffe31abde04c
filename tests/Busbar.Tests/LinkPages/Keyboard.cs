using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>A page without a mouse: real keys, and where they lead.</summary>
internal static class Keyboard
{
    /// <summary>Where the focus is: its place among all elements, whether the eye finds it, where it stands on the page. Null where nothing has it.</summary>
    private const string Focus = """
        async () => {
          // What is focused is scrolled to before the next picture.
          await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
          const e = document.activeElement;
          if (!e || e === document.body || e === document.documentElement) return null;
          const parse = c => { const n = c.match(/[\d.]+/g).map(Number); return { r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1 }; };
          const light = c => { const f = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }; return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0) return c; } return { r: 255, g: 255, b: 255 }; };
          const style = getComputedStyle(e), box = e.getClientRects()[0], whole = e.getBoundingClientRect();
          const [a, b] = [light(parse(style.outlineColor)), light(behind(e.parentElement))].sort((x, y) => y - x);
          const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return {
            place: [...document.querySelectorAll('*')].indexOf(e), name: (e.labels && e.labels.length ? e.labels[0] : e).textContent.trim().replace(/\s+/g, ' ').slice(0, 40),
            isRinged: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && (a + .05) / (b + .05) >= 3,
            isSeen: box.top >= -1 && box.bottom <= innerHeight + 1 && !!hit && (e.contains(hit) || hit.contains(e)),
            top: whole.top + scrollY, bottom: whole.bottom + scrollY, left: whole.left,
          };
        }
        """;

    /// <summary>The place alone, which needs no picture; null where nothing has the focus.</summary>
    private const string Place = "() => document.activeElement?.matches('body, html') === false ? { place: [...document.querySelectorAll('*')].indexOf(document.activeElement) } : null";

    /// <summary>What Tab must lead to, in this order: everything that can be pressed, opened or filled in. Of choices that exclude each other, one.</summary>
    private const string Wanted = """
        () => {
          const all = [...document.querySelectorAll('*')], groups = new Set();
          return all.flatMap((e, place) => {
            if (!e.matches('a[href], button, input:not([type=hidden]), select, textarea, summary') || e.disabled || !e.checkVisibility()) return [];
            if (e.type !== 'radio') return [place];
            const chosen = all.some(other => other.type === 'radio' && other.name === e.name && other.checked);
            if (chosen ? !e.checked : groups.has(e.name)) return [];
            groups.add(e.name);
            return [place];
          });
        }
        """;

    /// <summary>What is wrong on the way with Tab through the whole page, and back again.</summary>
    public static async Task<IReadOnlyList<string>> Examine(IPage page)
    {
        var wanted = await page.EvaluateAsync<int[]>(Wanted);
        if (wanted.Length == 0) return [];
        var stops = await Round(page, "Tab", Focus, wanted.Length);
        var wrong = new List<string>();
        if (!stops.Select(stop => stop.Place).SequenceEqual(wanted)) wrong.Add($"Tab goes another way than one reads: {string.Join(" > ", stops.Select(stop => stop.Name))}");
        foreach (var stop in stops.Where(stop => !stop.IsRinged)) wrong.Add($"the focus is not seen: {stop.Name}");
        foreach (var stop in stops.Where(stop => !stop.IsSeen)) wrong.Add($"focused where nobody sees it: {stop.Name}");
        foreach (var (one, next) in stops.Zip(stops.Skip(1)))
            if (next.Bottom <= one.Top || next.Top < one.Bottom && next.Bottom > one.Top && next.Left < one.Left) wrong.Add($"the eye goes another way than Tab: {one.Name} > {next.Name}");
        if (await page.Locator("input[type=radio]").CountAsync() > 0) return wrong; // a group is entered at its other end
        if (!(await Round(page, "Shift+Tab", Place, wanted.Length)).Select(stop => stop.Place).SequenceEqual(wanted)) wrong.Add("there is another way back");
        return wrong;
    }

    /// <summary>Goes on with Tab until the focus is there, as anybody without a mouse would.</summary>
    public static async Task Reach(IPage page, ILocator wanted, string key = "Tab")
    {
        await wanted.WaitForAsync();
        var most = (await page.EvaluateAsync<int[]>(Wanted)).Length + 1;
        for (var presses = 0; presses <= most; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("e => e === document.activeElement")) return;
            await page.Keyboard.PressAsync(key);
        }
        Assert.Fail($"{key} does not lead to {wanted} on {page.Url}.");
    }

    /// <summary>Goes to a link or a button, and presses it.</summary>
    public static async Task Press(IPage page, AriaRole role, string name, string key = "Enter")
    {
        await Reach(page, page.GetByRole(role, new() { Name = name }).First);
        await page.Keyboard.PressAsync(key);
    }

    // Once round: from wherever the focus is to the same place again, and told from the top of the page.
    private static async Task<IReadOnlyList<Stop>> Round(IPage page, string key, string look, int stops)
    {
        var seen = new List<Stop>();
        for (var presses = 0; presses < stops + 3; presses++)
        {
            await page.Keyboard.PressAsync(key);
            if (await page.EvaluateAsync<Stop?>(look) is not { } stop) continue;
            if (seen.Count > 0 && stop.Place == seen[0].Place) break;
            seen.Add(stop);
        }
        if (key is "Shift+Tab") seen.Reverse();
        var first = seen.FindIndex(stop => stop.Place == seen.Min(one => one.Place));
        return first <= 0 ? seen : [.. seen[first..], .. seen[..first]];
    }

    private sealed record Stop
    {
        public int Place { get; set; }
        public string Name { get; set; } = "";
        public bool IsRinged { get; set; }
        public bool IsSeen { get; set; }
        public double Top { get; set; }
        public double Bottom { get; set; }
        public double Left { get; set; }
    }
}
