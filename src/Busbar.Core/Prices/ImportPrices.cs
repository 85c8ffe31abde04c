using Busbar.Core.Basics;

namespace Busbar.Core.Prices;

/// <summary>What an import brought: how many quarters of an hour, and of which areas.</summary>
public sealed record PriceImport(int Quarters, IReadOnlyList<string> Areas, DateTimeOffset Start, DateTimeOffset End);

/// <summary>Takes in market prices from a text: all of it, or nothing. What is told again replaces what was told.</summary>
public sealed class ImportPrices(Database database)
{
    public async Task<Result<PriceImport>> Import(string text)
    {
        if (!PriceFile.Read(text).Ok(out var prices, out var fault)) return fault;
        await database.Write(db => PriceTable.Save(db, prices));
        return new PriceImport(
            prices.Length, [.. prices.Select(price => price.Area).Distinct().Order(StringComparer.Ordinal)], prices.Min(price => price.StartsAt), prices.Max(price => price.StartsAt) + Quarters.Length);
    }
}
