using Npgsql;

namespace Busbar.Tests.Ground;

public sealed class PostgresServerTests
{
    [PostgresFact]
    public async Task Every_database_is_fresh_and_compares_text_by_its_bytes()
    {
        var (one, other) = (await PostgresServer.NewDatabase(), await PostgresServer.NewDatabase());
        Assert.NotEqual(one, other);
        Assert.Equal(0L, await Ask(one, "select count(*) from information_schema.tables where table_schema = 'public'"));
        Assert.Equal("C", await Ask(one, "select datcollate from pg_database where datname = current_database()"));
        Assert.Equal(true, await Ask(one, "select 'Z' < 'a' and 'z' < 'ä'"));
        Assert.Equal("on", await Ask(one, "show synchronous_commit"));
    }

    [PostgresFact]
    public async Task A_database_that_was_dropped_is_gone_even_while_somebody_is_connected()
    {
        var database = await PostgresServer.NewDatabase();
        await using var db = new NpgsqlConnection(database);
        await db.OpenAsync();
        await PostgresServer.Drop(database);
        await Assert.ThrowsAsync<PostgresException>(() => Ask(database + ";Pooling=false", "select 1"));
    }

    [PostgresFact]
    public async Task A_server_ends_with_its_standard_input_and_leaves_nothing()
    {
        var server = await PostgresServer.Start();
        var database = await server.Create();
        Assert.Equal(1, await Ask(database + ";Pooling=false", "select 1"));
        await server.DisposeAsync();
        Assert.False(Directory.Exists(server.Folder));
        await Assert.ThrowsAsync<NpgsqlException>(() => Ask(database + ";Pooling=false", "select 1"));
    }

    private static async Task<object?> Ask(string database, string sql)
    {
        await using var db = new NpgsqlConnection(database);
        await db.OpenAsync();
        await using var command = new NpgsqlCommand(sql, db);
        return await command.ExecuteScalarAsync();
    }
}
