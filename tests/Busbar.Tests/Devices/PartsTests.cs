using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Tests.Fakes;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Dapper;
using FsCheck.Fluent;

namespace Busbar.Tests.Devices;

public sealed class PartsTests
{
    private const int Devices = 8;

    /// <summary>Of any forest, with circles in it too: exactly those from which a way up leads to the whole, each once.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Parts_are_those_that_lead_up_to_the_whole(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var ids = new List<Guid>();
        for (var n = 0; n < Devices; n++) ids.Add(await house.Link(house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, $"c{n}", $"C{n}")));
        foreach (var parents in Gen.Choose(-1, Devices - 1).ArrayOf(Devices).Sample(60))
        {
            for (var whole = 0; whole < Devices; whole++)
            {
                var found = await house.House.Get<Database>().Write(async db =>
                {
                    for (var n = 0; n < Devices; n++)
                        await db.ExecuteAsync("update devices set parent_id = @parent where id = @id", new { id = ids[n], parent = parents[n] < 0 ? (Guid?)null : ids[parents[n]] });
                    return await DeviceTable.PartsOf(db, ids[whole]);
                });
                Assert.Equal(Enumerable.Range(0, Devices).Where(n => n != whole && LeadsTo(whole, n)).Select(n => ids[n]).Order(), found.Order());
            }

            bool LeadsTo(int whole, int device)
            {
                for (var steps = 0; steps < Devices && parents[device] >= 0; steps++)
                    if ((device = parents[device]) == whole) return true;
                return false;
            }
        }
    }

    /// <summary>Signed in anew with another account, a plant is reached by another grant than the inverter that is part of it.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Parts_stay_parts_when_the_whole_moves_to_another_account(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var huawei = house.Brands.Huawei;
        huawei.Own("anna", FakeBrands.Thing(DeviceKind.Inverter, "i1", parent: "p1"));
        var plant = await house.Link(huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "p1", "P1"));
        var elsewhere = await house.Link(huawei, FakeBrands.Thing(DeviceKind.SolarPlant, "p2", "P2"), "bert");
        var inverter = await house.House.Get<Database>().Write(async db =>
        {
            await DeviceTable.MoveTo(db, plant, (await DeviceTable.Find(db, elsewhere))!.GrantId, "p1");
            return Assert.Single(await DeviceTable.PartsOf(db, plant));
        });

        var fleet = await house.Collective();
        Assert.Equal(200, (await house.Call("POST", $"collectives/{fleet}/entities", $$"""{"entityId":"{{plant}}"}""")).Status);
        Assert.Equal(2, (await house.Get($"collectives/{fleet}/entities")).GetProperty("data").GetArrayLength());
        Assert.Equal(200, (await house.Call("DELETE", $"collectives/{fleet}/entities/{plant}")).Status);
        Assert.Equal(0, (await house.Get($"collectives/{fleet}/entities")).GetProperty("data").GetArrayLength());

        var (status, offboarding) = await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{plant}}"}""");
        Assert.True(status == 201 && offboarding.ToString().Contains(inverter.ToString(), StringComparison.Ordinal), offboarding.ToString());
    }
}
