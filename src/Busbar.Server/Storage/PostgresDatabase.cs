using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Busbar.Core.Basics;
using Npgsql;

namespace Busbar.Server.Storage;

/// <summary>The store in PostgreSQL, shared by any number of nodes.</summary>
public sealed class PostgresDatabase : Database, IAsyncDisposable
{
    private readonly NpgsqlDataSource writing, reading;
    private readonly PostgresRetries retries;

    private PostgresDatabase(NpgsqlDataSource writing, NpgsqlDataSource reading, PostgresRetries retries, PostgresBells bells) =>
        (this.writing, this.reading, this.retries, Bells) = (writing, reading, retries, bells);

    internal PostgresBells Bells { get; }

    /// <param name="connectionString">As Npgsql takes it: <c>Host=…;Database=…;Username=…;Password=…</c>.</param>
    /// <param name="time">Paces the retries after a conflict; a clock that stands still would hold them up.</param>
    public static async Task<PostgresDatabase> Open(string connectionString, ILogger log, TimeProvider time)
    {
        var settings = Parse(connectionString);
        // A node that was frozen within a transaction must not hold its rows for the others; no unit idles that long. And a unit
        // that reads a small table whole, as the planner likes it, is in conflict with every other that writes there.
        var database = new PostgresDatabase(
            Source(settings, "-c idle_in_transaction_session_timeout=30s -c enable_seqscan=off -c jit=off"),
            Source(settings, "-c default_transaction_read_only=on"),
            new PostgresRetries(time),
            new PostgresBells(settings, log, time));
        try
        {
            await using var db = await database.writing.OpenConnectionAsync();
            await PostgresChecks.Run(db, log);
            return database;
        }
        catch (Exception e)
        {
            await database.DisposeAsync();
            if (e is NpgsqlException or SocketException or TimeoutException)
                throw new StoreRefused($"PostgreSQL at {settings.Host}, database {settings.Database}, does not open: {e.Message} Check --postgres (or BUSBAR_POSTGRES) and that the server is up.", e);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<T> Read<T>(Func<DbConnection, Task<T>> unit)
    {
        await using var db = await reading.OpenConnectionAsync();
        return await unit(db);
    }

    /// <inheritdoc/>
    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => retries.Run(() => WriteOnce(unit));

    /// <summary>Holds the other nodes back while the schema is brought up to date, until disposed.</summary>
    public async Task<IAsyncDisposable> LockSchema()
    {
        var db = await writing.OpenConnectionAsync();
        await Execute(db, "select pg_advisory_lock(7165290114)");
        return new SchemaLock(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Bells.DisposeAsync();
        await writing.DisposeAsync();
        await reading.DisposeAsync();
    }

    private async Task<T> WriteOnce<T>(Func<DbConnection, Task<T>> unit)
    {
        await using var db = await writing.OpenConnectionAsync();
        await using var transaction = await db.BeginTransactionAsync(IsolationLevel.Serializable);
        var result = await unit(db);
        // A unit that swallowed an error leaves a transaction that COMMIT would quietly roll back. The select, sent along in
        // the same round trip, makes that an error.
        await Execute(db, "select 1; commit");
        return result;
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            settings.ApplicationName ??= "busbar";
            // What is asked often is parsed and planned once for each connection.
            if (!settings.ShouldSerialize("Max Auto Prepare")) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
            // Many at once make each other slow, and so each other fail: a few dozen get more done than a hundred.
            if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = 32;
            // No unit leaves anything behind on its connection, so there is nothing to reset for the next.
            settings.NoResetOnClose = true;
            return settings;
        }
        // Not its message: it may quote a part of the string, and a password with it.
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new StoreRefused("--postgres (or BUSBAR_POSTGRES) is not a connection string. Write it as Host=localhost;Database=busbar;Username=busbar;Password=...");
        }
    }

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, string option) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Options = $"{settings.Options} {option}".Trim() });

    private static async Task Execute(NpgsqlConnection db, string text)
    {
        await using var command = new NpgsqlCommand(text, db);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class SchemaLock(NpgsqlConnection db) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Execute(db, "select pg_advisory_unlock(7165290114)");
            await db.DisposeAsync();
        }
    }
}
