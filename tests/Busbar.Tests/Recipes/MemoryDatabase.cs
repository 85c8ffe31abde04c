using System.Data.Common;
using Busbar.Core.Basics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Tests.Recipes;

/// <summary>SQLite in memory over one connection, one unit at a time, with the given schema files of the server.</summary>
internal sealed class MemoryDatabase : Database, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly SqliteConnection connection = new("Data Source=:memory:;Pooling=False");

    static MemoryDatabase() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    public MemoryDatabase(params string[] schemas)
    {
        connection.Open();
        foreach (var schema in schemas)
        {
            using var text = new StreamReader(typeof(Program).Assembly.GetManifestResourceStream($"Busbar.Server.Storage.Schema.{schema}.sql")!);
            using var command = connection.CreateCommand();
            command.CommandText = text.ReadToEnd();
            command.ExecuteNonQuery();
        }
    }

    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => Alone(unit);

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => Alone(async db =>
    {
        using var transaction = connection.BeginTransaction();
        var result = await unit(db);
        transaction.Commit();
        return result;
    });

    public void Dispose() => connection.Dispose();

    private async Task<T> Alone<T>(Func<DbConnection, Task<T>> unit)
    {
        await turn.WaitAsync();
        try
        {
            return await unit(connection);
        }
        finally
        {
            turn.Release();
        }
    }
}
