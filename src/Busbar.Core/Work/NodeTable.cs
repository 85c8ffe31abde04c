using System.Data.Common;
using Dapper;

namespace Busbar.Core.Work;

/// <summary>A node's sign of life: it changes for as long as the node lives.</summary>
public sealed record SignOfLife(Guid Node, DateTimeOffset SeenAt);

/// <summary>The servers on this store. A row that was taken away never comes back: a node that lost its own enters under a new id.</summary>
public static class NodeTable
{
    public static Task Enter(DbConnection db, Guid id, DateTimeOffset now) =>
        db.ExecuteAsync("insert into nodes (id, started_at, seen_at) values (@id, @now, @now)", new { id, now });

    /// <summary>False where the others took it for gone.</summary>
    public static async Task<bool> Renew(DbConnection db, Guid id, DateTimeOffset now) =>
        await db.ExecuteAsync("update nodes set seen_at = @now where id = @id", new { id, now }) == 1;

    public static async Task<IReadOnlyList<SignOfLife>> List(DbConnection db) =>
        [.. await db.QueryAsync<SignOfLife>("select id as Node, seen_at as SeenAt from nodes order by id")];

    /// <summary>Takes a node for gone that has given no sign of life since this one. False where it gave one after all.</summary>
    public static async Task<bool> Bury(DbConnection db, SignOfLife last) =>
        await db.ExecuteAsync("delete from nodes where id = @Node and seen_at = @SeenAt", last) == 1;

    public static Task Leave(DbConnection db, Guid id) => db.ExecuteAsync("delete from nodes where id = @id", new { id });

    public static Task LeaveAll(DbConnection db) => db.ExecuteAsync("delete from nodes");
}
