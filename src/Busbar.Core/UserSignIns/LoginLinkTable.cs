using System.Data.Common;
using Dapper;

namespace Busbar.Core.UserSignIns;

public static class LoginLinkTable
{
    public static async Task Add(DbConnection db, LoginLink link, DateTimeOffset now)
    {
        // Old ones go when new ones come: nothing else needs to sweep. For a day they tell why they do not work.
        await db.ExecuteAsync("delete from login_links where expires_at < @before", new { before = now - TimeSpan.FromDays(1) });
        await db.ExecuteAsync(
            "insert into login_links (id, tenant_id, client_id, user_id, return_url, expires_at) values (@Id, @TenantId, @ClientId, @UserId, @ReturnUrl, @ExpiresAt)", link);
    }

    public static Task<LoginLink?> Find(DbConnection db, Guid id) =>
        db.QueryFirstOrDefaultAsync<LoginLink?>(
            "select id as Id, tenant_id as TenantId, client_id as ClientId, user_id as UserId, return_url as ReturnUrl, expires_at as ExpiresAt, used_at as UsedAt from login_links where id = @id",
            new { id });

    /// <summary>True for exactly one caller.</summary>
    public static async Task<bool> Use(DbConnection db, Guid id, DateTimeOffset now) =>
        await db.ExecuteAsync("update login_links set used_at = @now where id = @id and used_at is null and expires_at > @now", new { id, now }) == 1;
}
