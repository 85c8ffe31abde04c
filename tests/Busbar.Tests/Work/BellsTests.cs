using Busbar.Core.Basics;
using Busbar.Core.Work;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Work;

public sealed class BellsTests
{
    private static readonly Ids Ids = new(TimeProvider.System);
    private readonly FakeClock clock = new();

    [Fact]
    public async Task A_ring_is_kept_for_who_comes_and_wakes_only_its_place()
    {
        var (bells, place) = (new HouseBells(), Ids.New());
        using var bell = bells.At(place);
        using var other = bells.At(Ids.New());
        bells.Ring(place);
        await Wait(bell).WaitAsync(TimeSpan.FromSeconds(20));
        var (again, elsewhere) = (Wait(bell), Wait(other));
        bells.Ring(place);
        await again.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(elsewhere.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(10));
        await elsewhere.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_bell_that_was_taken_down_is_silent()
    {
        var (bells, place, rung) = (new HouseBells(), Ids.New(), 0);
        var (one, another) = (bells.Hang(place, () => rung++), bells.Hang(place, () => rung++));
        bells.Ring(place);
        Assert.Equal(2, rung);
        one.Dispose();
        bells.Ring(place);
        Assert.Equal(3, rung);
        another.Dispose();
        another.Dispose();
        bells.Ring(place);
        Assert.Equal(3, rung);
    }

    [PostgresFact]
    public async Task Rings_reach_every_process_on_the_store()
    {
        await using var place = await StorePlace.New(Engine.Postgres);
        await using var here = await PostgresDatabase.Open(place.Postgres!, NullLogger.Instance, TimeProvider.System);
        await using var there = await PostgresDatabase.Open(place.Postgres!, NullLogger.Instance, TimeProvider.System);
        await Listening(here);
        await Listening(there);
        var places = Enumerable.Range(0, 600).Select(_ => Ids.New()).ToList();
        var bells = places.Select(there.Bells.At).ToList();
        using var own = here.Bells.At(places[0]);
        foreach (var one in places) here.Bells.Ring(one);
        await Task.WhenAll(bells.Append(own).Select(Wait)).WaitAsync(TimeSpan.FromSeconds(20));
        foreach (var bell in bells) bell.Dispose();
    }

    [PostgresFact]
    public async Task Who_was_cut_off_is_woken_once_the_line_is_back()
    {
        await using var place = await StorePlace.New(Engine.Postgres);
        await using var database = await PostgresDatabase.Open(place.Postgres!, NullLogger.Instance, TimeProvider.System);
        await Listening(database);
        using var bell = database.Bells.At(Ids.New());
        await database.Write(db => db.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()"));
        // Nobody rang; but somebody may have.
        await Wait(bell).WaitAsync(TimeSpan.FromSeconds(20));
    }

    // The first wake-up says that listening has begun.
    private async Task Listening(PostgresDatabase database)
    {
        using var first = database.Bells.At(Ids.New());
        await Wait(first).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task Wait(Bell bell) => bell.Wait(TimeSpan.FromSeconds(10), clock, CancellationToken.None);
}
