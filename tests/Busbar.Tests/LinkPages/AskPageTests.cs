using System.Net;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Tests.LinkPages;

public sealed class AskPageTests
{
    [Fact]
    public async Task It_says_who_asks_for_what()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car();

        var page = await house.NewOwner().Open(link);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<h1>Connect your electric car</h1>", page.Text);
        Assert.Contains("Green Power asks for access to your electric car at Volta Motors.", page.Text);
        Assert.Contains("Where it is", page.Text);
        Assert.Contains("Start and stop charging", page.Text);
        Assert.Contains("works for another 24 hours", page.Text);
        Assert.Contains(LinkHouse.Vin[^4..], page.Text);
        Assert.DoesNotContain(LinkHouse.Vin[..^4], page.Text);
        Assert.Contains($"""<form method="post" action="{house.Path(link)}">""", page.Text);
    }

    [Fact]
    public async Task Opening_it_changes_nothing_however_often()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car();
        var owner = house.NewOwner();
        var first = await owner.Open(link);

        for (var i = 0; i < 20; i++) Assert.Equal(first.Text, (await owner.Open(link)).Text);
        var head = await owner.Send(HttpMethod.Head, house.Path(link));

        Assert.Equal(200, head.Code);
        Assert.Equal("", head.Text);
        Assert.Null(owner.Cookie);
        Assert.Equal(link, await house.Now(link) with { Inputs = link.Inputs });
    }

    [Fact]
    public async Task The_way_back_is_offered_only_where_it_is_allowed_still()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car(returnUrl: "https://app.example/done?a=1&b=2");
        Assert.Contains("""<a href="https://app.example/done?a=1&amp;b=2">Not now, back to Green Power</a>""", (await house.NewOwner().Open(link)).Text);

        var view = new Busbar.Server.LinkPages.LinkView(link, await house.Application("Narrow", "https://other.example"), house.Brands.Volta, "token", house.Clock.Now);
        Assert.Null(view.BackUrl);
    }

    [Fact]
    public async Task A_reconnection_says_that_it_is_one()
    {
        await using var house = await LinkHouse.Open();
        var client = await house.Application();
        var link = await house.Car(client);
        var owner = house.NewOwner();
        await owner.ComeBack(await owner.SetOut(link));
        var device = await house.House.Get<Core.Basics.Database>().Read(async db => await DeviceTable.Find(db, (await LinkTable.Find(db, link.Id))!.DeviceId!.Value));
        var reconnection = (await house.House.Get<ReconnectDevice>().Reconnect(client, device!))!;

        Assert.Contains("<h1>Reconnect your electric car</h1>", (await owner.Open(reconnection)).Text);
        Assert.EndsWith(house.Path(reconnection), (await owner.ComeBack(await owner.SetOut(reconnection))).Location);
        Assert.Contains("<h1>Connection renewed</h1>", (await owner.Open(reconnection)).Text);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_leads_nowhere()
    {
        await using var house = await LinkHouse.Open();
        var (mine, other) = (house.Path(await house.Car()), house.Path(await house.Car(await house.Application("Other"))));
        var token = mine["/link/".Length..];
        var forged = new List<string> { "x", token[..^1], token + "A", token + "=", token.ToUpperInvariant(), new('A', 48), other["/link/".Length..][..22] + token[22..], Guid.Empty.ToString(), "%20" + token[1..], token[..^1] + "%20" };
        for (var at = 0; at < token.Length; at++) forged.Add(token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]);

        var owner = house.NewOwner();
        var answers = new HashSet<string>();
        foreach (var one in forged)
        foreach (var page in new[] { await owner.Get("/link/" + one), await owner.Post("/link/" + one), await owner.Post($"/link/{one}/password") })
        {
            Assert.Equal(404, page.Code);
            answers.Add(page.Text);
        }
        Assert.Single(answers);
        Assert.Null(owner.Cookie);
        Assert.Equal(200, (await owner.Get(mine)).Code);
    }

    [Fact]
    public async Task A_link_ends_after_a_day()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car(returnUrl: "https://app.example/done");
        var owner = house.NewOwner();

        house.Clock.Advance(Link.Lifetime - TimeSpan.FromMinutes(5));
        Assert.Contains("works for another 5 minutes", (await owner.Open(link)).Text);
        house.Clock.Advance(TimeSpan.FromMinutes(5));

        var page = await owner.Open(link);
        Assert.Equal(410, page.Code);
        Assert.Contains("Ask Green Power for a new link.", page.Text);
        Assert.Contains("href=\"https://app.example/done\"", page.Text);
        Assert.Equal((303, house.Path(link)), ((await owner.Continue(link)) is var answer ? (answer.Code, answer.Location!) : default));
        Assert.Null(owner.Cookie);
    }

    [Fact]
    public async Task A_revoked_application_connects_nothing_more()
    {
        await using var house = await LinkHouse.Open();
        var client = await house.Application();
        var link = await house.Car(client);
        await house.House.Get<RevokeClient>().Revoke(client.ClientId);

        var page = await house.NewOwner().Open(link);
        Assert.Equal(410, page.Code);
        Assert.Contains("This link does not work any more", page.Text);
        Assert.Equal(house.Path(link), (await house.NewOwner().Continue(link)).Location);
    }

    [Theory]
    [InlineData("5YJ3E1EA7KF317000", "7000")]
    [InlineData("ABCDEFGH", "EFGH")]
    [InlineData("ABCDEF", "DEF")]
    [InlineData("AB", "B")]
    [InlineData("A", "")]
    public void Of_a_short_identifier_at_most_half_is_shown(string identifier, string shown) => Assert.Equal(shown, Server.LinkPages.Mask.Ending(identifier));
}
