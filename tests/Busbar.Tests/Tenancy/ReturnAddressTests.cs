using System.Text.RegularExpressions;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Tenancy;

public sealed class ReturnAddressTests
{
    private static readonly string[] List = ["https://good.example/back", "https://open.example", "https://port.example:8443", "http://localhost", "http://127.0.0.1", "goodapp://", "otherapp:"];

    [Theory]
    [InlineData("https://good.example/back")]
    [InlineData("https://open.example")]
    [InlineData("https://open.example/")]
    [InlineData("https://open.example/a/b?c=d#e")]
    [InlineData("https://open.example:443/a")]
    [InlineData("HTTPS://OPEN.EXAMPLE/a")]
    [InlineData("https://port.example:8443/x")]
    [InlineData("http://localhost/x")]
    [InlineData("http://localhost:5173/x?y")]
    [InlineData("http://127.0.0.1:61234/")]
    [InlineData("goodapp://linked?ok=1")]
    [InlineData("goodapp:/linked")]
    [InlineData("otherapp:done")]
    public void What_is_on_the_list_is_allowed(string address) => Assert.True(ReturnAddress.IsAllowed(address, List));

    [Fact]
    public void What_only_looks_like_it_is_not()
    {
        Assert.True(Bypasses.Length >= 150, $"{Bypasses.Length}");
        Assert.Equal(Bypasses.Length, Bypasses.Distinct().Count());
        Assert.Equal([], Bypasses.Where(address => ReturnAddress.IsAllowed(address, List)));
    }

    /// <summary>The judge is a browser: whatever is let through must lead, as the browser reads it, to a place on the list.</summary>
    [BrowserFact]
    public async Task No_address_that_is_allowed_leads_elsewhere_in_a_browser()
    {
        await using var browser = await Browser.Open();
        var tried = Bypasses.Concat(Mutations(new Random(20_26))).Distinct().ToArray();
        var allowed = tried.Where(address => ReturnAddress.IsAllowed(address, List)).ToArray();
        var origins = await browser.Page.EvaluateAsync<string[]>(
            "all => all.map(one => { try { const u = new URL(one, 'https://ours.example/callback/volta'); return u.protocol + '//' + u.host } catch { return 'none' } })", allowed);

        string[] places = ["https://good.example", "https://open.example", "https://port.example:8443", "goodapp://", "otherapp://"];
        var strays = allowed.Zip(origins).Where(one => !places.Contains(one.Second) && !one.Second.StartsWith("goodapp://", StringComparison.Ordinal) && !IsLoopback(one.Second)).ToArray();
        Assert.True(allowed.Length > 100, $"Only {allowed.Length} of {tried.Length} were let through: this proves little.");
        Assert.Equal([], strays);
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example/a?b=c", true)]
    [InlineData("http://localhost:3000/a", true)]
    [InlineData("http://[::1]/a", true)]
    [InlineData("myapp://", true)]
    [InlineData("myapp://done", true)]
    [InlineData("http://app.example", false)]
    [InlineData("https://user@app.example", false)]
    [InlineData("https://app.example/#a", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//app.example", false)]
    [InlineData("app.example", false)]
    [InlineData("", false)]
    public void An_entry_is_https_or_loopback_or_an_app(string entry, bool valid) => Assert.Equal(valid, ReturnAddress.IsValidEntry(entry));

    // By its text: System.Uri, which the code under test leans on, takes other names for localhost.
    private static bool IsLoopback(string origin) => Regex.IsMatch(origin, @"^http://(localhost|127\.0\.0\.1)(:\d{1,5})?$");

    // Good addresses with bad characters put in anywhere.
    private static IEnumerable<string> Mutations(Random random)
    {
        string[] good = ["https://good.example/back", "https://open.example/a", "https://port.example:8443/", "http://localhost:80/x", "http://127.0.0.1/", "goodapp://x"];
        string[] parts = ["@", "\\", "/", "//", ":", "#", "?", ".", "%2f", "%5c", "%00", "%40", "\t", "\n", "\r", " ", "evil.example", "@evil.example", ".evil.example", "https:", "javascript:", "[", "]", ";", "&", "|", "0x7f", "\u3002", "\uff0f", "\u202e", "\0", "%0d%0a", "xn--"];
        for (var i = 0; i < 20_000; i++)
        {
            var address = good[random.Next(good.Length)];
            for (var n = random.Next(1, 3); n > 0; n--)
            {
                var at = random.Next(address.Length + 1);
                address = random.Next(3) is 0 && at < address.Length ? address.Remove(at, 1) : address.Insert(at, parts[random.Next(parts.Length)]);
            }
            yield return address;
        }
    }

    private static readonly string[] Bypasses = AddressTricks.All;
}
