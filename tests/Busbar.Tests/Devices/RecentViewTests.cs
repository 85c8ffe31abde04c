using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Devices;

/// <summary>What is remembered of a device is what stands in the store.</summary>
public sealed class RecentViewTests
{
    /// <summary>All tests of the suite look for that: a change of which the revision does not tell.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_that_draws_no_number_is_found_out(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (database, caller, car) = await Car(house);
        Assert.Equal("Bolt", await NameOf(database, caller, car));
        await database.Write(db => db.ExecuteAsync("update devices set name = 'Comet' where id = @car", new { car }));
        var stale = await Assert.ThrowsAsync<InvalidOperationException>(() => NameOf(database, caller, car));
        Assert.Contains(car.ToString(), stale.Message, StringComparison.Ordinal);
    }

    /// <summary>What a unit saw that was given up afterwards is seen by nobody else, whatever is written next.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_given_up_was_never_there(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (database, caller, car) = await Car(house);
        await Assert.ThrowsAsync<TimeoutException>(() => database.Write(async db =>
        {
            await Rename(db, car, "Comet");
            Assert.Equal("Comet", (await DeviceViewTable.FindFor(db, caller, DeviceGroup.Cars, car))!.Device.Name);
            throw new TimeoutException();
        }));
        Assert.Equal("Bolt", await NameOf(database, caller, car));
        await database.Write(db => Rename(db, car, "Dash"));
        Assert.Equal("Dash", await NameOf(database, caller, car));
    }

    /// <summary>A view is remembered for all, and shown only to those who may see it.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task What_one_may_see_another_may_not(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (database, caller, car) = await Car(house);
        Assert.Equal("Bolt", await NameOf(database, caller, car));
        var stranger = (await house.House.NewClient("other")).Client;
        Assert.Null(await database.Read(db => DeviceViewTable.FindFor(db, stranger, DeviceGroup.Cars, car)));
        Assert.Null(await database.Read(db => DeviceViewTable.FindFor(db, caller, DeviceGroup.Chargers, car)));
    }

    private static async Task<(Database Database, Client Caller, Guid Car)> Car(ConnectHouse house)
    {
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Thing(DeviceKind.EV, "v1", "TESTVAN0000000001"));
        var database = house.House.Get<Database>();
        await database.Write(db => Rename(db, car, "Bolt"));
        return (database, house.Client, car);
    }

    private static async Task Rename(System.Data.Common.DbConnection db, Guid car, string name) => await DeviceTable.Update(db, (await DeviceTable.Find(db, car))! with { Name = name });

    private static async Task<string?> NameOf(Database database, Client caller, Guid car) => (await database.Read(db => DeviceViewTable.FindFor(db, caller, DeviceGroup.Cars, car)))!.Device.Name;
}
