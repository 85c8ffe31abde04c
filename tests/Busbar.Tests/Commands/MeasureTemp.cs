using Busbar.Core.Basics;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;
using Xunit.Abstractions;
namespace Busbar.Tests.Commands;
public sealed class MeasureTemp(ITestOutputHelper log)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Big(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        var street = await house.Collect(car);
        var db0 = house.House.Get<Database>();
        await db0.Write(async db =>
        {
            for (var i = 0; i < 9_999; i++)
            {
                var id = house.House.Get<Ids>().New();
                await db.ExecuteAsync("insert into devices (id, tenant_id, user_id, grant_id, kind, brand, vendor_id, parent_id, commands, created_at, collective_id) select @id, tenant_id, user_id, grant_id, kind, brand, @v, null, commands, created_at + @i, collective_id from devices where id = @car", new { id, v = "car-" + (i + 2), i, car });
                await db.ExecuteAsync("insert into permissions (tenant_id, device_id, principal_id, level) select tenant_id, @id, principal_id, level from permissions where device_id = @car", new { id, car });
            }
        });
        for (var round = 0; round < 2; round++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var (status, body) = await house.Call("POST", $"collectives/{street}/commands/schedule", $$"""[{"triggerTime":"2026-03-02T{{10 + round}}:00:00Z","type":"StartCharging"}]""");
            log.WriteLine($"{engine} {status} {body.GetProperty("commands").GetArrayLength()} {watch.ElapsedMilliseconds} ms");
        }
        house.Clock.AdvanceTo(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
        var w2 = System.Diagnostics.Stopwatch.StartNew();
        await house.House.Get<Server.Work.CommandWork>().RunDue(CancellationToken.None);
        log.WriteLine($"{engine} sent {house.Brands.Tesla.Sent.Count} in {w2.ElapsedMilliseconds} ms");
    }
}
