using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Linking;

public sealed class OffboardingTests
{
    private const string Vin = "5YJ3E7EA7KF317000";

    [Theory, OnSqlite, OnPostgres]
    public async Task Until_its_time_is_up_nothing_changes_and_then_it_is_gone_for_everybody(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var other = await house.Other();
        await house.House.Get<Database>().Write(async db =>
        {
            foreach (var client in await ClientTable.List(db))
                await db.ExecuteAsync("insert into tenant_administrators (tenant_id, principal_id, added_at) values (@TenantId, @Id, 0)", new { client.TenantId, client.Id });
        });
        var id = await Ask(house, car);

        house.Clock.Advance(TimeSpan.FromSeconds(29.9));
        await house.House.RunDue();
        foreach (var reader in new[] { house.Http, other }) Assert.Equal(200, (await house.Call("GET", $"entities/{car}", null, reader)).Status);
        Assert.Equal(201, (await house.Call("POST", $"entities/{car}/commands", """{"type":"StartCharging"}""")).Status);

        // Those who look after the tenant need no permission: they must not see what is half gone either.
        house.Clock.Advance(TimeSpan.FromSeconds(0.1));
        house.Brands.Tesla.RevokeTrouble = new VendorFault(VendorFaultKind.Outage, true, "Down.");
        await house.House.RunDue();
        foreach (var reader in new[] { house.Http, other })
        {
            Assert.Equal(404, (await house.Call("GET", $"entities/{car}", null, reader)).Status);
            Assert.Equal(404, (await house.Call("POST", $"entities/{car}/commands", """{"type":"StopCharging"}""", reader)).Status);
            Assert.Empty((await house.Get("entities", reader)).GetProperty("data").EnumerateArray());
        }
        Assert.Equal(("Pending", 409), ((await Standing(house, id)).Status, (await house.Call("PATCH", $"offboarding/entities/{id}/cancel")).Status));
        Assert.Equal(("Pending", 1), ((await Standing(house, id)).Status, (await house.Get("offboarding/entities?status=Pending")).GetProperty("data").GetArrayLength()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_to_be_sent_is_not_and_what_is_being_read_is_not_kept(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-1"));
        var id = await Ask(house, car);
        tesla.Measure("car-1", (Signal.StateOfCharge, 42));
        tesla.RevokeTrouble = new VendorFault(VendorFaultKind.Outage, true, "Down.");

        await house.Call("POST", $"entities/{car}/commands", """{"type":"StartCharging"}""");
        house.Clock.Advance(TimeSpan.FromSeconds(30));
        tesla.WhileReading = async () =>
        {
            tesla.WhileReading = () => Task.CompletedTask;
            await house.House.Get<Server.Work.OffboardWork>().RunDue(CancellationToken.None);
        };
        await house.House.Get<Server.Work.PollWork>().RunDue(CancellationToken.None);
        await house.House.RunDue();

        Assert.Empty(tesla.Sent);
        // What is known of the device goes without waiting for the brand.
        Assert.Equal([0L, 0L, 0L], await Counts(house, "select count(*) from readings", "select count(*) from commands", "select count(*) from due where kind not in ('offboard', 'scrub')"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_link_to_mend_its_connection_is_over(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-1"));
        tesla.ReadTrouble = new VendorFault(VendorFaultKind.GrantLost, false, "Gone.");
        await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        var mend = (await house.Get($"entities/{car}/connection")).GetProperty("reconnectLink").GetString()!;
        await Ask(house, car);
        await house.House.Pass(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Owner.Agree(house.House, mend, "anna"));
        Assert.Equal([0L, 0L], await Counts(house, "select count(*) from devices", "select count(*) from grants"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_brand_takes_the_access_back_with_the_last_device(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var (first, second) = (await house.Link(tesla, FakeBrands.Car(Vin, "car-1")), await house.Link(tesla, FakeBrands.Car("5YJ3E7EA7KF317001", "car-2")));

        var one = await Ask(house, first);
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((("Succeeded", "StillUsed"), 0), (await Standing(house, one), tesla.Revoked));
        Assert.Equal(200, (await house.Call("GET", $"entities/{second}")).Status);

        var two = await Ask(house, second);
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((("Succeeded", "Revoked"), 1), (await Standing(house, two), tesla.Revoked));
        Assert.Equal([0L, 0L, 0L], await Counts(house, "select count(*) from grants", "select count(*) from users", "select count(*) from principals where kind = 'User'"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_brand_that_is_down_is_asked_again_for_a_day_and_no_longer(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var (car, pump) = (await house.Link(tesla, FakeBrands.Car(Vin, "car-1")), await house.Link(house.Brands.Nibe, FakeBrands.Thing(DeviceKind.HeatPump, "HP1")));
        tesla.RevokeTrouble = house.Brands.Nibe.RevokeTrouble = new VendorFault(VendorFaultKind.Outage, true, "Down.");
        var (first, second) = (await Ask(house, car), await Ask(house, pump));

        await house.House.Pass(TimeSpan.FromHours(5), TimeSpan.FromMinutes(1));
        Assert.Equal(("Pending", null), await Standing(house, first));
        tesla.RevokeTrouble = null;
        await house.House.Pass(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal((("Succeeded", "Revoked"), 1), (await Standing(house, first), tesla.Revoked));

        await house.House.Pass(TimeSpan.FromHours(17), TimeSpan.FromMinutes(10));
        Assert.Equal(("Pending", null), await Standing(house, second));
        await house.House.Pass(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        Assert.Equal(("Succeeded", "NotReached"), await Standing(house, second));
        Assert.Equal([0L], await Counts(house, "select count(*) from devices"));
    }

    [Theory]
    [InlineData(VendorFaultKind.Refused, "Refused")]
    [InlineData(VendorFaultKind.NotSupported, "NotOffered")]
    [InlineData(VendorFaultKind.GrantLost, "Revoked")]
    public async Task What_a_brand_answers_is_recorded_and_holds_nothing_up(VendorFaultKind answer, string revocation)
    {
        await using var house = await ConnectHouse.Open();
        var id = await Ask(house, await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1")));
        house.Brands.Tesla.RevokeTrouble = new VendorFault(answer, false, "No.");
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(("Succeeded", revocation), await Standing(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_device_linked_anew_is_a_new_entity_even_while_the_old_one_goes(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var tesla = house.Brands.Tesla;
        var car = await house.Link(tesla, FakeBrands.Car(Vin, "car-1"));
        await Ask(house, car);
        tesla.RevokeTrouble = new VendorFault(VendorFaultKind.Outage, true, "Down.");
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal([1L], await Counts(house, "select count(*) from devices"));

        var (_, asked) = await house.Call("POST", "onboarding/entities", $$"""{"type":"EV","brand":"Tesla","identifier":"{{Vin}}"}""");
        await Owner.Agree(house.House, asked.GetProperty("action").GetProperty("redirectLink").GetString()!, "anna");
        var linked = (await house.Get($"onboarding/entities/{asked.GetProperty("id")}")).GetProperty("data").GetProperty("entity");
        Assert.NotEqual(car, linked.GetProperty("id").GetGuid());
        Assert.Equal("Linked", linked.GetProperty("systemProperties").GetProperty("outcome").GetString());

        tesla.RevokeTrouble = null;
        await house.House.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (await house.Call("GET", $"entities/{linked.GetProperty("id")}")).Status);
        Assert.Equal([1L, 1L, 1L], await Counts(house, "select count(*) from devices", "select count(*) from grants", "select count(*) from users"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_no_owner_any_more_when_the_time_comes_takes_nothing_away(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var id = await Ask(house, car);
        await house.Restrict(car, PermissionLevel.Viewer);
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(("Failed", null), await Standing(house, id));
        Assert.Equal(200, (await house.Call("GET", $"entities/{car}")).Status);
        Assert.Equal([0L], await Counts(house, "select count(*) from devices where offboarding_id is not null"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_request_at_a_time_takes_an_entity_away(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var other = await house.Other();
        await house.House.Get<Database>().Write(async db =>
        {
            foreach (var client in await ClientTable.List(db)) await PermissionTable.Give(db, client.TenantId, car, client.Id, PermissionTable.AllLevels);
        });
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => house.Call("POST", "offboarding/entities", Body(car), i % 2 == 0 ? house.Http : other)));
        var made = all.Where(answer => answer.Status == 201).Select(answer => answer.Body.GetProperty("id").GetGuid()).ToList();
        Assert.Equal((4, 1), (made.Count, made.Distinct().Count()));
        Assert.All(all.Where(answer => answer.Status != 201), answer => Assert.Equal((409, "AlreadyEnded"), (answer.Status, ConnectHouse.CodeOf(answer.Body))));
        Assert.Equal([1L], await Counts(house, "select count(*) from offboardings"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_that_something_still_belongs_to_stays(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car(Vin, "car-1"));
        var user = (await house.Get("onboarding/entities")).GetProperty("data")[0].GetProperty("data").GetProperty("entity").GetProperty("owner").GetGuid();
        await house.Call("POST", "onboarding/entities", $$"""{"type":"HeatPump","brand":"NIBE","owner":"{{user}}"}""");
        await Ask(house, car);
        await house.House.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal([0L, 1L], await Counts(house, "select count(*) from devices", "select count(*) from users"));
    }

    private static async Task<Guid> Ask(ConnectHouse house, Guid entity)
    {
        var (status, body) = await house.Call("POST", "offboarding/entities", Body(entity));
        Assert.True(status == 201, body.ToString());
        return body.GetProperty("id").GetGuid();
    }

    private static string Body(Guid entity) => JsonSerializer.Serialize(new { entityId = entity });

    private static async Task<(string? Status, string? Revocation)> Standing(ConnectHouse house, Guid id)
    {
        var request = await house.Get($"offboarding/entities/{id}");
        return (request.GetProperty("status").GetString(), request.GetProperty("revocation").GetString());
    }

    private static async Task<IReadOnlyList<long>> Counts(ConnectHouse house, params string[] queries)
    {
        var counts = new List<long>();
        foreach (var query in queries) counts.Add(await house.House.Get<Database>().Read(db => db.ExecuteScalarAsync<long>(query)));
        return counts;
    }
}
