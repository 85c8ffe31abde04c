using Busbar.Core.Basics;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Storage;

/// <summary>What a unit of work can rely on, whichever database is below.</summary>
public sealed class DatabaseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Sixteen_at_once_read_and_write_one_row_and_none_is_lost(Engine engine)
    {
        await using var store = await Counter(engine);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AddOne(store.Database))));
        Assert.Equal(16, await Count(store.Database));
    }

    // The harness above must see a loss where there is one.
    [Theory, OnSqlite, OnPostgres]
    public async Task Reading_and_writing_in_two_units_loses_counts(Engine engine)
    {
        await using var store = await Counter(engine);
        var allHaveRead = new Barrier(16);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(() =>
        {
            var seen = Count(store.Database).GetAwaiter().GetResult();
            allHaveRead.SignalAndWait();
            store.Database.Write(db => db.ExecuteAsync("update counters set value = @next", new { next = seen + 1 })).GetAwaiter().GetResult();
        }, TaskCreationOptions.LongRunning)));
        Assert.Equal(1, await Count(store.Database));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_unit_that_throws_rolls_back_alone_and_its_caller_hears_why(Engine engine)
    {
        await using var store = await Counter(engine);
        var outcomes = Enumerable.Range(0, 30).Select(i => store.Database.Write(async db =>
        {
            await db.ExecuteAsync("update counters set value = value + 1");
            return i % 3 != 0 ? i : throw new InvalidOperationException($"unit {i}");
        })).ToList();
        for (var i = 0; i < 30; i++)
        {
            if (i % 3 != 0) Assert.Equal(i, await outcomes[i]);
            else Assert.Equal($"unit {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => outcomes[i])).Message);
        }
        Assert.Equal(20, await Count(store.Database));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_broken_statement_rolls_its_unit_back(Engine engine)
    {
        await using var store = await Counter(engine);
        await Assert.ThrowsAnyAsync<Exception>(() => store.Database.Write(async db =>
        {
            await db.ExecuteAsync("update counters set value = 7");
            await db.ExecuteAsync("update nothing_of_this_name set value = 8");
        }));
        Assert.Equal(0, await Count(store.Database));
        await AddOne(store.Database);
        Assert.Equal(1, await Count(store.Database));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_read_cannot_write(Engine engine)
    {
        await using var store = await Counter(engine);
        await Assert.ThrowsAnyAsync<Exception>(() => store.Database.Read(db => db.ExecuteAsync("update counters set value = 7")));
        Assert.Equal(0, await Count(store.Database));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_acknowledged_is_read_at_once(Engine engine)
    {
        await using var store = await Counter(engine);
        for (var i = 1; i <= 50; i++)
        {
            await AddOne(store.Database);
            Assert.Equal(i, await Count(store.Database));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Text_compares_byte_by_byte(Engine engine)
    {
        await using var store = await Counter(engine);
        string[] ids = ["a-b", "aB", "ab", "Ab", "a_b", "a1", "A", "0", "é", "z", "~"];
        foreach (var id in ids) await store.Database.Write(db => db.ExecuteAsync("insert into names (name) values (@id)", new { id }));
        var sorted = await store.Database.Read(db => db.QueryAsync<string>("select name from names order by name"));
        Assert.Equal(ids.Order(StringComparer.Ordinal), sorted);
    }

    private static async Task<FreshStore> Counter(Engine engine)
    {
        var store = await FreshStore.Open(engine, schema: false);
        await store.Database.Write(async db =>
        {
            await db.ExecuteAsync("create table counters (value bigint not null)");
            await db.ExecuteAsync("create table names (name text not null primary key)");
            await db.ExecuteAsync("insert into counters (value) values (0)");
        });
        return store;
    }

    private static Task AddOne(Database database) => database.Write(async db =>
    {
        var seen = await db.ExecuteScalarAsync<long>("select value from counters");
        await db.ExecuteAsync("update counters set value = @next", new { next = seen + 1 });
    });

    private static Task<long> Count(Database database) => database.Read(db => db.ExecuteScalarAsync<long>("select value from counters"));
}
