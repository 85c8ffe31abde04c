using System.Data.Common;
using System.Threading.Channels;
using Busbar.Core.Basics;
using Microsoft.Data.Sqlite;

namespace Busbar.Server.Storage;

/// <summary>
/// The store in one file of the data folder. One thread writes, see <see cref="SqliteWriter"/>; a few connections that
/// cannot write read beside it. The caller holds the folder's lock: no other process may have this file open.
/// </summary>
// Nothing in this process may open the file by other means either: closing it would drop the locks that SQLite holds on it.
public sealed class SqliteDatabase : Database, IAsyncDisposable
{
    public const string FileName = "busbar.db";
    internal const int BusyMilliseconds = 5_000;
    private const int Readers = 4;
    // What thousands of devices are folded into; SQLite's own 2 MiB are read from the file again and again.
    private const int WriterCacheKib = 32 * 1024;
    private readonly SqliteWriter writer;
    private readonly Channel<PreparedConnection> readers = Channel.CreateBounded<PreparedConnection>(Readers);

    private SqliteDatabase(SqliteWriter writer, IEnumerable<PreparedConnection> reading)
    {
        this.writer = writer;
        foreach (var reader in reading) readers.Writer.TryWrite(reader);
    }

    public static SqliteDatabase Open(string folder, ILogger log, TimeProvider time) => Open(new StoreOptions(folder), log, time);

    internal static SqliteDatabase Open(StoreOptions options, ILogger log, TimeProvider time)
    {
        SqliteLibrary.Use(log);
        var path = Path.Combine(options.DataFolder, FileName);
        try
        {
            CreatePrivate(path);
            var writing = OpenWriter(path, options);
            var reading = Enumerable.Range(0, Readers).Select(_ => new PreparedConnection(OpenReader(path))).ToList();
            return new SqliteDatabase(new SqliteWriter(writing, options.RewrittenUpTo, log, time), reading);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreRefused($"The database {path} does not open: {e.Message} Check the file and its owner, restore a backup, or choose another folder with --data.", e);
        }
    }

    /// <inheritdoc/>
    public override async Task<T> Read<T>(Func<DbConnection, Task<T>> unit)
    {
        PreparedConnection db;
        try
        {
            db = await readers.Reader.ReadAsync();
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }
        try
        {
            // One snapshot for the whole unit, and one lock of the file: outside of a transaction each statement takes its own.
            db.Run("begin");
            return await unit(db);
        }
        finally
        {
            db.Run("commit");
            readers.Writer.TryWrite(db);
        }
    }

    /// <inheritdoc/>
    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit) => writer.Write(unit);

    /// <inheritdoc/>
    public override Task<bool> Scrub() => writer.Scrub();

    /// <summary>Ends what was asked for so far, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (readers.Reader.Completion.IsCompleted) return;
        for (var i = 0; i < Readers; i++) (await readers.Reader.ReadAsync()).Dispose();
        readers.Writer.TryComplete();
        await writer.DisposeAsync();
    }

    // SQLite gives its side files the mode of the database.
    private static void CreatePrivate(string path)
    {
        if (File.Exists(path)) return;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    private static SqliteConnection OpenWriter(string path, StoreOptions options)
    {
        var db = OpenFile(path, SqliteOpenMode.ReadWrite);
        var mode = Ask(db, "pragma journal_mode = wal");
        if (mode != "wal") throw new StoreRefused($"The database {path} lies on a file system that cannot hold a write-ahead log (journal mode {mode}). Choose a folder on a local disk with --data.");
        Ask(db, $"pragma synchronous = {options.Synchronous}");
        // What is deleted is overwritten, in the pages that stay and in those that go.
        Ask(db, $"pragma secure_delete = {options.SecureDelete}");
        Ask(db, "pragma wal_autocheckpoint = 0");
        Ask(db, $"pragma cache_size = -{WriterCacheKib}");
        return db;
    }

    private static SqliteConnection OpenReader(string path)
    {
        var db = OpenFile(path, SqliteOpenMode.ReadOnly);
        Ask(db, "pragma query_only = on");
        return db;
    }

    private static SqliteConnection OpenFile(string path, SqliteOpenMode mode)
    {
        var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        db.Open();
        Ask(db, $"pragma busy_timeout = {BusyMilliseconds}");
        Ask(db, "pragma foreign_keys = off");
        return db;
    }

    private static string? Ask(SqliteConnection db, string pragma)
    {
        using var command = db.CreateCommand();
        command.CommandText = pragma;
        return command.ExecuteScalar()?.ToString();
    }
}
