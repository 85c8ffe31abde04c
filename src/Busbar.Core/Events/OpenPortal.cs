using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Lets one browser into the webhook portal, to look after the subscriptions that an application has in a dialect.</summary>
public sealed class OpenPortal(Database database, Secrets secrets, Ids ids, TimeProvider time)
{
    /// <returns>The token of a link that works once, for as long as <see cref="PortalVisit.LinkLifetime"/>.</returns>
    public async Task<string> Open(Client caller, string dialect)
    {
        var (now, token) = (time.GetUtcNow().Stored(), Secrets.New());
        var visit = new PortalVisit(ids.New(), caller.Id, dialect, now + PortalVisit.LinkLifetime);
        await database.Write(async db =>
        {
            await PortalTable.RemoveOver(db, now);
            await PortalTable.Add(db, visit, secrets.Hash(token));
        });
        return token;
    }
}
