using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class GuidedGoldenTests
{
    private const string Sessions = "guided-onboarding-sessions", Vin = "1ABC36600TL029015";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_session_shows_the_request_that_its_owner_made(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Tesla.Own("anna", FakeBrands.Car(Vin, "car-1", "Anna's car"));

        var made = await walk.Step("guided.create", "POST", Sessions, "{}");
        await walk.Step("guided.get.untouched", "GET", $"{Sessions}/{IdOf(made)}");
        var link = await Choose(house, made, DeviceKind.EV, "tesla", ("identifier", Vin));
        var chosen = await walk.Step("guided.get.pending", "GET", $"{Sessions}/{IdOf(made)}");
        await Owner.Agree(house.House, LinkOf(chosen), "anna");
        await walk.Step("guided.get.succeeded", "GET", $"{Sessions}/{IdOf(made)}");

        // It is an onboarding request as any other.
        Assert.Equal("Succeeded", (await house.Get($"onboarding/entities/{link.Id}")).GetProperty("status").GetString());
        house.Clock.Advance(TimeSpan.FromHours(24));
        await walk.Step("guided.get.expired", "GET", $"{Sessions}/{IdOf(made)}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_settled_is_shown_and_reaches_the_entity(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Fluvius.Own("anna", FakeBrands.Thing(DeviceKind.Meter, "m-1", "541448920000000001"));
        await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var owner = (await house.Get("onboarding/entities")).GetProperty("data")[0].GetProperty("data").GetProperty("entity").GetProperty("owner").GetGuid();

        var made = await walk.Step("guided.create.full", "POST", Sessions, $$"""
            {
              "companyName": " Stadtwerke <Süd> ", "brand": "fluvius", "type": "Meter", "name": "Meter in the hall", "owner": "{{owner}}",
              "properties": { "contract": 42 }, "returnUrl": "http://localhost:5173/done"
            }
            """);
        await Choose(house, made, DeviceKind.Meter, "fluvius", ("identifier", "541448 920000 000001"), ("flow", "B2B"), ("name", "Another name"), ("track", "x"));
        var chosen = await walk.Step("guided.get.full", "GET", $"{Sessions}/{IdOf(made)}");
        Assert.Equal(owner, chosen.GetProperty("onboardingRequest").GetProperty("data").GetProperty("entity").GetProperty("owner").GetGuid());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sessions_are_listed_page_by_page(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        house.Brands.Xenn.Own("P1", FakeBrands.Thing(DeviceKind.RetrofitMeter, "p1", "P1"));
        var first = (await house.Call("POST", Sessions, """{"type":"RetrofitMeter"}""")).Body;
        await Choose(house, first, DeviceKind.RetrofitMeter, "xenn", ("identifier", "P1"), ("pairingCode", "123456"));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Call("POST", Sessions, """{"companyName":"Green Power"}""");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Call("POST", Sessions, """{"brand":"SMA"}""");

        var page = await walk.Step("guided.list.first", "GET", Sessions + "?pageSize=2");
        await walk.Step("guided.list.last", "GET", $"{Sessions}?pageSize=2&continuationToken={page.GetProperty("meta").GetProperty("continuationToken").GetString()}");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_is_refused(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var nobody = "0199f3a2-0000-7000-8000-000000000001";

        await walk.Step("guided.create.no-brand", "POST", Sessions, """{"brand":"Nobody"}""");
        await walk.Step("guided.create.not-offered", "POST", Sessions, """{"brand":"SMA","type":"EV"}""");
        await walk.Step("guided.create.return-url", "POST", Sessions, """{"returnUrl":"https://evil.example/"}""");
        await walk.Step("guided.create.no-owner", "POST", Sessions, $$"""{"owner":"{{nobody}}"}""");
        await walk.Step("guided.create.no-collective", "POST", Sessions, $$"""{"collectiveId":"{{nobody}}"}""");
        await walk.Step("guided.create.long-name", "POST", Sessions, $$"""{"companyName":"{{new string('x', 101)}}"}""");
        await walk.Step("guided.get.absent", "GET", $"{Sessions}/{nobody}");
        Assert.Empty((await house.Get(Sessions)).GetProperty("data").EnumerateArray());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_collective_must_be_one_that_the_application_shares(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var home = await house.Collective("Household");
        var body = JsonSerializer.Serialize(new { collectiveId = home, type = "RetrofitMeter" });
        var (status, refused) = await house.Call("POST", Sessions, body, await house.Other("acme"));
        Assert.Equal((400, "CollectiveUnknown"), (status, ConnectHouse.CodeOf(refused)));

        house.Brands.Xenn.Own("P1", FakeBrands.Thing(DeviceKind.RetrofitMeter, "p1", "P1"));
        var link = await Choose(house, (await house.Call("POST", Sessions, body)).Body, DeviceKind.RetrofitMeter, "xenn", ("identifier", "P1"), ("pairingCode", "123456"));
        var entity = (await house.Get($"collectives/{home}/entities")).GetProperty("data").EnumerateArray().Single();
        Assert.Equal(link.DeviceId, entity.GetProperty("id").GetGuid());
        // What is linked into a household belongs to its user.
        Assert.Equal(link.UserId, (await house.House.Get<Database>().Read(db => CollectiveTable.FindFor(db, house.Client, home)))!.HomeUserId);
    }

    private static async Task<Link> Choose(ConnectHouse house, JsonElement session, DeviceKind kind, string brand, params (string Name, string Value)[] answers)
    {
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var chosen = await house.House.Get<ChooseInGuide>().Choose(session.GetProperty("id").GetGuid(), kind, brand, answers.ToDictionary(one => one.Name, one => one.Value));
        return Assert.IsType<GuideChosen.Begun>(chosen).Link;
    }

    private static string IdOf(JsonElement session) => session.GetProperty("id").GetString()!;

    private static string LinkOf(JsonElement session) => session.GetProperty("onboardingRequest").GetProperty("action").GetProperty("redirectLink").GetString()!;
}
