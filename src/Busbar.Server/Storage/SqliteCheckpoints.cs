using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Server.Storage;

/// <summary>Moves the write-ahead log into the database, between commits and only ever from the writer.</summary>
internal sealed partial class SqliteCheckpoints(SqliteConnection db, ILogger log)
{
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private const int PagesBetween = 1_000, PagesAtMost = 16_000;
    private int pages;

    /// <summary>
    /// Every 4 MiB a checkpoint that waits for nobody. Where long reads kept the log from starting over until it holds 64 MiB,
    /// one that waits a moment for them and cuts the file.
    /// </summary>
    public void WhenDue()
    {
        raw.sqlite3_db_status(db.Handle, PagesWritten, out var written, out _, 1);
        pages += written;
        if (pages < PagesBetween) return;
        pages = 0;
        if (Run(raw.SQLITE_CHECKPOINT_PASSIVE).PagesInLog >= PagesAtMost) Cut();
    }

    /// <summary>All that was committed goes into the database, and the log is cut: what was deleted stands in neither. False where somebody who reads stood in the way.</summary>
    public bool Cut()
    {
        pages = 0;
        return Run(raw.SQLITE_CHECKPOINT_TRUNCATE).IsDone;
    }

    // Where one fails nothing is lost: the log holds what the database lacks, and grows until a later one goes through.
    private (bool IsDone, int PagesInLog) Run(int mode)
    {
        raw.sqlite3_busy_timeout(db.Handle, 100);
        var outcome = raw.sqlite3_wal_checkpoint_v2(db.Handle, "main", mode, out var pagesInLog, out _);
        raw.sqlite3_busy_timeout(db.Handle, SqliteDatabase.BusyMilliseconds);
        if (outcome is not (raw.SQLITE_OK or raw.SQLITE_BUSY)) Log.Failed(log, raw.sqlite3_errmsg(db.Handle).utf8_to_string());
        return (outcome == raw.SQLITE_OK, pagesInLog);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A checkpoint failed and will be tried again: {Reason}")]
        public static partial void Failed(ILogger log, string reason);
    }
}
