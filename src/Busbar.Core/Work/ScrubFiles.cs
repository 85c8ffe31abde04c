using System.Data.Common;
using Busbar.Core.Basics;

namespace Busbar.Core.Work;

/// <summary>
/// Sees to it that what was deleted is gone from the store's files, too. Whoever deletes what tells of a person asks for this, in
/// the same transaction; it is one piece of work, however many ask for it.
/// </summary>
public sealed class ScrubFiles(Database database, TimeProvider time)
{
    /// <summary>Who reads now sees the old pages and keeps them there; reads are short.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2), LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Many who delete one after the other are served together.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(20);

    private static readonly Guid work = new("0199f3a2-0000-7000-8000-73637275620a");

    /// <summary>It is done within half a minute, of all that is deleted until then.</summary>
    public static async Task Ask(DbConnection db, DateTimeOffset now)
    {
        if (!await DueTable.PullForward(db, WorkKind.Scrub, work, now + Gather)) await DueTable.Put(db, WorkKind.Scrub, work, now + Gather);
    }

    public async Task Scrub(Taken taken)
    {
        var isDone = await database.Scrub();
        await database.Write(async db =>
        {
            if (isDone) await DueTable.Done(db, taken);
            else await DueTable.Retry(db, taken, time.GetUtcNow() + Pause(taken.Attempts));
        });
    }

    private static TimeSpan Pause(long attempts)
    {
        var pause = LookAgain * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }
}
