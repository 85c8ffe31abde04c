using Busbar.Core.Basics;
using Busbar.Core.Steering;

namespace Busbar.Core.Prices;

/// <summary>What an import brought: how many quarters of an hour, and of which areas.</summary>
public sealed record PriceImport(int Quarters, IReadOnlyList<string> Areas, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Takes in market prices from a text: all of it, or nothing. What is told again replaces what was told.</summary>
public sealed class ImportPrices(Database database, TimeProvider time)
{
    public async Task<Result<PriceImport>> Import(string text)
    {
        if (!PriceFile.Read(text).Ok(out var prices, out var fault)) return fault;
        await database.Write(async db =>
        {
            await PriceTable.Save(db, prices);
            await WakePlans.Wake(db, null, time.GetUtcNow());
        });
        return new PriceImport(
            prices.Length, [.. prices.Select(price => price.Area).Distinct().Order(StringComparer.Ordinal)], prices.Min(price => price.StartsAt), prices.Max(price => price.StartsAt) + Quarters.Length);
    }
}
