using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Server.Sandbox;
using Busbar.Server.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Sandbox;

/// <summary>A store in memory, on one connection, with the sandbox's tables.</summary>
internal sealed class TestDatabase : Database, IAsyncDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");
    private readonly SemaphoreSlim turn = new(1);

    public int Writes { get; private set; }

    public static async Task<TestDatabase> Open()
    {
        SqliteLibrary.Use(NullLogger.Instance);
        var database = new TestDatabase();
        await database.connection.OpenAsync();
        var server = typeof(SandboxCloud).Assembly;
        using var schema = new StreamReader(server.GetManifestResourceStream(server.GetManifestResourceNames().Single(n => n.EndsWith("0040_sandbox.sql")))!);
        await database.connection.ExecuteAsync(await schema.ReadToEndAsync());
        return database;
    }

    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => Run(unit, write: false);

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => Run(unit, write: true);

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task<T> Run<T>(Func<DbConnection, Task<T>> unit, bool write)
    {
        await turn.WaitAsync();
        try
        {
            if (write) Writes++;
            await connection.ExecuteAsync(write ? "begin immediate" : "pragma query_only = 1; begin");
            var result = await unit(connection);
            await connection.ExecuteAsync("commit");
            return result;
        }
        catch
        {
            await connection.ExecuteAsync("rollback");
            throw;
        }
        finally
        {
            await connection.ExecuteAsync("pragma query_only = 0");
            turn.Release();
        }
    }
}
