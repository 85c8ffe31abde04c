using System.Text.RegularExpressions;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;
using Shelf = Busbar.Tests.Fakes.FakeBrands;

namespace Busbar.Tests.LinkPages;

/// <summary>The pages of a guided session, as a browser without script gets them.</summary>
public sealed class GuidePageTests
{
    private const string Hostile = """<script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;'`{{7*7}}""";
    private const string Meter = "details?kind=Meter&brand=fluvius", Dongle = "details?kind=RetrofitMeter&brand=xenn";

    [Theory, OnSqlite, OnPostgres]
    public async Task From_who_asks_to_the_links_own_page(Engine engine)
    {
        await using var house = await GuideHouse.Open(engine, time => new Shelf(time));
        var session = await house.Session(GuideHouse.Order(company: "Stadtwerke Süd"));
        var path = house.Path(session);

        var intro = await house.Get(path);
        foreach (var text in new[] { "<h1>Connect your device</h1>", "Stadtwerke S&#xFC;d asks", ">Green Power<", "What is not", "another 24 hours" }) Assert.Contains(text, intro.Text);
        Assert.Equal(path + "/device", Links(intro)[0]);

        var kinds = await house.Get(path + "/device");
        Assert.Contains("Step 1 of 4", kinds.Text);
        Assert.Contains($"{path}/brand?kind=SolarPlant", Links(kinds));
        Assert.Contains(path + "/details?kind=EV&brand=tesla", Links(kinds)); // the only one

        var brands = await house.Get(path + "/brand?kind=SolarPlant");
        Assert.Contains("<h1>Which brand is your solar plant?</h1>", brands.Text);
        Assert.Equal([path + "/device", path + "/details?kind=SolarPlant&brand=huawei", path + "/details?kind=SolarPlant&brand=sma"], Links(brands));

        var details = await house.Get(path + "/details?kind=SolarPlant&brand=huawei");
        Assert.Contains("needs nothing more", details.Text);
        Assert.Equal(path + "/brand?kind=SolarPlant", Links(details)[0]);

        var chosen = await house.Post(path + "/details?kind=SolarPlant&brand=huawei");
        var link = await house.LinkOf(session);
        Assert.Equal((303, house.PathOf(link)), (chosen.Code, chosen.Location));
        Assert.Equal((LinkStatus.Pending, "huawei", DeviceKind.SolarPlant), (link.Status, link.Brand, link.Kind));

        var ask = await house.Get(chosen.Location!);
        Assert.Contains("Stadtwerke S&#xFC;d asks for access to your solar plant at Huawei", ask.Text);
        Assert.Contains(path, Links(ask));
        Assert.Contains("Go on with it", (await house.Get(path)).Text);
    }

    [Fact]
    public async Task What_is_settled_is_not_asked()
    {
        await using var house = await GuideHouse.Open(vendors: time => new Shelf(time));
        foreach (var (order, first) in new (GuideOrder, string)[]
        {
            (GuideHouse.Order(kind: DeviceKind.SolarPlant), "/brand?kind=SolarPlant"), (GuideHouse.Order("tesla"), "/device"), (GuideHouse.Order("SMA"), "/details?kind=SolarPlant&brand=sma"),
            (GuideHouse.Order("huawei", DeviceKind.Inverter), "/details?kind=Inverter&brand=huawei"), (GuideHouse.Order(kind: DeviceKind.EV), "/details?kind=EV&brand=tesla"),
        })
        {
            var path = house.Path(await house.Session(order));
            Assert.Equal(path + first, Links(await house.Get(path))[0]);
            // What lies outside leads back in.
            foreach (var other in new[] { "/details?kind=HeatPump&brand=nibe", "/details?kind=EV&brand=nobody", "/details", "/brand?kind=HeatPump", "/brand?kind=7", "/brand" })
                Assert.Equal((303, path + first), await house.Get(path + other) is var seen ? (seen.Code, seen.Location) : default);
            Assert.Equal(303, (await house.Post(path + "/details?kind=HeatPump&brand=nibe")).Code);
        }
        var meter = await house.Get(house.Path(await house.Session(GuideHouse.Order("fluvius", properties: """{"flow":"B2C"}"""))) + "/" + Meter);
        Assert.Contains("name=\"identifier\"", meter.Text);
        Assert.DoesNotContain("name=\"flow\"", meter.Text);
    }

