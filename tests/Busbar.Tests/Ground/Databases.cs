using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Sdk;

namespace Busbar.Tests.Ground;

public enum Engine { Sqlite, Postgres }

/// <summary>
/// Runs a test on both databases; PostgreSQL's half is skipped, by name, where there is no server.
/// <code>
/// [Theory, OnSqlite, OnPostgres]
/// public async Task Something_holds(Engine engine)
/// {
///     await using var store = await FreshStore.Open(engine);
///     await store.Database.Write(db => ...);
/// }
/// </code>
/// </summary>
/// <remarks>
/// A table of cases that differ in what is decided before the store is asked (the fields of a payload or form, who may come in),
/// and what is about a socket alone, runs on SQLite. Every statement of every table runs on both, in tests of this kind.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Engine.Sqlite]];
}

/// <inheritdoc cref="OnSqliteAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute() => Skip = PostgresServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Engine.Postgres]];
}

/// <summary>A place of one test's own for a store: a folder, and for PostgreSQL an empty database. Gone when disposed.</summary>
public sealed class StorePlace : IAsyncDisposable
{
    private static readonly Lazy<Task<byte[]>> SqliteWithSchema = new(MakeSqlite);
    private static readonly Lazy<Task<string>> PostgresWithSchema = new(MakePostgres);

    private StorePlace(string folder, string? postgres) => (Folder, Postgres) = (folder, postgres);

    public string Folder { get; }

    public string? Postgres { get; }

    /// <summary>With nothing in it or, where <paramref name="schema"/> is true, with all of the schema.</summary>
    public static async Task<StorePlace> New(Engine engine, bool schema = false)
    {
        var place = new StorePlace(Directory.CreateTempSubdirectory("busbar-test-").FullName, engine switch
        {
            Engine.Sqlite => null,
            Engine.Postgres => schema ? await PostgresServer.NewCopy(await PostgresWithSchema.Value) : await PostgresServer.NewDatabase(),
        });
        if (schema && place.Postgres is null) await File.WriteAllBytesAsync(place.SqliteFile, await SqliteWithSchema.Value);
        return place;
    }

    public async Task<(Database Database, IAsyncDisposable Handle)> Open()
    {
        if (Postgres is null)
        {
            var sqlite = SqliteDatabase.Open(Folder, NullLogger.Instance, TimeProvider.System);
            return (sqlite, sqlite);
        }
        var postgres = await PostgresDatabase.Open(Postgres, NullLogger.Instance, TimeProvider.System);
        return (postgres, postgres);
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        if (Postgres is not null) await PostgresServer.Drop(Postgres);
    }

    private string SqliteFile => Path.Combine(Folder, SqliteDatabase.FileName);

    // The schema is applied once in a test run and copied from then on: most of what a fresh store costs.
    private static async Task<byte[]> MakeSqlite()
    {
        await using var place = await New(Engine.Sqlite);
        await place.ApplySchema();
        return await File.ReadAllBytesAsync(place.SqliteFile);
    }

    private static async Task<string> MakePostgres()
    {
        var place = await New(Engine.Postgres);
        await place.ApplySchema();
        Directory.Delete(place.Folder);
        return place.Postgres!;
    }

    private async Task ApplySchema()
    {
        var (database, handle) = await Open();
        await using (handle) await Migrator.Run(database, SchemaFile.Embedded(), NullLogger.Instance, TimeProvider.System);
    }
}

/// <summary>A database of one test's own, empty but for the schema. Gone when disposed.</summary>
public sealed class FreshStore : IAsyncDisposable
{
    private readonly StorePlace place;
    private readonly IAsyncDisposable handle;

    private FreshStore(StorePlace place, Database database, IAsyncDisposable handle) => (this.place, Database, this.handle) = (place, database, handle);

    public Database Database { get; }

    /// <summary>With all of the schema or, where <paramref name="schema"/> is false, with nothing.</summary>
    public static async Task<FreshStore> Open(Engine engine, bool schema = true)
    {
        var place = await StorePlace.New(engine, schema);
        var (database, handle) = await place.Open();
        return new FreshStore(place, database, handle);
    }

    public async ValueTask DisposeAsync()
    {
        await handle.DisposeAsync();
        await place.DisposeAsync();
    }
}
