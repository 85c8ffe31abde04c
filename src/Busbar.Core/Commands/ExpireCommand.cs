using Busbar.Core.Basics;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>A command's time to be proved is up.</summary>
public sealed class ExpireCommand(Database database, TimeProvider time)
{
    public Task Expire(Taken taken) => database.Write(async db =>
    {
        if (!await DueTable.Done(db, taken)) return;
        var now = time.GetUtcNow().Stored();
        if (await CommandTable.Find(db, taken.Id) is { Verification: Verification.Pending } open) await CommandTable.Update(db, open.Expire(now), now);
    });
}