    [Fact]
    public async Task Brands_are_found_by_letters_and_every_page_is_small()
    {
        await using var house = await GuideHouse.Open();
        var path = house.Path(await house.Session());
        var all = await house.Get(path + "/brand?kind=EV");
        Assert.Contains("<h2 class=\"letter\">T</h2>", all.Text);
        Assert.True(Links(all).Count > 20);
        Assert.Equal(Links(all)[1..].Order(StringComparer.OrdinalIgnoreCase), Links(all)[1..]);

        foreach (var (search, brand) in new[] { ("TESL", "tesla"), ("Citroën", "citroen"), ("mercedes-b", "mercedes-benz"), ("Enyaq", "skoda"), ("model 3", "tesla") }) Assert.Equal(brand, Assert.Single(await Found(search)));
        Assert.Empty(await Found("alfen"));
        Assert.Contains("No brand here has “&lt;zq&gt;” in its name.", (await house.Get(path + "/brand?kind=EV&search=<zq>")).Text.Replace("&#x201C;", "“").Replace("&#x201D;", "”"));
        foreach (var kind in Enum.GetNames<DeviceKind>())
            Assert.True((await house.Get($"{path}/brand?kind={kind}")).Text.Length < 50_000);

        async Task<string[]> Found(string search) =>
            [.. Links(await house.Get($"{path}/brand?kind=EV&search={Uri.EscapeDataString(search)}")).Where(link => link.Contains("brand=")).Select(link => link.Split("brand=")[1])];
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_lost()
    {
        await using var house = await GuideHouse.Open(vendors: time => new Shelf(time));
        var session = await house.Session();
        var path = house.Path(session);

        var wrong = await house.Post($"{path}/{Meter}", ("identifier", "12 <b>"), ("flow", ""));
        Assert.Equal(422, wrong.Code);
        foreach (var text in new[]
        {
            "<title>Error: Your Fluvius energy meter</title>", "autofocus", "<a href=\"#identifier\">A metering point number has 18 digits", "<a href=\"#flow-0\">Choose: Who holds the contract?</a>",
            "id=\"identifier-error\"", "aria-invalid=\"true\"", "aria-describedby=\"identifier-help identifier-error\"", "value=\"12 &lt;b&gt;\"",
        }) Assert.Contains(text, wrong.Text);
        Assert.Null(await house.LinkOf(session));

        var half = await house.Post($"{path}/{Meter}", ("identifier", "541448920000000001"));
        Assert.Contains("value=\"541448920000000001\"", half.Text);
        Assert.DoesNotContain("identifier-error", half.Text);
        Assert.Equal(303, (await house.Post($"{path}/{Meter}", ("identifier", "541448 920000 000001"), ("flow", "B2C"))).Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_is_tried_again_until_it_is_right_and_then_never(Engine engine)
    {
        await using var house = await GuideHouse.Open(engine, time => new Shelf(time));
        ((Shelf)house.House.Get<IVendors>()).Xenn.Own("P1", Shelf.Thing(DeviceKind.RetrofitMeter, "p1", "P1"));
        var session = await house.Session();
        var path = house.Path(session);
        Assert.Contains("What will be shared", (await house.Get($"{path}/{Dongle}")).Text);

        var wrong = await house.Post($"{path}/{Dongle}", ("identifier", "P1"), ("pairingCode", "000000"));
        Assert.Equal(422, wrong.Code);
        Assert.Contains("Xenn does not know this code", wrong.Text);
        var failed = await house.LinkOf(session);
        Assert.Equal(LinkFailure.PairingCodeWrong, failed.Failure);
        Assert.Contains(path, Links(await house.Get(house.PathOf(failed))));

        var right = await house.Post($"{path}/{Dongle}", ("identifier", "P1"), ("pairingCode", "123456"));
        var linked = await house.LinkOf(session);
        Assert.Equal((303, house.PathOf(linked), LinkStatus.Succeeded), (right.Code, right.Location, linked.Status));

        // It made its one device: every page leads there, the failed link's offers no other choice.
        foreach (var page in new[] { "", "/device", "/brand?kind=EV", "/" + Dongle }) Assert.Equal(right.Location, (await house.Get(path + page)).Location);
        Assert.Equal(right.Location, (await house.Post(path + "/details?kind=EV&brand=tesla", ("identifier", "1ABC36600TL029015"))).Location);
        Assert.Equal(linked.Id, (await house.LinkOf(session)).Id);
        Assert.DoesNotContain(path, Links(await house.Get(house.PathOf(failed))));
        Assert.Contains("is connected", (await house.Get(right.Location!)).Text);
    }

    [Fact]
    public async Task A_session_that_is_over_says_so_and_the_way_out()
    {
        await using var house = await GuideHouse.Open(vendors: time => new Shelf(time));
        var (session, begun) = (await house.Session(GuideHouse.Order(returnUrl: "http://localhost:5173/back")), await house.Session());
        Assert.Equal(404, (await house.Get("/link/guide/x")).Code);
        Assert.Equal(404, (await house.Get(house.Path(session).Replace("/guide", ""))).Code); // a guide's token is no link's

        house.House.Clock.Advance(TimeSpan.FromHours(23));
        await house.Post(house.Path(begun) + "/details?kind=Battery&brand=tesla");
        house.House.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var seen in new[] { await house.Get(house.Path(session)), await house.Get(house.Path(session) + "/device"), await house.Post(house.Path(session) + "/details?kind=Battery&brand=tesla") })
        {
            Assert.Equal(410, seen.Code);
            Assert.Contains("This link has expired", seen.Text);
            Assert.Equal(["http://localhost:5173/back"], Links(seen));
        }
        Assert.Null(await house.LinkOf(session));
        // What was begun in time can be ended.
        Assert.Equal(house.PathOf(await house.LinkOf(begun)), (await house.Get(house.Path(begun))).Location);

        var late = await house.Session();
        await house.House.Get<RevokeClient>().Revoke(house.Client.ClientId);
        var withdrawn = await house.Get(house.Path(late));
        Assert.Equal(410, withdrawn.Code);
        Assert.Contains("may not connect devices here any more", withdrawn.Text);
    }

    [Fact]
    public async Task The_pages_are_guarded_as_the_others_are()
    {
        await using var house = await GuideHouse.Open(vendors: time => new Shelf(time), name: Hostile);
        var path = house.Path(await house.Session(GuideHouse.Order(company: "Evil </p>" + Hostile)));
        Seen[] pages =
        [
            await house.Get(path), await house.Get(path + "/device"), await house.Get(path + "/brand?kind=SolarPlant&search=" + Uri.EscapeDataString(Hostile)), await house.Get($"{path}/{Meter}"),
            await house.Post($"{path}/{Meter}", ("identifier", Hostile), ("flow", Hostile)), await house.Post($"{path}/{Meter}", ("identifier", new string('1', 300))),
            await house.Post($"{path}/{Meter}", ("identifier", "1\0")), await house.Post($"{path}/{Meter}", ("flow", "B2B"), ("flow", "B2C")), await house.Send(HttpMethod.Post, $"{path}/{Meter}", new StringContent("{}")),
            await house.Post($"{path}/{Meter}", [.. Enumerable.Range(0, 30).Select(i => ($"f{i}", "x"))]), await house.Post($"{path}/{Meter}", ("identifier", new string('1', 30_000))),
            await house.Send(HttpMethod.Post, $"{path}/{Meter}", new FormUrlEncodedContent([]), ("Origin", "https://evil.example")), await house.Post(path),
        ];
        Assert.Equal([200, 200, 200, 200, 422, 400, 400, 400, 400, 400, 400, 403, 405], pages.Select(page => page.Code));
        Assert.All(pages, page =>
        {
            Assert.EndsWith("base-uri 'none'; form-action 'self'", page.Answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-store", page.Answer.Headers.GetValues("Cache-Control").Single());
            Assert.DoesNotMatch("(?i)<script|<img|<style| style=|javascript:", page.Text);
            Assert.Single(Regex.Matches(page.Text, "<h1"));
        });
        Assert.Contains("Evil &lt;/p&gt;&lt;script&gt;", pages[0].Text);
    }

    /// <summary>Where a page leads.</summary>
    private static List<string> Links(Seen page) => [.. Regex.Matches(page.Text, "<a [^>]*href=\"([^\"]+)\"").Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value))];
}
