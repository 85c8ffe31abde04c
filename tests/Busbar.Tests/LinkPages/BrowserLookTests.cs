using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>
/// How the pages look: readable, nothing cut off, everything named. With <c>BUSBAR_PICTURES</c> naming a folder, pictures of
/// all pages are left there.
/// </summary>
public sealed class BrowserLookTests
{
    /// <summary>What is wrong with the page that is shown, as a reader with weak eyes, a keyboard or a small screen would say.</summary>
    private const string Examine = """
        () => {
          const wrong = [];
          const parse = c => { const n = c.match(/[\d.]+/g).map(Number); return { r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1 }; };
          const light = c => { const f = v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }; return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
          const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0) return c; } return { r: 255, g: 255, b: 255 }; };
          for (const e of document.querySelectorAll('body *')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const style = getComputedStyle(e), size = parseFloat(style.fontSize);
            const [a, b] = [light(parse(style.color)), light(behind(e))].sort((x, y) => y - x);
            const ratio = (a + .05) / (b + .05);
            if (ratio < 4.5) wrong.push(`contrast ${ratio.toFixed(2)}: ${e.textContent.trim().slice(0, 40)}`);
            if (size < 14) wrong.push(`small print ${size}px: ${e.textContent.trim().slice(0, 40)}`);
            if (e.closest('.unseen, .scroll')) continue;
            const words = document.createRange(), card = e.closest('main');
            words.selectNodeContents(e);
            const lines = [...words.getClientRects()], edge = card && card.getBoundingClientRect().right - parseFloat(getComputedStyle(card).paddingRight);
            if (card && lines.some(line => line.right > edge + 1)) wrong.push(`sticks out: ${e.textContent.trim().slice(0, 40)}`);
            if (lines.length > 2 && lines.every(line => line.width < 1.5 * size)) wrong.push(`squeezed: ${e.textContent.trim().slice(0, 40)}`);
          }
          const weight = document.documentElement.outerHTML.length + performance.getEntriesByType('resource').reduce((sum, r) => sum + r.encodedBodySize, 0);
          if (weight > 100_000) wrong.push(`heavy: ${weight} bytes`);
          if (document.scripts.length) wrong.push('script');
          if (document.documentElement.scrollWidth > innerWidth) wrong.push(`wider than the screen: ${document.documentElement.scrollWidth} > ${innerWidth}`);
          if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
          if (!document.documentElement.lang) wrong.push('no language');
          for (const e of document.querySelectorAll('a, button')) {
            if (!e.textContent.trim()) wrong.push('a control without a name');
            if (e.matches('.button') && e.getBoundingClientRect().height < 44) wrong.push(`a button too small for a finger: ${e.textContent}`);
          }
          for (const e of document.querySelectorAll('input:not([type=hidden])')) if (!e.labels.length) wrong.push(`a field without a label: ${e.name}`);
          for (const e of document.querySelectorAll('[aria-describedby]')) for (const id of e.getAttribute('aria-describedby').split(' ')) if (!document.getElementById(id)) wrong.push(`described by nothing: ${id}`);
          for (const e of document.querySelectorAll('.choices a, label.radio, .input')) if (e.getBoundingClientRect().height < 44) wrong.push(`a choice too small for a finger: ${e.textContent || e.name}`);
          for (const e of document.querySelectorAll('svg')) if (e.getAttribute('aria-hidden') !== 'true') wrong.push('a picture that is read aloud');
          if (performance.getEntriesByType('resource').some(r => new URL(r.name).origin !== location.origin)) wrong.push('something from elsewhere');
          if (getComputedStyle(document.body).marginTop !== '0px') wrong.push('no style sheet');
          return wrong;
        }
        """;

