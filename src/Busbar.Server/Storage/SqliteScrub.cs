using Microsoft.Data.Sqlite;

namespace Busbar.Server.Storage;

/// <summary>
/// Sees to it that what was deleted is gone from the files; between commits and only ever from the writer. SQLite overwrites what it
/// deletes, but for the copies that it leaves in the gaps of pages when it moves rows about. So a database that is not too large is
/// written anew, and then the log is cut.
/// </summary>
internal sealed partial class SqliteScrub(SqliteConnection db, SqliteCheckpoints checkpoints, long rewrittenUpTo, ILogger log)
{
    /// <summary>False where somebody who reads stood in the way, or the disk did not have the room.</summary>
    public bool Run()
    {
        try
        {
            if (Ask("pragma page_count") * Ask("pragma page_size") <= rewrittenUpTo) Ask("vacuum");
            return checkpoints.Cut();
        }
        catch (SqliteException e)
        {
            Log.NotRewritten(log, e.Message);
            return false;
        }
    }

    private long Ask(string statement)
    {
        using var command = db.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The database could not be written anew after a deletion, and will be: {Reason}")]
        public static partial void NotRewritten(ILogger log, string reason);
    }
}
