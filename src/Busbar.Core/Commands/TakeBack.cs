using System.Data.Common;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Ends a command that nobody wants any more, in the transaction of its caller: nothing is done for it from now on. A step of the verbs that learn so.</summary>
public static class TakeBack
{
    /// <summary>Another is to be carried out in their place.</summary>
    public static async Task Supersede(DbConnection db, IEnumerable<CommandRecord> others, DateTimeOffset now)
    {
        foreach (var other in others) await Take(db, other, CommandError.Superseded, "A newer one has taken its place.", now);
    }

    /// <param name="error">Why; null where whoever asked for it took it back.</param>
    public static async Task Take(DbConnection db, CommandRecord record, CommandError? error, string? detail, DateTimeOffset now)
    {
        await CommandTable.Update(db, record.Cancel(error, detail), now);
        await DueTable.Drop(db, WorkKind.Command, record.Id);
        await DueTable.Drop(db, WorkKind.Confirm, record.Id);
    }
}
