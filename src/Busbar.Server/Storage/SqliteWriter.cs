using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Server.Storage;

/// <summary>
/// The one thread that writes. Units that wait while a commit is on its way to the disk share the next one, and each hears its
/// outcome only when the commit of all is durable. Where one throws, all are run again, each under a savepoint of its own, so
/// that its own deeds alone are undone.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private const int UnitsPerCommit = 1_000, UnitsWaiting = 10_000;
    // A caller waits for the whole commit that its unit is part of, so heavy units share it with fewer others.
    private static readonly TimeSpan perCommit = TimeSpan.FromMilliseconds(50);

    private readonly Channel<SqliteUnit> waiting = Channel.CreateBounded<SqliteUnit>(new BoundedChannelOptions(UnitsWaiting) { SingleReader = true });
    private readonly ConcurrentQueue<TaskCompletionSource<bool>> scrubs = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteConnection db;
    private readonly PreparedConnection units;
    private readonly SqliteCheckpoints checkpoints;
    private readonly SqliteScrub scrub;
    private readonly SqliteCommand begin, commit, rollBack, save, release, rollBackToSave;
    private readonly ILogger log;
    private readonly TimeProvider time;
    private readonly Thread thread;

    /// <param name="rewrittenUpTo">See <see cref="StoreOptions.RewrittenUpTo"/>.</param>
    public SqliteWriter(SqliteConnection db, long rewrittenUpTo, ILogger log, TimeProvider time)
    {
        (this.db, this.log, this.time) = (db, log, time);
        units = new PreparedConnection(db);
        checkpoints = new SqliteCheckpoints(db, log);
        scrub = new SqliteScrub(db, checkpoints, rewrittenUpTo, log);
        begin = Prepare("begin immediate");
        commit = Prepare("commit");
        rollBack = Prepare("rollback");
        save = Prepare("savepoint unit");
        release = Prepare("release unit");
        rollBackToSave = Prepare("rollback to unit");
        thread = new Thread(WorkOn) { IsBackground = true, Name = "sqlite writer" };
        thread.Start();
    }

    public async Task<T> Write<T>(Func<DbConnection, Task<T>> unit)
    {
        if (Thread.CurrentThread == thread) throw new InvalidOperationException("A unit of work may not start another: it would wait for itself.");
        var mine = new SqliteUnit<T>(unit);
        try
        {
            await waiting.Writer.WriteAsync(mine);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }
        return await mine.Outcome;
    }

    /// <summary>Scrubs the files after all that was asked for so far. False where that did not succeed.</summary>
    public async Task<bool> Scrub()
    {
        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        scrubs.Enqueue(mine);
        // Only wakes the writer, who looks for those above after each commit.
        await Write(_ => Task.FromResult(true));
        return await mine.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await ended.Task;
    }

    private void WorkOn()
    {
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (RunTogether()) checkpoints.WhenDue();
            while (scrubs.TryDequeue(out var asked)) asked.SetResult(scrub.Run());
        }
        checkpoints.Cut();
        foreach (var command in (SqliteCommand[])[begin, commit, rollBack, save, release, rollBackToSave]) command.Dispose();
        units.Dispose();
        ended.SetResult();
    }

    private bool RunTogether()
    {
        if (!waiting.Reader.TryRead(out var next)) return false;
        List<SqliteUnit> together = [next];
        try
        {
            if (InTransaction) rollBack.ExecuteNonQuery();
            if (!RunFreely(together)) RunApart(together);
            commit.ExecuteNonQuery();
        }
        catch (Exception e)
        {
            Log.NotCommitted(log, e, together.Count);
            RollBack();
            foreach (var unit in together) unit.Fail(e);
            return false;
        }
        foreach (var unit in together) unit.Complete();
        return true;
    }

    /// <summary>Runs the first unit and those that wait behind it. False where one threw: then nothing has happened.</summary>
    private bool RunFreely(List<SqliteUnit> together)
    {
        var started = time.GetTimestamp();
        begin.ExecuteNonQuery();
        try
        {
            together[0].Run(units);
            while (together.Count < UnitsPerCommit && time.GetElapsedTime(started) < perCommit && waiting.Reader.TryRead(out var next))
            {
                together.Add(next);
                next.Run(units);
            }
            return true;
        }
        catch (Exception)
        {
            // A full disk and the like make SQLite undo the transaction by itself.
            if (InTransaction) rollBack.ExecuteNonQuery();
            return false;
        }
    }

    private void RunApart(List<SqliteUnit> together)
    {
        begin.ExecuteNonQuery();
        foreach (var unit in together) RunApart(unit);
    }

    private void RunApart(SqliteUnit unit)
    {
        save.ExecuteNonQuery();
        try
        {
            unit.Run(units);
            release.ExecuteNonQuery();
        }
        // Not where SQLite has undone the whole transaction, the units before this one with it.
        catch (Exception e) when (InTransaction)
        {
            rollBackToSave.ExecuteNonQuery();
            release.ExecuteNonQuery();
            unit.Threw(e);
        }
    }

    private void RollBack()
    {
        try
        {
            if (InTransaction) rollBack.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            Log.NotRolledBack(log, e);
        }
    }

    private bool InTransaction => raw.sqlite3_get_autocommit(db.Handle) == 0;

    private SqliteCommand Prepare(string text)
    {
        var command = db.CreateCommand();
        command.CommandText = text;
        command.Prepare();
        return command;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A commit failed; {Units} units of work were told so")]
        public static partial void NotCommitted(ILogger log, Exception e, int units);

        [LoggerMessage(Level = LogLevel.Error, Message = "A failed transaction could not be rolled back; the next one tries again")]
        public static partial void NotRolledBack(ILogger log, Exception e);
    }
}
