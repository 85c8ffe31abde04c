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

    /// <summary>A socket was accepted; it takes the place of any other.</summary>
    public static async Task<StationSocket> Connect(DbConnection db, Guid id, Guid node, DateTimeOffset now) => new(id, node, await db.QuerySingleAsync<long>(
        "update stations set epoch = epoch + 1, node = @node, connected_at = @now where id = @id returning epoch", new { id, node, now }));

    /// <summary>A socket has ended; false where it was not the station's any more.</summary>
    public static async Task<bool> Disconnect(DbConnection db, StationSocket socket) => await db.ExecuteAsync(
        $"update stations set connected_at = null, node = null where {Held}", socket) == 1;

    /// <summary>Whatever socket the station has is over, for whoever holds it; false where it had none.</summary>
    public static async Task<bool> End(DbConnection db, Guid id) => await db.ExecuteAsync(
        "update stations set epoch = epoch + 1, connected_at = null, node = null where id = @id and connected_at is not null", new { id }) == 1;

    /// <summary>The same for one socket alone.</summary>
    public static async Task<bool> End(DbConnection db, Guid id, long epoch) => await db.ExecuteAsync(
        "update stations set epoch = epoch + 1, connected_at = null, node = null where id = @id and epoch = @epoch and connected_at is not null", new { id, epoch }) == 1;

    public static async Task<bool> IsHeld(DbConnection db, StationSocket socket) =>
        await db.QuerySingleAsync<long>($"select count(*) from stations where {Held}", socket) == 1;

    /// <summary>The station's socket; null where it has none.</summary>
    public static Task<StationSocket?> Find(DbConnection db, Guid id) => db.QuerySingleOrDefaultAsync<StationSocket?>(
        $"select {Columns} from stations where id = @id and connected_at is not null and node is not null", new { id });

    public static async Task<IReadOnlyList<StationSocket>> HeldBy(DbConnection db, Guid node) =>
        [.. await db.QueryAsync<StationSocket>($"select {Columns} from stations where node = @node and connected_at is not null", new { node })];

    /// <summary>Every station whose socket was held by a node that is gone.</summary>
    public static async Task<IReadOnlyList<(Guid StationId, long Epoch)>> Orphans(DbConnection db) =>
        [.. (await db.QueryAsync<(string Id, long Epoch)>(
            "select id, epoch from stations where connected_at is not null and (node is null or node not in (select id from nodes)) order by id"))
            .Select(row => (Guid.Parse(row.Id), row.Epoch))];

    private const string Columns = "id as StationId, node as Node, epoch as Epoch";

    /// <summary>For a <c>where</c> over stations: this is the station's socket.</summary>
    public const string Held = "id = @StationId and node = @Node and epoch = @Epoch and connected_at is not null";
}
