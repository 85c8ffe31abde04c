using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Storage;

public sealed class SqliteDatabaseTests
{
    [Fact]
    public async Task Every_commit_is_synced_and_checkpoints_are_the_writers_own()
    {
        await using var store = await FreshStore.Open(Engine.Sqlite);
        var settings = await store.Database.Write(async db =>
            $"{await db.ExecuteScalarAsync("pragma journal_mode")} {await db.ExecuteScalarAsync("pragma synchronous")} {await db.ExecuteScalarAsync("pragma wal_autocheckpoint")}");
        Assert.Equal("wal 2 0", settings);
    }

    // A commit writes at least one page to the log, so its growth tells how many there were.
    [Fact]
    public async Task Units_that_wait_share_a_commit()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table rows (id bigint primary key)"));
        var log = new FileInfo(Path.Combine(place.Folder, SqliteDatabase.FileName + "-wal"));
        long Grown()
        {
            var before = log.Length;
            log.Refresh();
            return log.Length - before;
        }

        Grown();
        await Task.WhenAll(await Gathered(database, 200, Insert));
        Assert.InRange(Grown(), 1, 50 * 4096);
        for (var i = 0; i < 200; i++) await database.Write(db => Insert(db, 200 + i));
        Assert.InRange(Grown(), 200 * 4096, long.MaxValue);
        Assert.Equal(400, await Count(database));
    }

    [Fact]
    public async Task Where_a_statement_undoes_the_whole_transaction_all_that_shared_it_hear_so()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, new StillClock());
        await database.Write(db => db.ExecuteAsync("create table rows (id bigint primary key)"));
        await database.Write(db => Insert(db, 7));
        var waiting = await Gathered(database, 3, (db, i) => i == 1
            ? db.ExecuteAsync("insert or rollback into rows (id) values (7)")
            : Insert(db, 100 + i));
        await Assert.ThrowsAsync<SqliteException>(() => waiting[0]);
        await Assert.ThrowsAsync<SqliteException>(() => waiting[1]);
        await waiting[2];
        Assert.Equal([7, 102], await database.Read(db => db.QueryAsync<long>("select id from rows order by id")));
    }

    [Fact]
    public async Task Callers_do_not_go_on_on_the_writers_thread()
    {
        await using var store = await Rows();
        Thread? writing = null;
        await store.Database.Write(db => { writing = Thread.CurrentThread; return Insert(db, 1); });
        Assert.NotSame(writing, Thread.CurrentThread);
    }

    [Fact]
    public async Task A_unit_within_a_unit_is_refused_instead_of_waiting_for_itself()
    {
        await using var store = await Rows();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Database.Write(_ => store.Database.Write(db => Insert(db, 1))));
    }

    [Fact]
    public async Task Stopping_ends_what_was_asked_for_and_refuses_what_comes_later()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table rows (id bigint primary key)"));
        var waiting = await Gathered(database, 50, (db, i) => Insert(db, i));
        await database.DisposeAsync();
        await Task.WhenAll(waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.Write(db => Insert(db, 1)));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Count(database));

        await using var again = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        Assert.Equal(50, await Count(again));
    }

    [Fact]
    public async Task The_log_is_moved_into_the_database_as_it_grows()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table blobs (id bigint primary key, body text)"));
        for (var i = 0; i < 40; i++) await database.Write(db => db.ExecuteAsync("insert into blobs values (@i, @body)", new { i, body = new string('x', 1 << 20) }));
        var log = new FileInfo(Path.Combine(place.Folder, SqliteDatabase.FileName + "-wal"));
        Assert.InRange(log.Length, 1, 8 << 20);
    }

    [Fact]
    public async Task A_log_that_a_long_read_kept_growing_is_cut_when_the_read_ends()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table blobs (id bigint primary key, body text)"));
        Task Blob(int i) => database.Write(db => db.ExecuteAsync("insert into blobs values (@i, @body)", new { i, body = new string('x', 8 << 20) }));
        var log = new FileInfo(Path.Combine(place.Folder, SqliteDatabase.FileName + "-wal"));
        await database.Read(async reader =>
        {
            await reader.ExecuteScalarAsync("select count(*) from blobs");
            for (var i = 0; i < 9; i++) await Blob(i);
            log.Refresh();
            Assert.True(log.Length > 64 << 20);
            // The others' rows are not in the snapshot with which the unit began.
            Assert.Equal(0, await reader.ExecuteScalarAsync<long>("select count(*) from blobs"));
            return true;
        });
        await Blob(9);
        await Blob(10);
        log.Refresh();
        Assert.InRange(log.Length, 0, 20 << 20);
    }

    [Fact]
    public async Task The_files_are_their_owners_alone()
    {
        await using var store = await StorePlace.New(Engine.Sqlite);
        await using var database = SqliteDatabase.Open(store.Folder, NullLogger.Instance, TimeProvider.System);
        await database.Write(db => db.ExecuteAsync("create table rows (id bigint primary key)"));
        var files = Directory.GetFiles(store.Folder);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task What_is_not_a_database_is_refused_with_its_path()
    {
        await using var place = await StorePlace.New(Engine.Sqlite);
        var path = Path.Combine(place.Folder, SqliteDatabase.FileName);
        await File.WriteAllTextAsync(path, new string('?', 5_000));
        var refused = Assert.Throws<StoreRefused>(() => SqliteDatabase.Open(place.Folder, NullLogger.Instance, TimeProvider.System));
        Assert.Contains(path, refused.Message);
    }

    /// <summary>Units that all wait while the writer is busy, and then are free to run. Answers once they run.</summary>
    private static async Task<Task<T>[]> Gathered<T>(Database database, int count, Func<System.Data.Common.DbConnection, int, Task<T>> unit)
    {
        using var busy = new ManualResetEventSlim();
        var first = database.Write(_ => { busy.Wait(); return Task.CompletedTask; });
        var waiting = Enumerable.Range(0, count).Select(i => database.Write(db => unit(db, i))).ToArray();
        busy.Set();
        await Task.WhenAny(first);
        return waiting;
    }

    /// <summary>By this clock no commit ever takes long, so all who wait share the next one.</summary>
    private sealed class StillClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private static async Task<FreshStore> Rows()
    {
        var store = await FreshStore.Open(Engine.Sqlite, schema: false);
        await store.Database.Write(db => db.ExecuteAsync("create table rows (id bigint primary key)"));
        return store;
    }

    private static Task<int> Insert(System.Data.Common.DbConnection db, int id) => db.ExecuteAsync("insert into rows (id) values (@id)", new { id });

    private static Task<long> Count(Database database) => database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from rows"));
}
