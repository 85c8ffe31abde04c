using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Tests.Ground;

namespace Busbar.Tests.LinkPages;

/// <summary>Who may bring a sign-in back, when, how often, and from where.</summary>
public sealed class SignInSecurityTests
{
    [Fact]
    public async Task Continue_goes_to_the_brand_with_a_cookie_of_this_host_alone()
    {
        await using var house = await LinkHouse.Open();
        var owner = house.NewOwner();

        var answer = await owner.Continue(await house.Car());

        Assert.Equal(303, answer.Code);
        Assert.StartsWith("https://volta.example/authorize?state=", answer.Location);
        Assert.Contains(Uri.EscapeDataString($"{house.House.Url.GetLeftPart(UriPartial.Authority)}/callback/volta"), answer.Location);
        var cookie = answer.Answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("^__Host-busbar-link=[A-Za-z0-9_-]{32}; max-age=1800; path=/; secure; samesite=lax; httponly$", cookie);
    }

    [Fact]
    public async Task A_browser_keeps_its_secret_so_that_tabs_work_side_by_side()
    {
        await using var house = await LinkHouse.Open();
        var client = await house.Application();
        var (one, two) = (await house.Car(client, LinkHouse.Vin), await house.Car(client, LinkHouse.OtherVin));
        var owner = house.NewOwner();

        var first = await owner.SetOut(one);
        var secret = owner.Cookie;
        var second = await owner.SetOut(two);

        Assert.Equal(secret, owner.Cookie);
        Assert.NotEqual(first, second);
        Assert.Equal(house.Path(two), (await owner.ComeBack(second, "fleet")).Location);
        Assert.Equal(house.Path(one), (await owner.ComeBack(first, "fleet")).Location);
        Assert.Equal(LinkStatus.Succeeded, (await house.Now(one)).Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("has spaces in it, and is 32 long")]
    [InlineData("<script>alert(1)</script>aaaaaaa")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_secret_that_we_cannot_have_given_is_replaced(string planted)
    {
        await using var house = await LinkHouse.Open();
        var owner = house.NewOwner();
        owner.Cookie = planted;

        await owner.Continue(await house.Car());

        Assert.NotEqual(planted, owner.Cookie);
        Assert.Matches("^[A-Za-z0-9_-]{32}$", owner.Cookie);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_returns_at_once_exactly_one_counts(Engine engine)
    {
        await using var house = await LinkHouse.Open(engine);
        var link = await house.Car();
        var owner = house.NewOwner();
        var state = await owner.SetOut(link);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => owner.ComeBack(state)));

        Assert.Equal(1, answers.Count(answer => answer.Code == 303));
        Assert.Equal(49, answers.Count(answer => answer.Code == 400));
        Assert.Equal(1, house.Brands.Volta.Returns);
        Assert.Equal(LinkStatus.Succeeded, (await house.Now(link)).Status);
    }

    [Fact]
    public async Task A_state_counts_only_in_the_browser_that_it_was_given_to()
    {
        await using var house = await LinkHouse.Open();
        var client = await house.Application();
        var (annasLink, bensLink) = (await house.Car(client, LinkHouse.Vin), await house.Car(client, LinkHouse.OtherVin));
        var (anna, ben, nobody) = (house.NewOwner(), house.NewOwner(), house.NewOwner());
        var (annasState, bensState) = (await anna.SetOut(annasLink), await ben.SetOut(bensLink));

        // Swapped, brought by somebody without a cookie, and made up.
        Seen[] answers =
        [
            await anna.ComeBack(bensState, "anna"), await ben.ComeBack(annasState, "ben"),
            await nobody.ComeBack(annasState), await anna.ComeBack(Secrets.New()), await anna.ComeBack(""), await anna.ComeBack(annasState + "A"), await anna.ComeBack(new string('A', 5_000)),
        ];

        Assert.All(answers, answer => Assert.Equal(400, answer.Code));
        Assert.All(answers, answer => Assert.Contains("<h1>This sign-in is not valid in this browser</h1>", answer.Text));
        Assert.Equal(0, house.Brands.Volta.Returns);
        Assert.Equal((LinkStatus.Pending, LinkStatus.Pending), ((await house.Now(annasLink)).Status, (await house.Now(bensLink)).Status));

        // And nothing was used up by it.
        Assert.Equal(303, (await anna.ComeBack(annasState, "anna")).Code);
        Assert.Equal(303, (await ben.ComeBack(bensState, "ben")).Code);
        Assert.Equal((LinkStatus.Succeeded, LinkStatus.Succeeded), ((await house.Now(annasLink)).Status, (await house.Now(bensLink)).Status));
    }

    [Fact]
    public async Task A_brand_answers_at_its_own_callback_alone()
    {
        await using var house = await LinkHouse.Open();
        var owner = house.NewOwner();
        var state = await owner.SetOut(await house.Car());

        foreach (var brand in new[] { "ampera", "helios", "nobody", "VOLTA", "volta%2F" })
            Assert.Equal(400, (await owner.ComeBack(state, brand: brand)).Code);

        Assert.Equal(0, house.Brands.Volta.Returns + house.Brands.Ampera.Returns);
        Assert.Equal(303, (await owner.ComeBack(state)).Code);
    }

    [Fact]
    public async Task Ten_minutes_after_Continue_it_is_too_late()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car();
        var owner = house.NewOwner();

        var state = await owner.SetOut(link);
        house.Clock.Advance(ContinueLink.Patience);
        Assert.Equal(400, (await owner.ComeBack(state)).Code);

        state = await owner.SetOut(link);
        house.Clock.Advance(ContinueLink.Patience - TimeSpan.FromSeconds(1));
        Assert.Equal(303, (await owner.ComeBack(state)).Code);
    }

