using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Busbar.Tests.Storage;

public sealed class PostgresDatabaseTests
{
    [Theory, OnPostgres]
    public async Task A_unit_that_swallowed_an_error_is_not_acknowledged(Engine engine)
    {
        await using var store = await Rows(engine);
        await Assert.ThrowsAsync<PostgresException>(() => store.Database.Write(async db =>
        {
            await db.ExecuteAsync("insert into rows values ('a')");
            await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync("insert into rows values (null)"));
        }));
        Assert.Equal(0, await store.Database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from rows")));
    }

    [Theory, OnPostgres]
    public async Task Sixteen_who_insert_what_is_not_there_all_succeed(Engine engine)
    {
        await using var store = await Rows(engine);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.Database.Write(async db =>
        {
            if (await db.ExecuteScalarAsync<long>("select count(*) from rows where name = 'a'") == 0)
                await db.ExecuteAsync("insert into rows values ('a')");
        }))));
        Assert.Equal(1, await store.Database.Read(db => db.ExecuteScalarAsync<long>("select count(*) from rows")));
    }

    [Theory, OnPostgres]
    public async Task A_true_duplicate_fails(Engine engine)
    {
        await using var store = await Rows(engine);
        var runs = 0;
        await store.Database.Write(db => db.ExecuteAsync("insert into rows values ('a')"));
        var failed = await Assert.ThrowsAsync<PostgresException>(() => store.Database.Write(db => { runs++; return db.ExecuteAsync("insert into rows values ('a')"); }));
        Assert.Equal((PostgresErrorCodes.UniqueViolation, 2), (failed.SqlState, runs));
    }

    [Theory, OnPostgres]
    public async Task A_node_that_froze_in_a_transaction_gives_its_rows_up(Engine engine)
    {
        await using var store = await Rows(engine);
        Assert.Equal("30s serializable", await store.Database.Write(db => db.ExecuteScalarAsync<string>(
            "select current_setting('idle_in_transaction_session_timeout') || ' ' || current_setting('transaction_isolation')")));
    }

    [Theory, OnPostgres]
    public async Task A_database_that_does_not_compare_bytes_is_refused(Engine _)
    {
        var connection = await PostgresServer.NewDatabase("locale_provider icu icu_locale 'en-US'");
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open(connection));
        Assert.Contains("byte by byte", refused.Message);
        Assert.Contains("createdb", refused.Message);
    }

    [Theory, OnPostgres]
    public async Task A_database_that_acknowledges_before_it_is_durable_is_refused(Engine engine)
    {
        await using var place = await StorePlace.New(engine);
        await using (var db = new NpgsqlConnection(place.Postgres))
            await db.ExecuteAsync($"alter database {new NpgsqlConnectionStringBuilder(place.Postgres).Database} set synchronous_commit = off");
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open(place.Postgres!));
        Assert.Contains("synchronous_commit = on", refused.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_and_its_password_is_not()
    {
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open("Host=/nowhere;Database=energy;Username=u;Password=s3cret"));
        Assert.Contains("/nowhere, database energy", refused.Message);
        Assert.DoesNotContain("s3cret", refused.ToString());
    }

    [Theory]
    [InlineData("postgres://u:s3cret@host/db")]
    [InlineData("Host=h;Port=s3cret")]
    [InlineData("s3cret")]
    public async Task What_is_no_connection_string_is_refused_without_repeating_it(string text)
    {
        var refused = await Assert.ThrowsAsync<StoreRefused>(() => Open(text));
        Assert.Contains("Host=localhost;Database=busbar", refused.Message);
        Assert.DoesNotContain("s3cret", refused.ToString());
    }

    private static Task<PostgresDatabase> Open(string connection) => PostgresDatabase.Open(connection, NullLogger.Instance, TimeProvider.System);

    private static async Task<FreshStore> Rows(Engine engine)
    {
        var store = await FreshStore.Open(engine, schema: false);
        await store.Database.Write(db => db.ExecuteAsync("create table rows (name text not null primary key)"));
        return store;
    }
}
