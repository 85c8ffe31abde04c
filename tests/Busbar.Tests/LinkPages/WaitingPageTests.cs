using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;

namespace Busbar.Tests.LinkPages;

/// <summary>Owners who confirm elsewhere, and devices that dial in.</summary>
public sealed class WaitingPageTests
{
    private const string LooksAgain = """<meta http-equiv="refresh" content="15">""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_confirmation_elsewhere_is_waited_for(Engine engine)
    {
        await using var house = await LinkHouse.Open(engine);
        house.Brands.Helios.Asks = new LinkStep.Consent(house.Clock.Now + TimeSpan.FromSeconds(10), "WDJB-MJHT", "https://helios.example/activate?a=1&b=2");
        var link = await house.Plant((LinkInputs.Identifier, "PLANT-00815"));
        var owner = house.NewOwner();

        var page = await owner.Open(link);
        Assert.Equal(200, page.Code);
        Assert.Contains("<h1>Confirm at Helios</h1>", page.Text);
        Assert.Contains("WDJB-MJHT", page.Text);
        Assert.Contains("""href="https://helios.example/activate?a=1&amp;b=2" rel="noreferrer">Open Helios</a>""", page.Text);
        Assert.Contains("""href="https://helios.example/how" rel="noreferrer">How this works at Helios</a>""", page.Text);
        Assert.Contains("Nothing: Green Power can look, and change nothing.", page.Text);
        Assert.Contains(LooksAgain, page.Text);
        Assert.DoesNotContain("<form", page.Text);

        house.Brands.Helios.Answer = FakeBrands.Linked("sol", FakeBrands.Found(DeviceKind.SolarPlant, "PLANT-00815"));
        await house.House.Pass(TimeSpan.FromSeconds(30));
        page = await owner.Open(link);
        Assert.Contains("<h1>Your solar plant is connected</h1>", page.Text);
        Assert.DoesNotContain(LooksAgain, page.Text);
    }

    [Fact]
    public async Task An_owner_can_stop_the_page_from_looking_again()
    {
        await using var house = await LinkHouse.Open();
        var (plant, station, owner) = (await house.Plant(), await house.Station(), house.NewOwner());
        foreach (var link in new[] { plant, station })
        {
            Assert.Contains($"""<a href="{house.Path(link)}?still">Stop looking by itself</a>""", (await owner.Open(link)).Text);
            var still = await owner.Get(house.Path(link) + "?still");
            Assert.DoesNotContain("http-equiv", still.Text);
            Assert.Contains($"""<a href="{house.Path(link)}">Look now</a>""", still.Text);
        }
    }

    [Fact]
    public async Task A_mail_is_named_without_telling_the_address()
    {
        await using var house = await LinkHouse.Open();
        var page = await house.NewOwner().Open(await house.Plant((LinkInputs.AssociatedEmail, "anna.schmidt@example.org")));
        Assert.Contains("a•••@example.org", System.Net.WebUtility.HtmlDecode(page.Text));
        Assert.DoesNotContain("anna", page.Text);
    }

    [Fact]
    public async Task Continue_is_only_for_brands_that_sign_in()
    {
        await using var house = await LinkHouse.Open();
        var (plant, owner) = (await house.Plant(), house.NewOwner());
        Assert.Equal((303, house.Path(plant)), (await owner.Continue(plant)) is var answer ? (answer.Code, answer.Location) : default);
        Assert.Null(owner.Cookie);
    }

    [Fact]
    public async Task A_station_gets_address_identity_and_its_password_once()
    {
        await using var house = await LinkHouse.Open(publicUrl: new Uri("https://busbar.example"));
        var (link, owner) = (await house.Station("Garage 1"), house.NewOwner());

        var page = await owner.Open(link);
        Assert.Contains("""<dd class="code">wss://busbar.example/ocpp/Garage%201</dd>""", page.Text);
        Assert.Contains("they take wss://busbar.example/ocpp alone.", page.Text);
        Assert.Contains("""<dd class="code">Garage 1</dd>""", page.Text);
        Assert.Contains("Show password", page.Text);
        Assert.Contains(LooksAgain, page.Text);
        Assert.False(house.Brands.Ocpp.HasPassword(link.Id));

        var shown = await owner.Post(house.Path(link) + "/password");
        var password = house.Brands.Ocpp.PasswordOf(link.Id);
        Assert.Equal(200, shown.Code);
        Assert.Contains($"""<dd class="code big">{password}</dd>""", shown.Text);
        Assert.DoesNotContain(LooksAgain, shown.Text);
        Assert.Equal("no-store", shown.Answer.Headers.CacheControl!.ToString());

        foreach (var later in new[] { await owner.Open(link), await owner.Post(house.Path(link) + "/password") })
        {
            Assert.Equal(200, later.Code);
            Assert.Contains("It was shown already, and cannot be shown again.", later.Text);
            Assert.DoesNotContain(password, later.Text);
            Assert.DoesNotContain("Show password", later.Text);
        }
    }

    [Fact]
    public async Task Of_many_who_press_at_once_one_sees_the_password()
    {
        await using var house = await LinkHouse.Open();
        var link = await house.Station();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.NewOwner().Post(house.Path(link) + "/password")));
        Assert.Single(answers, answer => answer.Text.Contains(house.Brands.Ocpp.PasswordOf(link.Id), StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_first_report_the_page_shows_success_and_no_password_any_more()
    {
        await using var house = await LinkHouse.Open();
        var (link, owner) = (await house.Station(), house.NewOwner());
        var finish = house.House.Get<FinishLink>();
        await house.House.Get<Database>().Write(db => finish.Finish(db, link.Id, FakeBrands.Linked("CP-1", FakeBrands.Found(DeviceKind.ChargePoint, "CP-1"))));

        Assert.Contains("<h1>Your charging station is connected</h1>", (await owner.Open(link)).Text);
        Assert.Equal((303, house.Path(link)), (await owner.Post(house.Path(link) + "/password")) is var answer ? (answer.Code, answer.Location) : default);
        Assert.False(house.Brands.Ocpp.HasPassword(link.Id));
    }

    [Fact]
    public async Task A_car_has_no_password()
    {
        await using var house = await LinkHouse.Open();
        var car = await house.Car();
        var answer = await house.NewOwner().Post(house.Path(car) + "/password");
        Assert.Equal((303, house.Path(car)), (answer.Code, answer.Location));
    }
}
