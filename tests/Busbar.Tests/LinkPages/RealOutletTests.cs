using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Tests.Ground;
using Busbar.Tests.Ocpp;
using Microsoft.Playwright;

namespace Busbar.Tests.LinkPages;

/// <summary>The same pages with the outlets that they are for.</summary>
public sealed class RealOutletTests
{
    [BrowserFact]
    public async Task An_owner_signs_in_at_a_simulated_brand_without_any_script()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var link = await Start(house, DeviceKind.EV, "Volkswagen", (LinkInputs.Identifier, LinkHouse.Vin));
        await using var browser = await Browser.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });

        await browser.Page.GotoAsync(house.Url + Path(house, link)[1..]);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Continue to Volkswagen" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Continue as" }).First.ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();

        await Assertions.Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your electric car is connected");
    }

    [Fact]
    public async Task What_the_page_tells_lets_a_charging_station_in()
    {
        await using var house = await House.Open(Engine.Sqlite);
        var link = await Start(house, DeviceKind.ChargePoint, "OCPP", (LinkInputs.Identifier, "CP=1+a"));
        var path = Path(house, link);

        var page = await (await house.Http.PostAsync(path + "/password", new FormUrlEncodedContent([]))).Content.ReadAsStringAsync();
        var (address, identity, password) = (Value(page, "Server address"), Value(page, "Identity"), Value(page, "Password"));
        Assert.Equal("CP=1+a", identity);
        Assert.Contains("Start and stop charging", page);

        await using (var station = await StationClient.Dial(address, identity, password)) await station.Boot();
        Assert.Contains("<h1>Your charging station is connected</h1>", await house.Http.GetStringAsync(path));
    }

    private static async Task<Link> Start(House house, DeviceKind kind, string brand, params (string Name, string Value)[] inputs) =>
        (await house.Get<StartLink>().Start(
            (await house.NewClient()).Client, new LinkOrder(kind, brand, inputs.ToDictionary(one => one.Name, one => one.Value), null, null, null), CancellationToken.None)).Value;

    private static string Path(House house, Link link) => "/link/" + house.Get<LinkToken>().Of(link.Id);

    private static string Value(string page, string label) =>
        System.Net.WebUtility.HtmlDecode(Regex.Match(page, $"""<dt>{label}</dt>\s*<dd class="code( big)?">(?<value>[^<]+)</dd>""").Groups["value"].Value);
}
