using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Storage;

public sealed class MigratorTests
{
    private static readonly SchemaFile one = new(1, "one", "create table one (id bigint); insert into one values (1);");
    private static readonly SchemaFile three = new(3, "three", "create table three (id bigint); insert into one values (3)");

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_file_is_applied_once(Engine engine)
    {
        await using var store = await FreshStore.Open(engine, schema: false);
        await Run(store, one);
        await Run(store, one);
        await Run(store, three, one);
        await Run(store, one, three);
        Assert.Equal([1, 3], await store.Database.Read(db => db.QueryAsync<long>("select id from one order by id")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_fails_leaves_nothing_and_those_before_it_stand(Engine engine)
    {
        await using var store = await FreshStore.Open(engine, schema: false);
        var bad = new SchemaFile(2, "bad", "create table two (id bigint); insert into one values (2); insert into nowhere values (2)");
        await Assert.ThrowsAnyAsync<Exception>(() => Run(store, one, bad, three));
        Assert.Equal([1], await store.Database.Read(db => db.QueryAsync<long>("select id from one")));
        await Run(store, one, new SchemaFile(2, "bad", "create table two (id bigint)"), three);
        Assert.Equal([1, 3], await store.Database.Read(db => db.QueryAsync<long>("select id from one order by id")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_schema_of_this_program_goes_in_once(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        await Run(store, [.. SchemaFile.Embedded()]);
        var applied = await store.Database.Read(SchemaTable.All);
        Assert.Equal(SchemaFile.Embedded().Select(file => (long)file.Number), applied.Select(version => version.Number));
        Assert.Equal((1, "storage"), (applied[0].Number, applied[0].Name));
    }

    [Theory, OnPostgres]
    public async Task Four_nodes_that_start_at_once_apply_it_once(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var node = await PostgresDatabase.Open(place.Postgres!, NullLogger.Instance, TimeProvider.System);
            await using var held = await node.LockSchema();
            await Migrator.Run(node, [one, three], NullLogger.Instance, TimeProvider.System);
        })));
        var (database, handle) = await place.Open();
        await using (handle) Assert.Equal([1, 3], await database.Read(db => db.QueryAsync<long>("select id from one order by id")));
    }

    [Fact]
    public void Nothing_is_left_to_apply_where_all_was_applied() => Assert.Empty(Migrator.ToApply([one, three], [Version(one), Version(three)]));

    [Fact]
    public void A_changed_file_is_refused() =>
        Refused("0001_one, but", [one with { Sql = one.Sql + " drop table one" }, three], one);

    [Fact]
    public void A_renamed_file_is_refused() => Refused("0001_one, but", [one with { Name = "uno" }], one);

    [Fact]
    public void A_missing_file_is_refused() => Refused("0003_three, which this version of Busbar does not have", [one], one, three);

    [Fact]
    public void A_file_that_comes_late_is_refused() => Refused("0001_one comes too late", [one, three], three);

    [Fact]
    public void A_number_given_twice_is_refused() => Refused("number 0001: one and uno", [one, one with { Name = "uno" }]);

    [Fact]
    public void The_end_of_a_line_does_not_count_as_a_change() =>
        Assert.Equal(new SchemaFile(1, "one", "a\nb").Fingerprint, new SchemaFile(1, "one", "a\r\nb").Fingerprint);

    private static void Refused(string message, SchemaFile[] files, params SchemaFile[] applied) =>
        Assert.Contains(message, Assert.Throws<StoreRefused>(() => Migrator.ToApply(files, [.. applied.Select(Version)])).Message);

    private static SchemaVersion Version(SchemaFile file) => new(file.Number, file.Name, file.Fingerprint);

    private static Task Run(FreshStore store, params SchemaFile[] files) => Migrator.Run(store.Database, files, NullLogger.Instance, TimeProvider.System);
}
