using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Busbar.Tests.Ground;

/// <summary>
/// A real database under watch. Every unit runs twice, its first run undone, as after a conflict: one that is not repeatable
/// shows itself. Writes are counted, and a test may hold commits up or make them fail.
/// </summary>
public sealed class WatchedDatabase(Database real) : Database
{
    private int writes;
    private volatile HeldCommits? held;

    /// <summary>How many units were given to write, whatever became of them.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>Every unit goes well to its end, and then the database's own COMMIT fails.</summary>
    public bool CommitsFail { get; set; }

    /// <summary>
    /// Until disposed no unit is committed: each does its work and then waits, still in its transaction, while nobody else sees any of
    /// it. SQLite has one writer, so there the first one that waits holds up all others.
    /// </summary>
    /// <param name="letPass">How many are committed before.</param>
    public HeldCommits HoldCommits(int letPass = 0) => held = new HeldCommits(letPass);

    public override Task<T> Read<T>(Func<DbConnection, Task<T>> unit) => real.Read(unit);

    public override Task<T> Write<T>(Func<DbConnection, Task<T>> unit)
    {
        Interlocked.Increment(ref writes);
        return real.Write(async db =>
        {
            await db.ExecuteAsync("savepoint first_run");
            await unit(db);
            await db.ExecuteAsync("rollback to savepoint first_run");
            var result = await unit(db);
            if (held is { } waiting) await waiting.Pass();
            await PrepareCommit(db);
            return result;
        });
    }

    /// <summary>What is in the tables.</summary>
    public Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null) =>
        Read<IReadOnlyList<T>>(async db => [.. await db.QueryAsync<T>(sql, parameters)]);

    private async Task PrepareCommit(DbConnection db)
    {
        if (db is SqliteConnection sqlite) raw.sqlite3_commit_hook(sqlite.Handle, _ => CommitsFail ? 1 : 0, null);
        // A broken reference that PostgreSQL looks at only when it commits.
        else if (CommitsFail)
            await db.ExecuteAsync("""
                create temporary table spoiled (id int primary key, other int references spoiled deferrable initially deferred) on commit drop;
                insert into spoiled values (1, 2)
                """);
    }
}

/// <summary>Commits that wait. To be disposed before the database is, or that waits for them forever.</summary>
public sealed class HeldCommits(int letPass) : IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously), release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int passed;

    /// <summary>Completes when the first one waits.</summary>
    public Task Reached => reached.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose() => release.TrySetResult();

    internal Task Pass()
    {
        if (Interlocked.Increment(ref passed) <= letPass) return Task.CompletedTask;
        reached.TrySetResult();
        return release.Task;
    }
}
