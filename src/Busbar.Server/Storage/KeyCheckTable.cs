using System.Data.Common;
using Dapper;

namespace Busbar.Server.Storage;

/// <summary>A known text, sealed with the master key of this store.</summary>
internal sealed record KeyCheck(string KeyId, string Sealed);

internal static class KeyCheckTable
{
    public static async Task<IReadOnlyList<KeyCheck>> All(DbConnection db) =>
        [.. await db.QueryAsync<KeyCheck>("select key_id as KeyId, sealed as Sealed from key_checks order by key_id")];

    /// <summary>Keeps the check if it is the store's first, and answers what the store holds then: nodes may start together.</summary>
    public static async Task<IReadOnlyList<KeyCheck>> AddFirst(DbConnection db, KeyCheck check)
    {
        await db.ExecuteAsync("insert into key_checks (key_id, sealed) select @KeyId, @Sealed where not exists (select 1 from key_checks)", check);
        return await All(db);
    }
}