    [Fact]
    public async Task A_sign_in_that_outlives_its_link_is_not_carried_out()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car();
        var owner = house.NewOwner();
        house.Clock.Advance(Link.Lifetime - TimeSpan.FromMinutes(1));
        var state = await owner.SetOut(link);
        house.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(house.Path(link), (await owner.ComeBack(state)).Location);
        Assert.Equal(410, (await owner.Open(link)).Code);
        Assert.Equal(0, house.Brands.Volta.Returns);
    }

    [Theory]
    [InlineData("?code=anna&code=ben&state={0}")]
    [InlineData("?code=anna&state={0}&state={0}")]
    [InlineData("?code=anna&state={0}&State={0}")]
    [InlineData("?code=anna&state={0}&error=a&error=b")]
    [InlineData("?code=anna&state={0}&long={1}")]
    [InlineData("?code=anna&state={0}{2}")]
    public async Task A_query_that_can_be_read_in_two_ways_is_refused(string query)
    {
        await using var house = await LinkHouse.Open();
        var owner = house.NewOwner();
        var state = await owner.SetOut(await house.Car());

        var many = string.Concat(Enumerable.Range(0, 30).Select(i => $"&k{i}=1"));
        var page = await owner.Get("/callback/volta" + string.Format(System.Globalization.CultureInfo.InvariantCulture, query, state, new string('x', 6_000), many));

        Assert.Equal(400, page.Code);
        Assert.Contains("<h1>This address is not whole</h1>", page.Text);
        Assert.Equal(0, house.Brands.Volta.Returns);
        Assert.Equal(303, (await owner.ComeBack(state)).Code);
    }

    [Fact]
    public async Task A_callback_takes_no_forms_and_is_not_used_up_by_a_look()
    {
        await using var house = await LinkHouse.Open();
        var owner = house.NewOwner();
        var state = await owner.SetOut(await house.Car());

        var post = await owner.Post($"/callback/volta?code=anna&state={state}");
        Assert.Equal(405, post.Code);
        Assert.Equal(["GET"], post.Answer.Content.Headers.Allow);
        Assert.Equal(405, (await owner.Send(HttpMethod.Head, $"/callback/volta?code=anna&state={state}")).Code);

        Assert.Equal(303, (await owner.ComeBack(state)).Code);
    }

    [Theory]
    [InlineData(true, "Sec-Fetch-Site", "same-origin")]
    [InlineData(true, "Sec-Fetch-Site", "none")]
    [InlineData(false, "Sec-Fetch-Site", "cross-site")]
    [InlineData(false, "Sec-Fetch-Site", "same-site")]
    [InlineData(false, "Sec-Fetch-Site", "")]
    [InlineData(true, "Origin", "{own}")]
    [InlineData(true, "Origin", "null")]
    [InlineData(false, "Origin", "https://evil.example")]
    [InlineData(false, "Origin", "{own}.evil.example")]
    [InlineData(false, "Origin", "{own}/")]
    public async Task A_form_of_another_site_does_nothing(bool works, string header, string value)
    {
        await using var house = await LinkHouse.Open();
        var (car, station, owner) = (await house.Car(), await house.Station(), house.NewOwner());
        var given = (header, value.Replace("{own}", house.House.Url.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(works ? 303 : 403, (await owner.Post(house.Path(car), given)).Code);
        Assert.Equal(works ? 200 : 403, (await owner.Post(house.Path(station) + "/password", given)).Code);

        Assert.Equal(works, owner.Cookie is not null);
        Assert.Equal(works, house.Brands.Ocpp.HasPassword(station.Id));
    }

    [Theory]
    [InlineData("http://busbar.example", null, 503)]
    [InlineData("http://192.168.1.5:8480", null, 503)]
    [InlineData("https://busbar.example", null, 200)]
    [InlineData("https://busbar.example", "busbar.example", 200)]
    [InlineData(null, "192.168.1.5:8480", 503)]
    [InlineData(null, "busbar.example", 503)]
    [InlineData(null, "localhost:8480", 200)]
    [InlineData(null, "[::1]:8480", 200)]
    public async Task An_address_that_cannot_hold_the_cookie_is_refused(string? publicUrl, string? host, int status)
    {
        await using var house = await LinkHouse.Open(publicUrl: publicUrl is null ? null : new Uri(publicUrl));
        var (link, owner) = (await house.Car(), house.NewOwner());
        (string, string)[] headers = host is null ? [] : [("Host", host)];

        foreach (var page in new[]
        {
            await owner.Send(HttpMethod.Get, house.Path(link), headers), await owner.Send(HttpMethod.Post, house.Path(link), headers), await owner.Send(HttpMethod.Get, "/callback/volta?state=x&code=y", headers),
        })
        {
            Assert.Equal(status == 503, page.Code == 503);
            Assert.Equal(status == 503, page.Text.Contains("BUSBAR_PUBLIC_URL", StringComparison.Ordinal));
        }
        Assert.Equal(status == 200, owner.Cookie is not null);
        Assert.Equal(200, (await owner.Send(HttpMethod.Get, "/", headers)).Code);
    }
}
