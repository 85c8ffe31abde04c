using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.LinkPages;

public sealed class OutcomeTests
{
    [Theory]
    [InlineData(LinkFailure.Denied, 200, "You did not agree", "ask Green Power for a new link")]
    [InlineData(LinkFailure.Expired, 410, "This link has expired", "Ask Green Power for a new link")]
    [InlineData(LinkFailure.DeviceNotInAccount, 200, "That account has another electric car, or none", "sign in with the account that the device belongs to")]
    [InlineData(LinkFailure.SeveralDevices, 200, "Which electric car is meant?", "Tell Green Power the number of the one")]
    [InlineData(LinkFailure.PairingCodeWrong, 200, "The pairing code is not right", "Read the code again")]
    [InlineData(LinkFailure.RefusedByBrand, 200, "Volta Motors refused the connection", "Not on a Sunday.")]
    [InlineData(LinkFailure.BrandUnavailable, 200, "Volta Motors could not be reached", "Try again later")]
    public async Task Every_failure_has_its_own_page_and_way_out(LinkFailure failure, int status, string title, string wayOut)
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car(returnUrl: "https://app.example/done");
        await house.Fail(link, failure, "Not on a Sunday.");

        var page = await house.NewOwner().Open(link);

        Assert.Equal(status, page.Code);
        Assert.Contains($"<h1>{title}</h1>", page.Text);
        Assert.Contains(wayOut, page.Text);
        Assert.Contains("""href="https://app.example/done">Back to Green Power</a>""", page.Text);
        Assert.DoesNotContain("<form", page.Text);
    }

    [Fact]
    public void No_failure_was_forgotten() => Assert.Equal(
        Enum.GetValues<LinkFailure>(),
        typeof(OutcomeTests).GetMethod(nameof(Every_failure_has_its_own_page_and_way_out))!.GetCustomAttributesData()
            .Where(one => one.AttributeType == typeof(InlineDataAttribute))
            .Select(one => (LinkFailure)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)one.ConstructorArguments[0].Value!)[0].Value!).Order());

    [Theory, OnSqlite, OnPostgres]
    public async Task A_first_link_says_connected_and_a_second_renewed(Engine engine)
    {
        await using var house = await LinkHouse.Open(engine);
        var client = await house.Application();
        var owner = house.NewOwner();
        foreach (var title in new[] { "Your electric car is connected", "Connection renewed" })
        {
            var link = await house.Car(client);
            var back = await owner.ComeBack(await owner.SetOut(link));
            Assert.Equal((303, house.Path(link)), (back.Code, back.Location));
            var page = await owner.Get(back.Location!);
            Assert.Equal(200, page.Code);
            Assert.Contains($"<h1>{title}</h1>", page.Text);
            Assert.DoesNotContain("<form", page.Text);
        }
    }

    [Fact]
    public async Task A_request_that_was_taken_back_says_so()
    {
        await using var house = await LinkHouse.Open();
        var client = await house.Application();
        var link = await house.Car(client);
        var owner = house.NewOwner();
        var state = await owner.SetOut(link);
        await house.House.Get<CancelLink>().Cancel(client, link.Id);

        Assert.Contains("<h1>This request was taken back</h1>", (await owner.Open(link)).Text);
        Assert.Equal(house.Path(link), (await owner.Continue(link)).Location);
        Assert.Equal(house.Path(link), (await owner.ComeBack(state)).Location);
        Assert.Equal(0, house.Brands.Volta.Returns);
    }

    [Fact]
    public async Task Success_goes_back_to_the_application_with_nothing_added()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car(returnUrl: "https://app.example/done?order=7#end");
        var owner = house.NewOwner();

        var back = await owner.ComeBack(await owner.SetOut(link));

        Assert.Equal((303, "https://app.example/done?order=7#end"), (back.Code, back.Location));
        Assert.Contains("You can close this page, or go back to Green Power.", (await owner.Open(link)).Text);
    }

    [Fact]
    public async Task A_refusal_stays_here_with_a_way_back()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car(returnUrl: "https://app.example/done");
        var owner = house.NewOwner();
        var state = await owner.SetOut(link);

        var back = await owner.Get($"/callback/volta?error=access_denied&state={state}");

        Assert.Equal((303, house.Path(link)), (back.Code, back.Location));
        var page = await owner.Get(back.Location!);
        Assert.Contains("<h1>You did not agree</h1>", page.Text);
        Assert.Contains("Back to Green Power", page.Text);
        Assert.Equal(LinkFailure.Denied, (await house.Now(link)).Failure);
    }

    [Fact]
    public async Task A_brand_in_trouble_leaves_the_link_open()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Car();
        var owner = house.NewOwner();
        var state = await owner.SetOut(link);

        house.Brands.Volta.Trouble = new VendorFault(VendorFaultKind.Outage, true, "No answer from 10.0.0.7.");
        foreach (var page in new[] { await owner.ComeBack(state), await owner.Continue(link) })
        {
            Assert.Equal(503, page.Code);
            Assert.Contains("<h1>Volta Motors cannot be reached now</h1>", page.Text);
            Assert.Contains($"""<form method="post" action="{house.Path(link)}">""", page.Text);
            Assert.DoesNotContain("10.0.0.7", page.Text);
        }

        house.Brands.Volta.Trouble = null;
        Assert.Equal(303, (await owner.ComeBack(await owner.SetOut(link))).Code);
        Assert.Equal(LinkStatus.Succeeded, (await house.Now(link)).Status);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    [InlineData("ftp://volta.example/")]
    public async Task A_browser_is_sent_to_web_addresses_only(string url)
    {
        await using var house = await LinkHouse.Open();
        house.Brands.Volta.FirstStep = new LinkStep.Redirect(url, null);

        var page = await house.NewOwner().Continue(await house.Car());

        Assert.Equal((503, (string?)null), (page.Code, page.Location));
    }
}
