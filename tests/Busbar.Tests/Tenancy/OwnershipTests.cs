using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Tenancy;

/// <summary>An entity always has somebody who owns it, and a tenant somebody who looks after it, whatever is asked and at whatever moment.</summary>
public sealed class OwnershipTests
{
    private static readonly string[] levels = [.. Enum.GetNames<PermissionLevel>()];

    [Theory, OnSqlite, OnPostgres]
    public async Task After_any_deeds_an_entity_has_an_owner(Engine engine)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var (other, otherId) = await house.Application();
        Guid[] principals = [house.Client.Id, otherId, await house.User("anna"), await house.Collective(), house.Client.TenantId];

        var (given, refused) = (0, 0);
        for (var deed = 0; deed < 120; deed++)
        {
            var (caller, who) = (random.Next(2) == 0 ? house.Http : other, principals[random.Next(principals.Length)]);
            var level = levels[random.Next(levels.Length)];
            var (status, _) = random.Next(3) switch
            {
                0 => await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"{{level}}","principalId":"{{who}}"}""", caller),
                1 => await house.Call("DELETE", $"entities/{car}/permissions/principals/{who}?permissionLevel={level}", null, caller),
                _ => await house.Call("DELETE", $"entities/{car}/permissions/principals/{who}", null, caller),
            };
            Assert.True(status is 200 or 403 or 404 or 409, $"seed {seed}: {status}");
            (given, refused) = status switch { 200 => (given + 1, refused), 409 => (given, refused + 1), _ => (given, refused) };
            Assert.True((await Owners(house, car)).Count > 0, $"seed {seed}, deed {deed}: nobody owns it.");
            // Nobody may be left who both owns and sees it: then the walk would stand still.
            await house.House.Get<Database>().Write(db => PermissionTable.Give(db, house.Client.TenantId, car, principals[0], [PermissionLevel.Viewer, PermissionLevel.Owner]));
        }
        Assert.True(given > 10, $"seed {seed}: {given} done, {refused} refused.");

        // The guard is what held it: without it nobody is left.
        await house.House.Get<Database>().Write(async db =>
        {
            foreach (var who in principals) await PermissionTable.Take(db, car, who, null);
        });
        Assert.Empty(await Owners(house, car));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_leave_at_once_do_not_both_leave(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (other, otherId) = await house.Application(isAdministrator: true);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var tenant = house.Client.TenantId;
        for (var round = 0; round < 8; round++)
        {
            await house.House.Get<Database>().Write(async db =>
            {
                foreach (var who in new[] { house.Client.Id, otherId })
                {
                    await PermissionTable.Give(db, tenant, car, who, PermissionTable.AllLevels);
                    await AdministratorTable.Add(db, tenant, who, house.Clock.Now);
                }
            });
            var left = await Task.WhenAll(
                house.Call("DELETE", $"entities/{car}/permissions/principals/{house.Client.Id}?permissionLevel=Owner"),
                house.Call("DELETE", $"entities/{car}/permissions/principals/{otherId}?permissionLevel=Owner", null, other));
            Assert.Equal([200, 409], left.Select(answer => answer.Status).Order());
            Assert.Single(await Owners(house, car));

            left = await Task.WhenAll(
                house.Call("DELETE", $"tenants/{tenant}/administrators/{house.Client.Id}"),
                house.Call("DELETE", $"tenants/{tenant}/administrators/{otherId}", null, other));
            Assert.Equal([200, 409], left.Select(answer => answer.Status).Order());
            Assert.Single(await house.House.Get<Database>().Read(db => AdministratorTable.Keepers(db, tenant)));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_revoked_application_does_not_count(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var revoked = await house.House.NewClient(name: "Revoked");
        Assert.Equal(200, (await house.Call("POST", $"entities/{car}/permissions", $$"""{"permissionLevel":"Owner","principalId":"{{revoked.Client.Id}}"}""")).Status);
        Assert.True(await house.House.Get<RevokeClient>().Revoke(revoked.Client.ClientId));

        var (status, answer) = await house.Call("DELETE", $"entities/{car}/permissions/principals/{house.Client.Id}");
        Assert.Equal((409, "LastOwner"), (status, ConnectHouse.CodeOf(answer)));
        Assert.Equal(200, (await house.Call("DELETE", $"entities/{car}/permissions/principals/{revoked.Client.Id}")).Status);
    }

    private static Task<IReadOnlyList<Keeper>> Owners(ConnectHouse house, Guid entity) => house.House.Get<Database>().Read(db => PermissionTable.Owners(db, entity));
}
