using Npgsql;

namespace Busbar.Server.Storage;

/// <summary>Runs a transaction again that PostgreSQL gave up because another one was in its way.</summary>
internal sealed class PostgresRetries(TimeProvider time)
{
    private const int Tries = 30;
    private static readonly TimeSpan longest = TimeSpan.FromMilliseconds(200);

    /// <remarks>
    /// Only what the server itself rolled back is run again. Where the connection broke, nobody knows whether the commit
    /// happened, and the caller must hear of it.
    /// </remarks>
    public async Task<T> Run<T>(Func<Task<T>> transaction)
    {
        var duplicates = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transaction();
            }
            catch (PostgresException e) when (attempt < Tries && (IsConflict(e) || IsDuplicate(e) && duplicates++ == 0))
            {
                await Task.Delay(Pause(attempt), time);
            }
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
