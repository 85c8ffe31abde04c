using Busbar.Core.Basics;

namespace Busbar.Core.UserSignIns;

/// <summary>Signs a browser in by a link.</summary>
public sealed class UseLoginLink(Database database, Secrets secrets, TimeProvider time)
{
    /// <summary>The secret for the browser's cookie: a new one each time. Null where the link was used before, or its time is up.</summary>
    public async Task<string?> Use(Guid linkId)
    {
        var (browser, now) = (Secrets.New(), time.GetUtcNow().Stored());
        var isUsed = await database.Write(async db =>
        {
            if (!await LoginLinkTable.Use(db, linkId, now) || await LoginLinkTable.Find(db, linkId) is not { } link) return false;
            await UserBrowserTable.Add(db, new UserBrowser(secrets.Hash(browser), link.TenantId, link.ClientId, link.UserId, now + UserBrowser.Lifetime), now);
            return true;
        });
        return isUsed ? browser : null;
    }
}
