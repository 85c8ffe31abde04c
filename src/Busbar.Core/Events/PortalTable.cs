using System.Data.Common;
using Dapper;

namespace Busbar.Core.Events;

public static class PortalTable
{
    private const string Columns = "id as Id, client_id as ClientId, dialect as Dialect, expires_at as ExpiresAt";

    /// <summary>The visit that a link is for; null where it was used, or is over.</summary>
    public static Task<PortalVisit?> Behind(DbConnection db, string linkHash, DateTimeOffset now) =>
        db.QueryFirstOrDefaultAsync<PortalVisit?>($"select {Columns} from portal_visits where link_hash = @linkHash and browser_hash is null and expires_at > @now", new { linkHash, now });

    /// <summary>The visit of a browser; null where it is over.</summary>
    public static Task<PortalVisit?> Of(DbConnection db, string browserHash, DateTimeOffset now) =>
        db.QueryFirstOrDefaultAsync<PortalVisit?>($"select {Columns} from portal_visits where browser_hash = @browserHash and expires_at > @now", new { browserHash, now });

    public static Task Add(DbConnection db, PortalVisit visit, string linkHash) =>
        db.ExecuteAsync(
            "insert into portal_visits (id, client_id, dialect, link_hash, expires_at) values (@Id, @ClientId, @Dialect, @linkHash, @ExpiresAt)",
            new { visit.Id, visit.ClientId, visit.Dialect, visit.ExpiresAt, linkHash });

    /// <summary>Gives the visit to a browser. False where the link was used meanwhile.</summary>
    public static async Task<bool> Enter(DbConnection db, Guid id, string browserHash, DateTimeOffset until) =>
        await db.ExecuteAsync("update portal_visits set browser_hash = @browserHash, expires_at = @until where id = @id and browser_hash is null", new { id, browserHash, until }) == 1;

    public static Task Remove(DbConnection db, Guid id) => db.ExecuteAsync("delete from portal_visits where id = @id", new { id });

    public static Task RemoveOver(DbConnection db, DateTimeOffset now) => db.ExecuteAsync("delete from portal_visits where expires_at <= @now", new { now });
}
