using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class OnboardingGoldenTests
{
    // As the documentation of the API shows it, trailing comma included.
    private const string Documented = """
        {
            "type": "EV",
            "brand": "Tesla",
            "identifier": "1ABC36600TL029015",
        }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_car_is_linked_by_redirect_and_linked_again(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Tesla.Own("anna", FakeBrands.Car("1ABC36600TL029015", "car-1", "Anna's car"));

        var asked = await walk.Step("onboarding.create.redirect", "POST", "onboarding/entities", Documented);
        await walk.Step("onboarding.get.pending", "GET", $"onboarding/entities/{IdOf(asked)}");
        await Owner.Agree(house.House, LinkOf(asked), "anna");
        await walk.Step("onboarding.get.succeeded", "GET", $"onboarding/entities/{IdOf(asked)}");

        house.Clock.Advance(TimeSpan.FromHours(1));
        var again = await walk.Step("onboarding.create.again", "POST", "onboarding/entities", Documented);
        await Owner.Agree(house.House, LinkOf(again), "anna");
        await walk.Step("onboarding.get.already-linked", "GET", $"onboarding/entities/{IdOf(again)}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_request_echoes_what_it_was_given_and_can_be_taken_back(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();

        var asked = await walk.Step("onboarding.create.full", "POST", "onboarding/entities", """
            {
              "type": "EV", "brand": "tesla", "identifier": " 1abc36600tl029015 ", "name": "Wägelchen 🚗", "track": "fleet", "pairingCode": "", "associatedEmail": null,
              "properties": { "contract": 42, "tags": ["a", { "deep": null }], "note": "50 °C <ok>" }, "returnUrl": "http://localhost:5173/done?x=1"
            }
            """);
        await walk.Step("onboarding.cancel", "PATCH", $"onboarding/entities/{IdOf(asked)}/cancel");
        await walk.Step("onboarding.cancel.ended", "PATCH", $"onboarding/entities/{IdOf(asked)}/cancel");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_way_to_end_badly_is_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Tesla.Own("bert", FakeBrands.Car("5YJ3E7EA7KF317000", "car-2"));

        var denied = await Ask(house);
        await Owner.Decline(house.House, LinkOf(denied));
        await walk.Step("onboarding.get.denied", "GET", $"onboarding/entities/{IdOf(denied)}");

        var other = await Ask(house);
        await Owner.Agree(house.House, LinkOf(other), "bert");
        await walk.Step("onboarding.get.not-in-account", "GET", $"onboarding/entities/{IdOf(other)}");

        var late = await Ask(house);
        house.Clock.Advance(TimeSpan.FromHours(24));
        await walk.Step("onboarding.get.expired", "GET", $"onboarding/entities/{IdOf(late)}");
        await walk.Step("onboarding.cancel.expired", "PATCH", $"onboarding/entities/{IdOf(late)}/cancel");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_plant_is_linked_by_consent_elsewhere(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Sma.Own("carla", FakeBrands.Thing(DeviceKind.SolarPlant, "5001", "5001", "Sunny Tripower"));

        var asked = await walk.Step("onboarding.create.consent", "POST", "onboarding/entities", """{"type":"SolarPlant","brand":"SMA","identifier":"5001","associatedEmail":"carla@example.org"}""");
        house.Brands.Sma.Confirm("5001", "carla");
        await house.House.Pass(TimeSpan.FromMinutes(2));
        await walk.Step("onboarding.get.consented", "GET", $"onboarding/entities/{IdOf(asked)}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dongle_is_linked_by_its_pairing_code(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Xenn.Own("P1000000000", FakeBrands.Thing(DeviceKind.RetrofitMeter, "p1", "P1000000000"));

        await walk.Step("onboarding.create.paired", "POST", "onboarding/entities", """{"type":"RetrofitMeter","brand":"Xenn","identifier":"P1000000000","pairingCode":"123456"}""", "application/vnd.example+json");
        await walk.Step("onboarding.create.wrong-code", "POST", "onboarding/entities", """{"type":"RetrofitMeter","brand":"Xenn","identifier":"P1000000000","pairingCode":"000000"}""", "text/json; charset=UTF-8");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Requests_are_listed_page_by_page_and_by_filter(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Xenn.Own("P1", FakeBrands.Thing(DeviceKind.RetrofitMeter, "p1", "P1"));
        await Ask(house);
        await house.Call("POST", "onboarding/entities", """{"type":"RetrofitMeter","brand":"Xenn","identifier":"P1","pairingCode":"123456"}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Call("POST", "onboarding/entities", """{"type":"SolarPlant","brand":"Huawei"}""");

        var first = await walk.Step("onboarding.list.first", "GET", "onboarding/entities?pageSize=2");
        var token = first.GetProperty("meta").GetProperty("continuationToken").GetString();
        await walk.Step("onboarding.list.last", "GET", $"onboarding/entities?pageSize=2&continuationToken={token}");
        await walk.Step("onboarding.list.filtered", "GET", "onboarding/entities?status=Succeeded&type=RetrofitMeter&brand=xenn");
        await walk.Step("onboarding.list.none", "GET", "onboarding/entities?status=InProgress");

        house.Clock.Advance(TimeSpan.FromHours(24));
        await walk.Step("onboarding.list.failed", "GET", "onboarding/entities?status=Failed&brand=Tesla");
        Assert.Empty((await house.Get("onboarding/entities?status=Pending")).GetProperty("data").EnumerateArray());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_catalogue_says_who_offers_what_and_what_it_takes(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();

        var first = await walk.Step("types.list.first", "GET", "onboarding/types?pageSize=4");
        await walk.Step("types.list.last", "GET", $"onboarding/types?continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("types.list.filtered", "GET", "onboarding/types?type=SolarPlant&brand=SMA");
    }

    private static async Task<JsonElement> Ask(ConnectHouse house)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, asked) = await house.Call("POST", "onboarding/entities", Documented);
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        return asked;
    }

    private static string IdOf(JsonElement request) => request.GetProperty("id").GetString()!;

    private static string LinkOf(JsonElement request) => request.GetProperty("action").GetProperty("redirectLink").GetString()!;
}
