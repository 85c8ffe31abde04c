using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Vendors;

internal static class BrandAppTable
{
    public static async Task<IReadOnlyDictionary<string, string>> All(DbConnection db)
    {
        var rows = await db.QueryAsync<(string BrandId, string Sealed)>("select brand_id, sealed from brand_apps");
        return rows.ToDictionary(row => row.BrandId, row => row.Sealed);
    }

    public static Task<string?> Find(DbConnection db, string brandId) =>
        db.QuerySingleOrDefaultAsync<string?>("select sealed from brand_apps where brand_id = @brandId", new { brandId });

    public static Task Save(DbConnection db, string brandId, string sealedValues, DateTimeOffset now) => db.ExecuteAsync(
        """
        insert into brand_apps (brand_id, sealed, changed_at) values (@brandId, @sealedValues, @now)
        on conflict (brand_id) do update set sealed = excluded.sealed, changed_at = excluded.changed_at
        """, new { brandId, sealedValues, now = now.ToMicros() });

    public static async Task<bool> Remove(DbConnection db, string brandId) =>
        await db.ExecuteAsync("delete from brand_apps where brand_id = @brandId", new { brandId }) > 0;
}
