using System.Text.RegularExpressions;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Tests.LinkPages;

/// <summary>What holds for every page.</summary>
public sealed class PageTests
{
    private const string Hostile = """<script>alert(1)</script>"><img src=x onerror=alert(2)>&amp;'`{{7*7}}""";

    [Fact]
    public async Task Every_page_is_guarded_and_whole()
    {
        await using var house = await LinkHouse.Open();
        var pages = await AllPages(house);
        foreach (var (name, page) in pages)
        {
            var headers = page.Answer.Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-store", headers.GetValues("Cache-Control").Single());
            if (page.Code is 303) continue;

            Assert.Equal("text/html; charset=utf-8", page.Answer.Content.Headers.ContentType!.ToString());
            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">", page.Text, StringComparison.Ordinal);
            Assert.True(page.Text.Length < 50_000, name);
            Assert.Single(Regex.Matches(page.Text, "<h1"));
            Assert.Single(Regex.Matches(page.Text, "<main"));
            Assert.Matches("<title>[^<]+</title>", page.Text);
            Assert.DoesNotMatch("(?i)<script|<style| style=| on[a-z]+=|javascript:|<iframe|@import", page.Text);

            // The Continue form leads on to the brand, and browsers hold form-action against all that follows; no other form leaves.
            var isAsking = page.Text.Contains(">Continue to ", StringComparison.Ordinal);
            Assert.Equal(!isAsking, policy.EndsWith("; form-action 'self'", StringComparison.Ordinal));
        }
        Assert.Equal([200, 303, 400, 403, 404, 405, 410, 500, 503], pages.Select(one => one.Page.Code).Distinct().Order());
    }

    [Fact]
    public async Task The_style_sheet_may_be_kept_and_all_is_small()
    {
        await using var house = await LinkHouse.Open();
        var page = await house.NewOwner().Open(await house.Car());
        var url = Regex.Match(page.Text, """<link rel="stylesheet" href="(/assets/pages\.[A-Za-z0-9_-]{12}\.css)" />""").Groups[1].Value;

        var sheet = await house.NewOwner().Get(url);

        Assert.Equal(200, sheet.Code);
        Assert.Equal("text/css; charset=utf-8", sheet.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", sheet.Answer.Headers.GetValues("Cache-Control").Single());
        Assert.True(page.Text.Length + sheet.Text.Length < 100_000);
        Assert.DoesNotMatch(@"url\(|@import|https?:", sheet.Text);
        foreach (var other in new[] { "/assets/pages.css", url.ToUpperInvariant(), "/assets/..%2fpages.css", "/assets/" }) Assert.Equal(404, (await house.NewOwner().Get(other)).Code);
    }

    [Fact]
    public async Task Words_of_others_stay_words()
    {
        await using var house = await LinkHouse.Open();
        var application = await house.Application(Hostile, "https://app.example");
        var car = await house.Car(application, Hostile, "https://app.example/?a='%22onclick=x'");
        var named = await house.Start(application, Core.Devices.DeviceKind.EV, "volta", null, (LinkInputs.Name, Hostile), (LinkInputs.Identifier, "<b>i</b>"));
        var failed = await house.Car(application);
        await house.Fail(failed, LinkFailure.RefusedByBrand, Hostile);
        house.Brands.Helios.Asks = new LinkStep.Consent(house.Clock.Now, Hostile, "javascript:alert(1)//https://helios.example");
        var plant = await house.Plant((LinkInputs.AssociatedEmail, "<i>@" + Hostile));
        house.Brands.Helios.Asks = new LinkStep.Consent(house.Clock.Now);
        var mailed = await house.Plant((LinkInputs.AssociatedEmail, "<i>@" + Hostile));
        var station = await house.Station(Hostile);
        var owner = house.NewOwner();

        Seen[] pages =
        [
            await owner.Open(car), await owner.Open(named), await owner.Open(failed), await owner.Open(plant), await owner.Open(mailed), await owner.Open(station),
            await owner.Get($"/callback/volta?error={Uri.EscapeDataString(Hostile)}&state={await owner.SetOut(named)}"), await owner.Get("/link/" + Uri.EscapeDataString(Hostile)),
        ];

        foreach (var page in pages)
        {
            Assert.DoesNotMatch("(?i)<script|<img|<b>|<i>|javascript:", page.Text);
            Assert.DoesNotContain("onclick=x'", page.Text.Replace("&#x27;", "").Replace("&#39;", ""));
        }
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", pages[2].Text);
        Assert.All(pages[..6], page => Assert.Contains("&lt;", page.Text));
    }

    [Fact]
    public async Task The_front_page_says_what_this_is_and_where_things_are()
    {
        await using var house = await LinkHouse.Open();
        var page = await house.NewOwner().Get("/");

        Assert.Equal(200, page.Code);
        Assert.Contains("<h1>Busbar</h1>", page.Text);
        var own = house.House.Url.GetLeftPart(UriPartial.Authority);
        foreach (var place in new[] { own + "/connect/v1", "/openapi/connect.json", own + "/enode", "/openapi/enode.json", "/sandbox", "/healthz/live", "/healthz/ready", own.Replace("http", "ws") + "/ocpp/", own + "/oauth2/token" })
            Assert.Contains(place, page.Text);
    }

    [Fact]
    public async Task The_guard_leaves_everything_else_alone()
    {
        await using var house = await LinkHouse.Open();
        foreach (var path in new[] { "/healthz/live", "/linkage", "/nothing" })
            Assert.False((await house.NewOwner().Get(path)).Answer.Headers.Contains("Content-Security-Policy"));
    }

    /// <summary>One of each sort.</summary>
    private static async Task<List<(string Name, Seen Page)>> AllPages(LinkHouse house)
    {
        var owner = house.NewOwner();
        var client = await house.Application(returnAddresses: "https://app.example");
        var (car, plant, station) = (await house.Car(client, returnUrl: "https://app.example/"), await house.Plant(), await house.Station());
        var pages = new List<(string, Seen)>
        {
            ("front", await owner.Get("/")), ("ask", await owner.Open(car)), ("elsewhere", await owner.Open(plant)), ("dial in", await owner.Open(station)),
            ("password", await owner.Post(house.Path(station) + "/password")), ("continue", await owner.Continue(car)),
            ("unknown link", await owner.Get("/link/x")), ("no link", await owner.Get("/link")), ("deeper", await owner.Get(house.Path(car) + "/more")), ("no brand", await owner.Get("/callback")),
            ("unknown sign-in", await owner.Get("/callback/volta")), ("bad callback", await owner.Get("/callback/volta?a=1&a=2")), ("form at callback", await owner.Post("/callback/volta")),
            ("put", await owner.Send(HttpMethod.Put, house.Path(car))), ("other site", await owner.Post(house.Path(car), ("Origin", "https://evil.example"))),
            ("plain http", await owner.Send(HttpMethod.Get, house.Path(car), ("Host", "10.0.0.1"))),
        };
        house.Brands.Volta.Trouble = new VendorFault(VendorFaultKind.Outage, true, "down");
        pages.Add(("brand away", await owner.Continue(car)));
        house.Brands.Volta.Trouble = null;
        house.Brands.Volta.Accounts.TryRemove("anna", out _);
        pages.Add(("our fault", await owner.ComeBack(await owner.SetOut(car))));

        foreach (var failure in Enum.GetValues<LinkFailure>())
        {
            var failed = await house.Car(client, returnUrl: "https://app.example/");
            await house.Fail(failed, failure, "So it is.");
            pages.Add((failure.ToString(), await owner.Open(failed)));
        }
        return pages;
    }
}
