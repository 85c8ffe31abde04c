using System.Data.Common;
using Busbar.Core.Ports;
using Dapper;

namespace Busbar.Core.Linking;

public static class BrandRecordTable
{
    /// <summary>More would not change what is thought of a brand.</summary>
    private const long Most = 5_000;

    /// <summary>What is known of the brands of a realm, by brand; nothing of those that are absent.</summary>
    /// <param name="since">How far back attempts count.</param>
    public static async Task<IReadOnlyDictionary<string, BrandRecord>> Of(DbConnection db, Realm realm, DateTimeOffset since)
    {
        var attempts = (await db.QueryAsync<(string Brand, long Failed)>(
            """
            select l.brand, cast(case when l.brand_failed_at is not null and l.status <> 'Succeeded' then 1 else 0 end as bigint)
            from links l join tenants t on t.id = l.tenant_id
            where l.created_at > @since and t.realm = @realm and (l.status = 'Succeeded' or l.brand_failed_at is not null)
            order by l.created_at desc, l.id desc limit @most
            """,
            new { since, realm = realm.ToString(), most = Most })).ToLookup(row => row.Brand, row => row.Failed == 1);
        var polled = (await db.QueryAsync<(string Brand, long Devices, long Unanswered)>(
            """
            select d.brand, count(*), cast(sum(case when s.trouble in ('Outage', 'BadAnswer') then 1 else 0 end) as bigint)
            from devices d join device_states s on s.device_id = d.id join tenants t on t.id = d.tenant_id
            where t.realm = @realm and d.gone_at is null group by d.brand
            """,
            new { realm = realm.ToString() })).ToDictionary(row => row.Brand);
        return attempts.Select(group => group.Key).Union(polled.Keys).ToDictionary(
            brand => brand,
            brand => polled.TryGetValue(brand, out var row) ? new BrandRecord([.. attempts[brand]], row.Devices, row.Unanswered) : new BrandRecord([.. attempts[brand]], 0, 0));
    }
}
