using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Linking;

/// <summary>The application takes a link back while it is open.</summary>
public sealed class CancelLink(Database database, FinishLink finish, TimeProvider time)
{
    public Task<Result<Link>> Cancel(Client caller, Guid linkId) => database.Write<Result<Link>>(async db =>
    {
        if ((await LinkTable.FindFor(db, caller, linkId))?.At(time.GetUtcNow()) is not { } link) return Fault.NotFound();
        if (link.IsOver) return new Fault(FaultKind.AlreadyEnded, $"This request is {link.Status} and cannot be canceled any more.");
        return await finish.Cancel(db, link);
    });
}
