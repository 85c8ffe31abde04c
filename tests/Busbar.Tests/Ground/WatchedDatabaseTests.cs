using Dapper;

namespace Busbar.Tests.Ground;

/// <summary>The watch sees what it is there for, and changes nothing else.</summary>
public sealed class WatchedDatabaseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_unit_that_is_not_repeatable_shows_itself(Engine engine)
    {
        await using var store = await Counted(engine);
        var outside = 0;
        await store.Database.Write(db => db.ExecuteAsync("insert into numbers values (@next)", new { next = ++outside }));
        Assert.Equal([2], await store.Database.Rows<int>("select number from numbers"));
        Assert.Equal(1, store.Database.Writes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_sees_what_waits_for_its_commit(Engine engine)
    {
        await using var store = await Counted(engine);
        using var held = store.Database.HoldCommits(letPass: 1);
        await store.Database.Write(Insert);
        var writing = store.Database.Write(Insert);
        await held.Reached;
        Assert.Single(await store.Database.Rows<int>("select number from numbers"));
        Assert.False(writing.IsCompleted);
        held.Dispose();
        await writing;
        Assert.Equal(2, (await store.Database.Rows<int>("select number from numbers")).Count);
    }

    /// <summary>So do callers of the database itself hear of a COMMIT that fails, though their unit went well.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_commit_that_fails_is_told_and_leaves_nothing(Engine engine)
    {
        await using var store = await Counted(engine);
        store.Database.CommitsFail = true;
        for (var n = 0; n < 3; n++) await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Database.Write(Insert));
        store.Database.CommitsFail = false;
        Assert.Empty(await store.Database.Rows<int>("select number from numbers"));
        await store.Database.Write(Insert);
        Assert.Single(await store.Database.Rows<int>("select number from numbers"));
        Assert.Equal(4, store.Database.Writes);
    }

    private static Task<int> Insert(System.Data.Common.DbConnection db) => db.ExecuteAsync("insert into numbers values (7)");

    private static async Task<Watched> Counted(Engine engine)
    {
        var store = await FreshStore.Open(engine, schema: false);
        await store.Database.Write(db => db.ExecuteAsync("create table numbers (number int not null)"));
        return new Watched(store, new WatchedDatabase(store.Database));
    }

    private sealed record Watched(FreshStore Store, WatchedDatabase Database) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }
}
