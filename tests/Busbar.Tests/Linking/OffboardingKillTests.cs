using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Linking;

/// <summary>Whatever stops the process, the next one goes on where it stopped.</summary>
public sealed class OffboardingKillTests
{
    private static readonly TimeSpan lease = TimeSpan.FromMinutes(2);

    /// <summary>One step of one offboarding that is due; false where none is.</summary>
    internal static async Task<bool> Step(House house)
    {
        if (await Take(house) is not { } taken) return false;
        await house.Get<CarryOutOffboarding>().CarryOut(taken, CancellationToken.None);
        return true;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_that_ends_between_any_two_steps_leaves_the_rest_to_the_next(Engine engine)
    {
        var house = await ConnectHouse.Open(engine);
        try
        {
            var (car, id) = await Asked(house);
            var (steps, revoked) = (0, 0);
            while (await Step(house.House))
            {
                steps++;
                revoked += house.Brands.Tesla.Revoked;
                await house.RestartAnew();
                Assert.Equal(404, (await house.Call("GET", $"entities/{car}")).Status);
            }
            Assert.Equal((4, 1), (steps, revoked));
            await Gone(house, car, id);
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_process_that_ends_within_any_step_leaves_it_to_be_done_anew(Engine engine)
    {
        var house = await ConnectHouse.Open(engine);
        try
        {
            var (car, id) = await Asked(house);
            for (var more = true; more;)
            {
                // Taken and never done.
                Assert.NotNull(await Take(house.House));
                await house.RestartAnew();
                Assert.False(await Step(house.House));
                house.Clock.Advance(lease);
                Assert.True(await Step(house.House));
                more = await Due(house);
            }
            await Gone(house, car, id);
        }
        finally
        {
            await house.DisposeAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_comes_too_late_changes_nothing(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (car, id) = await Asked(house);
        var stale = new List<Taken>();
        do
        {
            stale.Add((await Take(house.House))!);
            house.Clock.Advance(lease);
        }
        while (await Step(house.House) && await Due(house));
        await Gone(house, car, id);

        // The same car, linked anew, is not touched by those who still believe that they delete it.
        var again = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"), "bert");
        foreach (var taken in stale) await house.House.Get<CarryOutOffboarding>().CarryOut(taken, CancellationToken.None);
        Assert.Equal(200, (await house.Call("GET", $"entities/{again}")).Status);
        await Gone(house, car, id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_marked_by_another_meanwhile_is_not_marked_again(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (car, id) = await Asked(house);
        var stale = (await Take(house.House))!;
        Assert.Equal(200, (await house.Call("PATCH", $"offboarding/entities/{id}/cancel")).Status);
        await house.House.Get<CarryOutOffboarding>().CarryOut(stale, CancellationToken.None);
        Assert.Equal(200, (await house.Call("GET", $"entities/{car}")).Status);
    }

    [Fact]
    public async Task A_step_that_fails_for_no_known_reason_holds_the_deletion_up_for_a_day_at_most()
    {
        await using var house = await ConnectHouse.Open();
        var (car, id) = await Asked(house);
        house.Brands.Tesla.RevokeTrouble = new InvalidOperationException("A bug.");
        await house.House.Pass(TimeSpan.FromHours(23), TimeSpan.FromMinutes(10));
        Assert.Equal("Pending", (await house.Get($"offboarding/entities/{id}")).GetProperty("status").GetString());
        await house.House.Pass(TimeSpan.FromHours(3), TimeSpan.FromMinutes(10));
        await Gone(house, car, id);
    }

    private static async Task<(Guid Car, Guid Id)> Asked(ConnectHouse house)
    {
        var car = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E7EA7KF317000", "car-1"));
        house.Brands.Tesla.Measure("car-1", (Signal.StateOfCharge, 42));
        await house.House.RunDue();
        var (_, asked) = await house.Call("POST", "offboarding/entities", $$"""{"entityId":"{{car}}"}""");
        house.Clock.Advance(Offboarding.TimeToCancel);
        return (car, asked.GetProperty("id").GetGuid());
    }

    private static async Task Gone(ConnectHouse house, Guid car, Guid id)
    {
        Assert.Equal("Succeeded", (await house.Get($"offboarding/entities/{id}")).GetProperty("status").GetString());
        Assert.Equal(["links.device_id", "offboardings.device_id"], (await EveryTable.Holding(house.House.Get<Database>(), $"{car}")).Order());
    }

    private static async Task<Taken?> Take(House house) =>
        (await house.Get<Database>().Write(db => DueTable.Take(db, WorkKind.Offboard, house.Clock.Now, lease, 1))).FirstOrDefault();

    private static Task<bool> Due(ConnectHouse house) => house.House.Get<Database>().Read(async db => await db.ExecuteScalarAsync<long>("select count(*) from due where kind = 'offboard'") > 0);
}
