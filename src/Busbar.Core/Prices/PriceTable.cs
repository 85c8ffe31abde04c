using System.Data.Common;
using System.Globalization;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Core.Prices;

/// <summary>What is stored of an area's prices.</summary>
/// <param name="Quarters">How many quarters of an hour; fewer than lie between start and end, where there are gaps.</param>
public sealed record PriceSeries(string Area, DateTimeOffset Start, DateTimeOffset End, long Quarters, string Currency);

public static class PriceTable
{
    private const int RowsAtOnce = 200;

    /// <summary>What is there of the same quarters is replaced.</summary>
    public static async Task Save(DbConnection db, IReadOnlyList<MarketPrice> prices)
    {
        foreach (var some in prices.Chunk(RowsAtOnce))
        {
            var parameters = new DynamicParameters();
            var rows = some.Select((price, i) => parameters.Row(i, price.Area, price.StartsAt.ToMicros(), price.Price.Currency, price.Price.Amount.ToString(CultureInfo.InvariantCulture))).ToList();
            await db.ExecuteAsync(
                $"""
                insert into market_prices (area, starts_at, currency, price) values {string.Join(", ", rows)}
                on conflict (area, starts_at) do update set currency = excluded.currency, price = excluded.price
                """,
                parameters);
        }
    }

    /// <summary>The prices of an area over a span, oldest first; the end is not part of it.</summary>
    public static async Task<IReadOnlyList<MarketPrice>> List(DbConnection db, string area, DateTimeOffset start, DateTimeOffset end) =>
        [.. (await db.QueryAsync<(long StartsAt, string Currency, string Price)>(
            "select starts_at, currency, price from market_prices where area = @area and starts_at >= @start and starts_at < @end order by starts_at", new { area, start, end }))
            .Select(row => new MarketPrice(area, row.StartsAt.ToTime(), new KwhPrice(decimal.Parse(row.Price, CultureInfo.InvariantCulture), row.Currency)))];

    /// <summary>What there is, by area.</summary>
    public static async Task<IReadOnlyList<PriceSeries>> Series(DbConnection db) =>
        [.. (await db.QueryAsync<(string Area, long First, long Last, long Count, string Currency)>(
            "select area, min(starts_at), max(starts_at), count(*), max(currency) from market_prices group by area order by area"))
            .Select(row => new PriceSeries(row.Area, row.First.ToTime(), row.Last.ToTime() + Quarters.Length, row.Count, row.Currency))];
}
