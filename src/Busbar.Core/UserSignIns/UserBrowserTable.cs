using System.Data.Common;
using Dapper;

namespace Busbar.Core.UserSignIns;

public static class UserBrowserTable
{
    public static async Task Add(DbConnection db, UserBrowser browser, DateTimeOffset now)
    {
        await db.ExecuteAsync("delete from user_browsers where expires_at < @now", new { now });
        await db.ExecuteAsync(
            "insert into user_browsers (browser_hash, tenant_id, client_id, user_id, expires_at) values (@BrowserHash, @TenantId, @ClientId, @UserId, @ExpiresAt)", browser);
    }

    /// <summary>Null where nobody is signed in there any more.</summary>
    public static Task<UserBrowser?> Find(DbConnection db, string browserHash, DateTimeOffset now) =>
        db.QueryFirstOrDefaultAsync<UserBrowser?>(
            """
            select browser_hash as BrowserHash, tenant_id as TenantId, client_id as ClientId, user_id as UserId, expires_at as ExpiresAt
            from user_browsers where browser_hash = @browserHash and expires_at > @now
            """,
            new { browserHash, now });
}
