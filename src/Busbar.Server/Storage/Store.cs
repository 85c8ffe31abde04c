using Busbar.Core.Basics;
using Busbar.Core.Work;

namespace Busbar.Server.Storage;

/// <summary>Where the store is.</summary>
/// <param name="DataFolder">The data folder; made when it is not there.</param>
/// <param name="Postgres">A PostgreSQL connection string; null for SQLite in the data folder.</param>
/// <param name="MasterKey">The value of BUSBAR_MASTER_KEY: 32 bytes as hex, base64 or base64url; null for the data folder's own key file.</param>
public sealed record StoreOptions(string DataFolder, string? Postgres = null, string? MasterKey = null)
{
    /// <summary>What SQLite's writer does before it calls a commit done. Anything but <c>full</c> loses work: only tests say so, to see it found.</summary>
    internal string Synchronous { get; init; } = "full";

    /// <summary>Whether SQLite overwrites what it deletes. Only tests say no, to see it found.</summary>
    internal string SecureDelete { get; init; } = "on";

    /// <summary>Up to how many bytes a SQLite database is written anew once something was deleted for good: it stands still meanwhile.</summary>
    internal long RewrittenUpTo { get; init; } = 256 * 1024 * 1024;

    // Both can hold secrets, and a record's text ends up in logs.
    public override string ToString() => $"{DataFolder} {(Postgres is null ? "SQLite" : "PostgreSQL")}";
}

/// <summary>An open store: locked, its schema up to date, its master key proven to be the right one.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> opened = new();

    private Store(DataFolder folder) => Folder = folder;

    public DataFolder Folder { get; }

    public Database Database { get; private set; } = null!;

    public MasterKey MasterKey { get; private set; } = null!;

    /// <summary>Reach every process on this store.</summary>
    public Bells Bells { get; private set; } = new HouseBells();

    /// <exception cref="StoreRefused">The store cannot be opened; the message says why and the way out.</exception>
    public static async Task<Store> Open(StoreOptions options, ILogger log, TimeProvider time)
    {
        var store = new Store(DataFolder.Open(options.DataFolder));
        try
        {
            if (options.Postgres is { } connection) await store.OpenPostgres(connection, log, time);
            else await store.OpenSqlite(options, log, time);
            store.MasterKey = await KeyCheckup.Run(store.Database, store.Folder, options.MasterKey, log);
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (opened.TryPop(out var next)) await next.DisposeAsync();
    }

    // The folder's lock is the schema's lock too.
    private async Task OpenSqlite(StoreOptions options, ILogger log, TimeProvider time)
    {
        opened.Push(new Held(Folder.Lock()));
        var sqlite = SqliteDatabase.Open(options with { DataFolder = Folder.FullPath }, log, time);
        opened.Push(sqlite);
        Database = sqlite;
        await Migrator.Run(sqlite, SchemaFile.Embedded(), log, time);
    }

    // The folder is not locked: nodes on one machine may share it, and the truth is not in it.
    private async Task OpenPostgres(string connection, ILogger log, TimeProvider time)
    {
        var postgres = await PostgresDatabase.Open(connection, log, time);
        opened.Push(postgres);
        (Database, Bells) = (postgres, postgres.Bells);
        await using var held = await postgres.LockSchema();
        await Migrator.Run(postgres, SchemaFile.Embedded(), log, time);
    }

    private sealed class Held(IDisposable thing) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            thing.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
