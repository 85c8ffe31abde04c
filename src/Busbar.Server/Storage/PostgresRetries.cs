using Npgsql;

namespace Busbar.Server.Storage;

/// <summary>
/// Runs a transaction again that PostgreSQL gave up because another one was in its way. One that keeps losing gets a turn of its
/// own: others of this process wait before they begin, so that a rush of thousands makes each of them late and none fail.
/// </summary>
internal sealed class PostgresRetries(TimeProvider time)
{
    private const int FreeTries = 4, Tries = 30;
    private static readonly TimeSpan longest = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim turn = new(1);
    private volatile TaskCompletionSource? taken;

    /// <remarks>
    /// Only what the server itself rolled back is run again. Where the connection broke, nobody knows whether the commit
    /// happened, and the caller must hear of it.
    /// </remarks>
    public async Task<T> Run<T>(Func<Task<T>> transaction)
    {
        if (taken is { } others) await others.Task;
        var duplicates = 0;
        var (done, result) = await Try(FreeTries);
        if (done) return result!;

        await turn.WaitAsync();
        var mine = taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            (done, result) = await Try(Tries - FreeTries - 1);
            return done ? result! : await transaction();
        }
        finally
        {
            taken = null;
            mine.SetResult();
            turn.Release();
        }

        async Task<(bool, T?)> Try(int tries)
        {
            for (var attempt = 1; attempt <= tries; attempt++)
            {
                try
                {
                    return (true, await transaction());
                }
                catch (PostgresException e) when (IsConflict(e) || IsDuplicate(e) && duplicates++ == 0)
                {
                    await Task.Delay(Pause(attempt), time);
                }
            }
            return (false, default);
        }
    }

    private static bool IsConflict(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    // "Is it there? No: insert it" from two sides at once can end as a duplicate key instead of a conflict. The second run
    // sees the other's row. A true duplicate fails the second time too.
    private static bool IsDuplicate(PostgresException e) => e.SqlState is PostgresErrorCodes.UniqueViolation;

    private static TimeSpan Pause(int attempt) => Random.Shared.NextDouble() * Min(TimeSpan.FromMilliseconds(1 << Math.Min(attempt, 10)), longest);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
