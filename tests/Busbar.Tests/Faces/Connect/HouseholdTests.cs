using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

/// <summary>Devices that are linked into a collective, and the user whose home a household is.</summary>
public sealed class HouseholdTests
{
    private const string Vin = "5YJ3E7EA7KF317000";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_linked_entity_enters_the_collective_that_its_request_named(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var home = await house.Collective("Household");
        house.Brands.Tesla.Own("anna", FakeBrands.Car(Vin, "car-1"));
        var asked = await walk.Step("onboarding.create.collective", "POST", "onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"{{Vin}}","collectiveId":"{{home}}"}""");
        Assert.Empty((await house.Get($"collectives/{home}")).GetProperty("entities").EnumerateArray());
        await Owner.Agree(house.House, asked.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        var linked = await walk.Step("onboarding.get.collective", "GET", $"onboarding/entities/{asked.GetProperty("id")}");
        var car = linked.GetProperty("data").GetProperty("entity").GetProperty("id").GetGuid();
        Assert.Equal([car], (await house.Get($"collectives/{home}")).GetProperty("entities").EnumerateArray().Select(id => id.GetGuid()));

        // Taken out, it is not said to be in it any more.
        await house.Call("DELETE", $"collectives/{home}/entities/{car}");
        var later = await house.Get($"onboarding/entities/{asked.GetProperty("id")}");
        Assert.Equal(JsonValueKind.Null, later.GetProperty("data").GetProperty("entity").GetProperty("collectiveId").ValueKind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Parts_go_in_and_out_with_the_whole(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (farm, other) = (await house.Collective("SolarFarm"), await house.Collective());
        house.Brands.Huawei.Own("anna", FakeBrands.Thing(DeviceKind.Inverter, "I1", "I1", null, "NE1"), FakeBrands.Thing(DeviceKind.Battery, "B1", "B1", null, "NE1"));
        var plant = await house.Link(house.Brands.Huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "NE1", "NE1"), request: $$"""{"type":"SolarPlant","brand":"Huawei","identifier":"NE1","collectiveId":"{{farm}}"}""");
        Assert.Equal(3, await Count(farm));
        await house.Call("DELETE", $"collectives/{farm}/entities/{plant}");
        Assert.Equal(0, await Count(farm));

        // A part that is elsewhere stays there.
        var part = (await house.Get($"entities/{plant}/children")).GetProperty("data")[0].GetProperty("id").GetGuid();
        await house.Call("POST", $"collectives/{other}/entities", $$"""{"entityId":"{{part}}"}""");
        await house.Call("POST", $"collectives/{farm}/entities", $$"""{"entityId":"{{plant}}"}""");
        Assert.Equal((2, 1), (await Count(farm), await Count(other)));

        // What shows only later of the plant is where the plant is.
        await house.House.Get<Database>().Write(async db =>
        {
            await house.House.Get<RegisterDevices>().AddParts(db, plant, [FakeBrands.Thing(DeviceKind.Meter, "M1", "M1", null, "NE1")]);
        });
        Assert.Equal((3, 1), (await Count(farm), await Count(other)));

        async Task<int> Count(Guid collective) => (await house.Get($"collectives/{collective}/entities")).GetProperty("data").GetArrayLength();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_linked_into_a_household_belongs_to_its_user(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (anna, bert) = (await house.User("anna"), await house.User("bert"));
        var (annas, made, fleet) = (await house.Collective("Household", $",\"owner\":\"{anna}\""), await house.Collective("Household"), await house.Collective());
        Assert.Equal(anna, await OwnerOf(annas));
        Assert.Equal(bert, await OwnerOf(annas, bert));
        var user = await OwnerOf(made);
        Assert.Equal(user, await OwnerOf(made));
        Assert.NotEqual(await OwnerOf(fleet), await OwnerOf(fleet));

        // One that is a household for a while finds its user again.
        await Change(made, "Fleet");
        Assert.NotEqual(user, await OwnerOf(made));
        await Change(made, "Household");
        Assert.Equal(user, await OwnerOf(made));
        await Change(fleet, "Household");
        Assert.Equal(await OwnerOf(fleet), await OwnerOf(fleet));

        Assert.Equal(2, await Count($"collectiveId={annas}"));
        Assert.Equal(1, await Count($"collectiveId={annas}&owner={bert}"));
        Assert.Equal(3, await Count($"owner={user}"));
        Assert.Equal(0, await Count($"collectiveId={annas}&owner={user}"));

        async Task<Guid> OwnerOf(Guid collective, Guid? owner = null)
        {
            var (status, asked) = await house.Call("POST", "onboarding/entities", JsonSerializer.Serialize(new { type = "EV", brand = "Tesla", identifier = Vin, collectiveId = collective, owner }));
            Assert.True(status == 201, asked.ToString());
            return asked.GetProperty("data").GetProperty("entity").GetProperty("owner").GetGuid();
        }

        async Task<int> Count(string filter) => (await house.Get("onboarding/entities?" + filter)).GetProperty("data").GetArrayLength();

        async Task Change(Guid collective, string type) => Assert.Equal(200, (await house.Call("PATCH", $"collectives/{collective}", $$"""{"type":"{{type}}"}""")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_collective_of_others_is_unknown_and_one_that_the_entity_is_in_stays(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (other, _) = await house.Application();
        var (mine, theirs) = (await house.Collective(), await house.Collective(caller: other));
        string Request(Guid collective) => $$"""{"type":"EV","brand":"Tesla","identifier":"{{Vin}}","collectiveId":"{{collective}}"}""";
        Assert.Equal("CollectiveUnknown", ConnectHouse.CodeOf((await house.Call("POST", "onboarding/entities", Request(theirs))).Body));
        Assert.Empty((await house.Get("onboarding/entities")).GetProperty("data").EnumerateArray());

        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"), request: Request(mine));
        var second = await house.Collective();
        var (_, again) = await house.Call("POST", "onboarding/entities", Request(second));
        await Owner.Agree(house.House, again.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        var linked = (await house.Get($"onboarding/entities/{again.GetProperty("id")}")).GetProperty("data").GetProperty("entity");
        Assert.Equal(car, linked.GetProperty("id").GetGuid());
        Assert.Equal(JsonValueKind.Null, linked.GetProperty("collectiveId").ValueKind);
        Assert.Single((await house.Get($"collectives/{mine}")).GetProperty("entities").EnumerateArray());
        Assert.Empty((await house.Get($"collectives/{second}")).GetProperty("entities").EnumerateArray());
        Assert.Equal(404, (await house.Call("GET", $"entities/{car}", null, other)).Status);
    }
}
