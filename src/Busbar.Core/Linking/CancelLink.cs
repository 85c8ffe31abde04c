using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Linking;

/// <summary>The application takes a link back while it is open.</summary>
public sealed class CancelLink(Database database, TimeProvider time)
{
    public Task<Result<Link>> Cancel(Client caller, Guid linkId) => database.Write<Result<Link>>(async db =>
    {
        if ((await LinkTable.FindFor(db, caller, linkId))?.At(time.GetUtcNow()) is not { } link) return Fault.NotFound();
        if (link.IsOver) return new Fault(FaultKind.AlreadyEnded, $"This request is {link.Status} and cannot be canceled any more.");

        var canceled = link with { Status = LinkStatus.Canceled, Secret = null };
        await LinkTable.Update(db, canceled);
        await DueTable.Drop(db, WorkKind.LinkCheck, linkId);
        if (link.HasOwnUser) await UserTable.RemoveUnused(db, link.TenantId, link.UserId);
        return canceled;
    });
}
