using Busbar.Core.Basics;

namespace Busbar.Core.Work;

/// <summary>
/// Sees to it that what was deleted is gone from the store's files, too. Whoever deletes what tells of a person makes this due, in
/// the same transaction; it is one piece of work, however many ask for it.
/// </summary>
public sealed class ScrubFiles(Database database, TimeProvider time)
{
    /// <summary>The id of the one piece of work.</summary>
    public static readonly Guid Work = new("0199f3a2-0000-7000-8000-73637275620a");

    /// <summary>Who reads now sees the old pages and keeps them there; reads are short.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public async Task Scrub(Taken taken)
    {
        var isDone = await database.Scrub();
        await database.Write(async db =>
        {
            if (isDone) await DueTable.Done(db, taken);
            else await DueTable.Retry(db, taken, time.GetUtcNow() + LookAgain);
        });
    }
}