    [BrowserFact]
    public async Task Every_page_reads_well_on_every_screen()
    {
        await using var house = await LinkHouse.Open();
        var pages = await Pages(house);
        var wrong = new List<string>();
        foreach (var (width, height, colours) in new[] { (320, 640, ColorScheme.Light), (390, 844, ColorScheme.Dark), (1280, 800, ColorScheme.Light), (1280, 800, ColorScheme.Dark) })
        {
            await using var browser = await Browser.Open(new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours });
            foreach (var (name, path) in pages)
            {
                await browser.Page.GotoAsync(house.House.Url + path[1..]);
                await Look(browser.Page, $"{name}-{width}-{colours}", wrong);
            }
            var station = await house.Station("Garage 1");
            await browser.Page.GotoAsync(house.House.Url + house.Path(station)[1..]);
            await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Show password" }).ClickAsync();
            await Assertions.Expect(browser.Page.GetByText(house.Brands.Ocpp.PasswordOf(station.Id))).ToBeVisibleAsync();
            await Look(browser.Page, $"password-{width}-{colours}", wrong);
        }
        Assert.Equal([], wrong);
    }

    [BrowserFact]
    public async Task Every_page_of_a_guided_session_reads_well_on_every_screen()
    {
        await using var house = await GuideHouse.Open(name: "Stadtwerke Musterstadt Energiedienste");
        var session = await house.Session(GuideHouse.Order(returnUrl: "http://localhost/done"));
        var (path, own) = (house.House.Url + house.Path(session)[1..], house.House.Url + house.Path(await house.Session(GuideHouse.Order("tesla", Core.Devices.DeviceKind.EV, "Musterstrom")))[1..]);
        await house.Post(house.Path(session) + "/details?kind=SolarPlant&brand=huawei");
        var wrong = new List<string>();
        foreach (var (width, height, colours) in new[] { (320, 640, ColorScheme.Light), (390, 844, ColorScheme.Dark), (390, 844, ColorScheme.Light), (1280, 800, ColorScheme.Light), (1280, 800, ColorScheme.Dark) })
        {
            await using var browser = await Browser.Open(new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours });
            foreach (var (name, address) in new[]
            {
                ("intro", own), ("begun", path), ("device", path + "/device"), ("brand", path + "/brand?kind=EV"), ("few", path + "/brand?kind=ChargePoint"), ("search", path + "/brand?kind=EV&search=vo"), ("none", path + "/brand?kind=EV&search=Trabant"),
                ("car", path + "/details?kind=EV&brand=tesla"), ("meter", path + "/details?kind=Meter&brand=fluvius"), ("mail", path + "/details?kind=SolarPlant&brand=sma"), ("paired", path + "/details?kind=RetrofitMeter&brand=xenn"),
                ("nothing", path + "/details?kind=SolarPlant&brand=huawei"), ("charger", path + "/details?kind=ChargePoint&brand=ocpp"),
            })
            {
                await browser.Page.GotoAsync(address);
                await Look(browser.Page, $"guide-{name}-{width}-{colours}", wrong);
                if (name is not ("meter" or "mail")) continue;
                await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
                await Assertions.Expect(browser.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
                await Look(browser.Page, $"guide-{name}-wrong-{width}-{colours}", wrong);
            }
        }
        Assert.Equal([], wrong);
    }

    /// <summary>The examination finds what it is for.</summary>
    [BrowserFact]
    public async Task A_page_that_reads_badly_is_found_out()
    {
        await using var browser = await Browser.Open();
        await browser.Page.SetContentAsync("""
            <html><script></script><h1>a</h1><h1>b</h1><p style="color:#999;background:#fff;width:3000px">pale</p><p style="font-size:9px">tiny</p>
            <button class="button" style="height:20px"></button><svg></svg><input name="x" class="input" aria-describedby="y" style="height:20px">
            <main style="width:100px"><p style="white-space:nowrap">long, too long for where it stands</p><p style="width:9px;word-break:break-all">thin</p></main>
            """ + $"<!-- {new string('x', 100_000)} --></html>");
        var wrong = await browser.Page.EvaluateAsync<string[]>(Examine);
        foreach (var fault in new[] { "contrast 2.85: pale", "small print 9px: tiny", "wider than the screen", "not one h1", "no language", "a control without a name", "a button too small", "a picture that is read aloud", "no style sheet", "a field without a label: x", "described by nothing: y", "a choice too small for a finger: x", "sticks out: long", "squeezed: thin", "script", "heavy: 10" })
            Assert.Contains(wrong, one => one.StartsWith(fault, StringComparison.Ordinal));
    }

    internal static async Task Look(IPage page, string name, List<string> wrong)
    {
        wrong.AddRange((await page.EvaluateAsync<string[]>(Examine)).Select(one => $"{name}: {one}"));
        if (Environment.GetEnvironmentVariable("BUSBAR_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    internal static async Task<List<(string Name, string Path)>> Pages(LinkHouse house, string application = "Stadtwerke Musterstadt Energiedienste")
    {
        var client = await house.Application(application, "https://app.example");
        house.Brands.Helios.Asks = new LinkStep.Consent(house.Clock.Now, "WDJB-MJHT", "https://helios.example/activate");
        var plant = await house.Plant((LinkInputs.Identifier, "PLANT-00815"));
        house.Brands.Helios.Asks = new LinkStep.Consent(house.Clock.Now);
        var mailed = await house.Plant((LinkInputs.AssociatedEmail, "anna.schmidt@long-name-of-a-host.example.org"));
        var (anna, linked, renewed) = (house.NewOwner(), await house.Car(client, returnUrl: "https://app.example/"), await house.Car(client));
        await anna.ComeBack(await anna.SetOut(linked));
        await anna.ComeBack(await anna.SetOut(renewed));
        var canceled = await house.Car(client);
        await house.House.Get<CancelLink>().Cancel(client, canceled.Id);
        var pages = new List<(string, string)>
        {
            ("front", "/"), ("ask", house.Path(await house.Car(client, returnUrl: "https://app.example/"))), ("ask-alone", house.Path(await house.Car(client, null))), ("elsewhere", house.Path(plant)), ("mail", house.Path(mailed)),
            ("dial-in", house.Path(await house.Station("Garage 1"))), ("connected", house.Path(linked)), ("renewed", house.Path(renewed)), ("canceled", house.Path(canceled)), ("no-link", "/link/x"), ("unknown", "/callback/volta"),
        };
        foreach (var failure in Enum.GetValues<LinkFailure>())
        {
            var failed = await house.Car(client, returnUrl: "https://app.example/");
            await house.Fail(failed, failure, "The brand refused the sign-in: this account may not share vehicles with third parties before its owner is verified.");
            pages.Add((failure.ToString(), house.Path(failed)));
        }
        return pages;
    }
}
