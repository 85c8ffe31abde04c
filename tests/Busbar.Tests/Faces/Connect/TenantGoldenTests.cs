using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.Connect;

public sealed class TenantGoldenTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_tenant_names_who_looks_after_it(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.Walk();
        var tenant = house.Client.TenantId;
        await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var (_, other) = await house.Application();
        var foreign = await house.House.NewClient("umbrella");
        await walk.Step("tenants.list", "GET", "tenants");
        await walk.Step("tenants.administrators.add.forbidden", "POST", $"tenants/{tenant}/administrators", $$"""{"id":"{{other}}"}""");
        await walk.Step("tenants.administrators.remove.forbidden", "DELETE", $"tenants/{tenant}/administrators/{other}");

        await house.House.Get<Database>().Write(db => AdministratorTable.Add(db, tenant, house.Client.Id, house.Clock.Now));
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await walk.Step("tenants.administrators.add", "POST", $"tenants/{tenant}/administrators", $$"""{"id":"{{other}}"}""");
        await walk.Step("tenants.administrators.add.again", "POST", $"tenants/{tenant}/administrators", $$"""{"id":"{{other}}"}""");
        await walk.Step("tenants.get", "GET", $"tenants/{tenant}");
        var first = await walk.Step("tenants.administrators.list.first", "GET", $"tenants/{tenant}/administrators?pageSize=1");
        await walk.Step("tenants.administrators.list.last", "GET", $"tenants/{tenant}/administrators?pageSize=1&continuationToken={first.GetProperty("meta").GetProperty("continuationToken").GetString()}");
        await walk.Step("tenants.administrators.add.unknown", "POST", $"tenants/{tenant}/administrators", $$"""{"id":"{{foreign.Client.Id}}"}""");
        await walk.Step("tenants.administrators.add.nobody", "POST", $"tenants/{tenant}/administrators", "{}");
        await walk.Step("tenants.administrators.remove", "DELETE", $"tenants/{tenant}/administrators/{other}");
        await walk.Step("tenants.administrators.remove.absent", "DELETE", $"tenants/{tenant}/administrators/{other}");
        await walk.Step("tenants.administrators.remove.last", "DELETE", $"tenants/{tenant}/administrators/{house.Client.Id}");
        await walk.Step("tenants.get.foreign", "GET", $"tenants/{foreign.Client.TenantId}");
        Assert.Equal(400, (await house.Call("POST", $"tenants/{tenant}/administrators", $$"""{"id":"{{await house.Collective()}}"}""")).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tenant_tells_each_application_what_it_sees(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var (none, _) = await house.Application();
        var (administrator, _) = await house.Application(isAdministrator: true);
        Assert.Equal([car], await Seen(house.Http));
        Assert.Empty(await Seen(none));
        Assert.Equal([car], await Seen(administrator));

        async Task<Guid[]> Seen(HttpClient caller) =>
            [.. (await house.Get($"tenants/{house.Client.TenantId}", caller)).GetProperty("entities").EnumerateArray().Select(id => id.GetGuid())];
    }
}
