using Busbar.Core.Tariffs;

namespace Busbar.Core.Prices;

/// <summary>
/// What a kilowatt-hour costs at a place: by its tariff where one of the tariff's intervals holds the moment, by the market of its area
/// where none does, and else unknown. A tariff counts from the moment at which it was told: nobody knows what it cost before.
/// </summary>
public static class KwhCost
{
    /// <summary>Null where it is not known.</summary>
    public static KwhPrice? At(PriceSheet sheet, DateTimeOffset moment)
    {
        if (Newest(sheet.Tariffs, tariff => tariff.Since, moment) is { } placed && placed.Week[TariffWeek.MinuteAt(moment, sheet.Zone)] is { } rate)
            return Newest(placed.Versions, tariff => tariff.Since, moment)?.CostOfRate(rate) is { } cost ? new KwhPrice(cost, null) : null;
        return sheet.Market.TryGetValue(Quarters.Of(moment), out var price) ? price : null;
    }

    /// <summary>The mean over some whole minutes; null where it is not known of all of them, or not in one currency.</summary>
    public static KwhPrice? Over(PriceSheet sheet, DateTimeOffset start, int minutes)
    {
        // The market's price holds for the whole quarter of an hour.
        if (sheet.Tariffs.Count == 0 && minutes > 0 && Quarters.Of(start) == Quarters.Of(start.AddMinutes(minutes - 1))) return At(sheet, start);
        var (sum, currency) = (0m, (string?)null);
        for (var minute = 0; minute < minutes; minute++)
        {
            if (At(sheet, start.AddMinutes(minute)) is not { } price) return null;
            if (currency is not null && price.Currency is not null && price.Currency != currency) return null;
            (sum, currency) = (sum + price.Amount, currency ?? price.Currency);
        }
        return minutes > 0 ? new KwhPrice(sum / minutes, currency) : null;
    }

    private static T? Newest<T>(IReadOnlyList<T> all, Func<T, DateTimeOffset> since, DateTimeOffset moment) where T : class
    {
        for (var i = all.Count - 1; i >= 0; i--)
            if (since(all[i]) <= moment) return all[i];
        return null;
    }
}
