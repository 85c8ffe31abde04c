using Busbar.Core.Basics;

namespace Busbar.Core.Events;

/// <summary>A browser comes in by its link, which is used up by that.</summary>
public sealed class EnterPortal(Database database, Secrets secrets, TimeProvider time)
{
    /// <returns>What the browser is known by from now on; null where the link does not work any more.</returns>
    public async Task<string?> Enter(string token)
    {
        var (now, secret) = (time.GetUtcNow().Stored(), Secrets.New());
        return await database.Write(async db =>
            await PortalTable.Behind(db, secrets.Hash(token), now) is { } visit && await PortalTable.Enter(db, visit.Id, secrets.Hash(secret), now + PortalVisit.Lifetime)) ? secret : null;
    }
}
