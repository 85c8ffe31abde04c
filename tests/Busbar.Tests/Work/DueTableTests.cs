using System.Collections.Concurrent;
using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Work;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Busbar.Tests.Work;

public sealed class DueTableTests
{
    private static readonly DateTimeOffset noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan lease = TimeSpan.FromMinutes(2);
    private static readonly Guid device = new("0199f3a2-0000-7000-8000-000000000001");

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_what_is_due_is_taken_earliest_first_and_kind_by_kind(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var ids = Enumerable.Range(0, 6).Select(Id).ToList();
        for (var i = 0; i < 6; i++) await Put(store, WorkKind.Poll, ids[i], noon.AddMinutes(2 - i));
        await Put(store, WorkKind.Command, device, noon);

        var first = await Take(store, noon, limit: 2);
        Assert.Equal([ids[4], ids[5]], first.Select(taken => taken.Id).Order());
        Assert.Equal([ids[2], ids[3]], (await Take(store, noon)).Select(taken => taken.Id).Order());
        Assert.Empty(await Take(store, noon));
        Assert.Equal(noon.AddMinutes(1), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Eight_takers_at_once_never_take_a_row_twice(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var (took, twice) = await EightTakers(store, () => Take(store, noon, limit: 25));
        Assert.Equal(200, took);
        Assert.Equal(0, twice);
    }

    // The same harness, on a take that looks first and marks later.
    [Theory, OnSqlite, OnPostgres]
    public async Task A_take_in_two_steps_is_seen_to_take_rows_twice(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var allHaveLooked = new Barrier(8);
        var (_, twice) = await EightTakers(store, async () =>
        {
            var seen = (await store.Database.Read(db => db.QueryAsync<string>(
                "select id from due where kind = 'poll' and due_at <= @now order by due_at limit 25", new { now = noon.ToMicros() }))).ToList();
            allHaveLooked.SignalAndWait();
            foreach (var id in seen)
            {
                await store.Database.Write(db => db.ExecuteAsync(
                    "update due set due_at = @until where kind = 'poll' and id = @id", new { id, until = (noon + lease).ToMicros() }));
            }
            allHaveLooked.SignalAndWait();
            return [.. seen.Select(id => new Taken(WorkKind.Poll, Guid.Parse(id), 1, 1))];
        });
        Assert.NotEqual(0, twice);
    }

    // Units of work are serializable, where this cannot happen; the statement must hold without that.
    [Theory, OnPostgres]
    public async Task Where_two_takers_wait_for_one_row_only_the_repeated_condition_keeps_them_apart(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (await Server.Storage.Store.Open(new(place.Folder, place.Postgres), NullLogger.Instance, TimeProvider.System)) { }
        Assert.Equal(0, await SecondTakes(async db => (await DueTable.Take(db, WorkKind.Poll, noon, lease, 1)).Count));
        Assert.Equal(1, await SecondTakes(db => db.ExecuteAsync("""
            update due set due_at = @until where kind = 'poll'
                and id in (select id from due where kind = 'poll' and due_at <= @now order by due_at limit 1)
            """, new { now = noon.ToMicros(), until = (noon + lease).ToMicros() })));

        async Task<int> SecondTakes(Func<DbConnection, Task<int>> take)
        {
            await using var source = NpgsqlDataSource.Create(place.Postgres!);
            await using var first = await source.OpenConnectionAsync();
            await using var second = await source.OpenConnectionAsync();
            await using var watcher = await source.OpenConnectionAsync();
            await DueTable.Drop(first, WorkKind.Poll, device);
            await DueTable.Put(first, WorkKind.Poll, device, noon);
            await using var transaction = await first.BeginTransactionAsync();
            Assert.Equal(1, await take(first));
            var taking = take(second);
            while (!taking.IsCompleted && await watcher.ExecuteScalarAsync<long>("select count(*) from pg_locks where not granted") == 0) { }
            await transaction.CommitAsync();
            return await taking;
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task When_a_lease_ends_another_takes_the_work_and_the_stale_holder_writes_nothing(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var stale = Assert.Single(await Take(store, noon));
        Assert.Empty(await Take(store, noon + lease - TimeSpan.FromSeconds(1)));
        var holder = Assert.Single(await Take(store, noon + lease));
        Assert.Equal((stale.Version < holder.Version, 2), (true, holder.Attempts));

        Assert.False(await Write(store, db => DueTable.Done(db, stale)));
        Assert.False(await Write(store, db => DueTable.Again(db, stale, noon)));
        Assert.False(await Write(store, db => DueTable.Retry(db, stale, noon)));
        Assert.Equal(noon + lease + lease, await Next(store));
        Assert.True(await Write(store, db => DueTable.Done(db, holder)));
        Assert.Null(await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_holder_ends_its_work_once(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var holder = Assert.Single(await Take(store, noon));
        Assert.True(await Write(store, db => DueTable.Again(db, holder, noon.AddHours(1))));
        Assert.False(await Write(store, db => DueTable.Again(db, holder, noon)));
        Assert.False(await Write(store, db => DueTable.Done(db, holder)));
        Assert.Equal(noon.AddHours(1), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Attempts_count_until_it_goes_well(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var failing = Assert.Single(await Take(store, noon));
            Assert.Equal(attempt, failing.Attempts);
            Assert.True(await Write(store, db => DueTable.Retry(db, failing, noon)));
        }
        var going = Assert.Single(await Take(store, noon));
        Assert.True(await Write(store, db => DueTable.Again(db, going, noon)));
        Assert.Equal(1, Assert.Single(await Take(store, noon)).Attempts);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Put_sets_the_time_and_pulling_forward_only_lowers_it(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        Assert.False(await Write(store, db => DueTable.PullForward(db, WorkKind.Poll, device, noon)));
        await Put(store, WorkKind.Poll, device, noon);
        await Put(store, WorkKind.Poll, device, noon.AddHours(2));
        Assert.Equal(noon.AddHours(2), await Next(store));
        Assert.True(await Write(store, db => DueTable.PullForward(db, WorkKind.Poll, device, noon.AddHours(3))));
        Assert.Equal(noon.AddHours(2), await Next(store));
        Assert.True(await Write(store, db => DueTable.PullForward(db, WorkKind.Poll, device, noon.AddHours(1))));
        Assert.Equal(noon.AddHours(1), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wish_while_the_work_is_held_neither_frees_it_nor_gets_lost(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var holder = Assert.Single(await Take(store, noon));
        await Write(store, db => DueTable.PullForward(db, WorkKind.Poll, device, noon.AddSeconds(30)));
        await Write(store, db => DueTable.PullForward(db, WorkKind.Poll, device, noon.AddSeconds(40)));
        Assert.Empty(await Take(store, noon.AddSeconds(60)));
        Assert.True(await Write(store, db => DueTable.Again(db, holder, noon.AddHours(1))));
        Assert.Equal(noon.AddSeconds(30), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wish_for_later_does_not_hold_up_what_the_holder_wants_sooner(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var holder = Assert.Single(await Take(store, noon));
        await Put(store, WorkKind.Poll, device, noon.AddHours(5));
        Assert.True(await Write(store, db => DueTable.Again(db, holder, noon.AddHours(1))));
        Assert.Equal(noon.AddHours(1), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Done_leaves_the_work_that_was_asked_for_meanwhile(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var holder = Assert.Single(await Take(store, noon));
        await Put(store, WorkKind.Poll, device, noon.AddHours(1));
        Assert.True(await Write(store, db => DueTable.Done(db, holder)));
        Assert.Equal(noon.AddHours(1), await Next(store));
        Assert.Equal(1, Assert.Single(await Take(store, noon.AddHours(1))).Attempts);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_wish_for_later_outlives_a_holder_that_died(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        await Take(store, noon);
        await Put(store, WorkKind.Poll, device, noon.AddHours(1));
        var second = Assert.Single(await Take(store, noon + lease));
        Assert.True(await Write(store, db => DueTable.Again(db, second, noon.AddHours(9))));
        Assert.Equal(noon.AddHours(1), await Next(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Work_that_was_dropped_and_made_anew_is_not_its_old_holders(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Put(store, WorkKind.Poll, device, noon);
        var old = Assert.Single(await Take(store, noon));
        await store.Database.Write(db => DueTable.Drop(db, WorkKind.Poll, device));
        await Put(store, WorkKind.Poll, device, noon);
        await Take(store, noon.AddSeconds(1));
        Assert.False(await Write(store, db => DueTable.Done(db, old)));
    }

    private static async Task<(int Took, int Twice)> EightTakers(FreshStore store, Func<Task<IReadOnlyList<Taken>>> take)
    {
        await store.Database.Write(async db =>
        {
            for (var i = 0; i < 200; i++) await DueTable.Put(db, WorkKind.Poll, Id(i), noon.AddSeconds(-i));
        });
        var all = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            while (take().GetAwaiter().GetResult() is { Count: > 0 } some)
            {
                foreach (var taken in some) all.Add(taken.Id);
            }
        }, TaskCreationOptions.LongRunning)));
        return (all.Distinct().Count(), all.Count - all.Distinct().Count());
    }

    private static Guid Id(int i) => new($"0199f3a2-0000-7000-8000-{i:000000000000}");

    private static Task Put(FreshStore store, WorkKind kind, Guid id, DateTimeOffset dueAt) => store.Database.Write(db => DueTable.Put(db, kind, id, dueAt));

    private static Task<IReadOnlyList<Taken>> Take(FreshStore store, DateTimeOffset now, int limit = 100) =>
        store.Database.Write(db => DueTable.Take(db, WorkKind.Poll, now, lease, limit));

    private static Task<DateTimeOffset?> Next(FreshStore store) => store.Database.Read(db => DueTable.Next(db, WorkKind.Poll));

    private static Task<bool> Write(FreshStore store, Func<DbConnection, Task<bool>> unit) => store.Database.Write(unit);
}
