using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Ocpp;

/// <summary>A store for these tests: one SQLite connection in memory, one unit at a time, each in a transaction of its own.</summary>
internal sealed class OneConnection : Database, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SemaphoreSlim turn = new(1);

    static OneConnection() => SqliteLibrary.Use(NullLogger.Instance);

    public OneConnection()
    {
        connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var schema = new StreamReader(typeof(Program).Assembly.GetManifestResourceStream("Busbar.Server.Storage.Schema.0020_ocpp.sql")!);
        connection.Execute(schema.ReadToEnd());
    }

    /// <summary>Called in place of the commit: where it throws the unit is rolled back and its caller gets the exception.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => Alone(() => unit(connection));

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => Alone(async () =>
    {
        await connection.ExecuteAsync("begin transaction");
        try
        {
            // Units are repeatable: each is run twice, and only the second counts.
            await connection.ExecuteAsync("savepoint first");
            await unit(connection);
            await connection.ExecuteAsync("rollback to savepoint first");
            var result = await unit(connection);
            await BeforeCommit();
            await connection.ExecuteAsync("commit");
            return result;
        }
        catch
        {
            await connection.ExecuteAsync("rollback");
            throw;
        }
    });

    public Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) => Read<IReadOnlyList<T>>(async db => [.. await db.QueryAsync<T>(sql, parameters)]);

    public void Dispose() => connection.Dispose();

    private async Task<T> Alone<T>(Func<Task<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
