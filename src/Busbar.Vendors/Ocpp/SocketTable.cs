using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors.Ocpp;

/// <summary>The part of a station's row that is about its password and its socket.</summary>
internal static class SocketTable
{
    /// <summary>Sets the password unless it was shown before; the station's id, or null.</summary>
    public static async Task<Guid?> Reveal(DbConnection db, Guid tenantId, Guid linkId, string hash, DateTimeOffset now)
    {
        var id = await db.QuerySingleOrDefaultAsync<string?>(
            """
            update stations set password_hash = @hash, password_shown_at = @now
            where tenant_id = @tenant and link_id = @link and link_open = 1 and password_shown_at is null
            returning id
            """,
            new { hash, now = now.ToMicros(), tenant = tenantId.ToString(), link = linkId.ToString() });
        if (id is null) return null;
        await PasswordTable.Forget(db, Guid.Parse(id));
        return Guid.Parse(id);
    }

    /// <summary>A socket was accepted; the epoch that names it.</summary>
    public static Task<long> Connect(DbConnection db, Guid id, DateTimeOffset now) => db.QuerySingleAsync<long>(
        "update stations set epoch = epoch + 1, connected_at = @now where id = @id returning epoch", new { id = id.ToString(), now = now.ToMicros() });

    /// <summary>A socket has ended; false where a newer one has taken its place.</summary>
    public static async Task<bool> Disconnect(DbConnection db, Guid id, long epoch) => await db.ExecuteAsync(
        "update stations set connected_at = null where id = @id and epoch = @epoch and connected_at is not null", new { id = id.ToString(), epoch }) == 1;

    /// <summary>Every station that a process before this one left connected.</summary>
    public static async Task<IReadOnlyList<(Guid StationId, long Epoch)>> Connected(DbConnection db) =>
        [.. (await db.QueryAsync<(string Id, long Epoch)>("select id, epoch from stations where connected_at is not null order by id"))
            .Select(row => (Guid.Parse(row.Id), row.Epoch))];
}
