using System.Globalization;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A tariff that an application has placed, with all that is shown of it.</summary>
/// <param name="Sheet">What is known of prices there now.</param>
/// <param name="Country">Where its user lives, two capital letters; null where nobody told.</param>
/// <param name="HasMarket">Whether the market's prices hold there where no rate does.</param>
internal sealed record TariffView(Location Place, LocationTariff Placed, Tariff Tariff, PriceSheet Sheet, bool HasMarket, string? Country)
{
    /// <summary>The rate of every minute of a week.</summary>
    public string?[] Week { get; } = TariffWeek.Of(Placed.Intervals).Value;
}

/// <summary>Tariffs in this dialect's words.</summary>
internal sealed class TariffWords(EvUrls urls, Client client)
{
    public EvSupplier Supplier => new(EvId.Write(OfSupplier.Prefix, client.Id), urls.Supplier(client.Id), client.Name, null, false);

    public EvTariff Show(TariffView tariff, EvExpand expand, bool withDailyPrices)
    {
        var (id, url, type) = (EvId.Write(OfTariff.Prefix, tariff.Place.Id), urls.Tariff(tariff.Place.Id), Type(tariff));
        var currency = EvMoney.Currency(type is EvTariffType.DYNAMIC ? tariff.Sheet.Market.Values.FirstOrDefault().Currency : null, tariff.Country);
        return new EvTariff(
            id, url, new Ref<EvSupplier>(urls.Supplier(client.Id), expand.Has("supplier") ? Supplier : null), tariff.Placed.Tariff, currency, false, type, withDailyPrices ? DailyPrices(tariff) : null,
            tariff.Place.TimeZone, null, null, TimeZoneInfo.ConvertTime(tariff.Placed.Since, tariff.Sheet.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null,
            new Ref<EvTariffBase>(url, expand.Has("scheduler_tariff") ? new EvTariffBase(id, url, urls.Supplier(client.Id), tariff.Placed.Tariff, currency) : null));
    }

    /// <param name="prices">Those of the last 24 hours; null where their address will do.</param>
    public EvTariffDetail Show(TariffView tariff, EvExpand expand, DateTimeOffset now, IReadOnlyList<EvPrice>? prices)
    {
        var shown = Show(tariff, expand, withDailyPrices: false);
        return new EvTariffDetail(
            Minor(KwhCost.At(tariff.Sheet, now)), new Ref<IReadOnlyList<EvPrice>>(shown.Url + "/prices", prices), shown.Id, shown.Url, shown.Supplier, shown.Name, shown.Currency, shown.Highlighted, shown.Type,
            shown.DailyPrices, shown.TimezoneName, shown.PriceChartUrl, shown.GspGroup, shown.ValidFrom, shown.ValidUntil, shown.SchedulerTariff);
    }

    /// <summary>The prices of the quarters of an hour from one to another, newest first; those that are not known are not among them.</summary>
    public static IEnumerable<EvPrice> Prices(PriceSheet sheet, DateTimeOffset first, DateTimeOffset last)
    {
        for (var start = last; start >= first; start -= Quarters.Length)
            if (Minor(KwhCost.Over(sheet, start, (int)Quarters.Length.TotalMinutes)) is { } price) yield return new EvPrice(start, (int)Quarters.Length.TotalSeconds, price);
    }

    // What is too large for the number that it is shown as, is not shown.
    private static int? Minor(KwhPrice? price) => price is { } known && Math.Round(known.Amount * 100, MidpointRounding.AwayFromZero) is >= int.MinValue and <= int.MaxValue and var minor ? (int)minor : null;

    private static EvTariffType Type(TariffView tariff) => (tariff.Week.Contains(null), tariff.Week.Distinct().Count()) switch
    {
        (true, _) => tariff.HasMarket ? EvTariffType.DYNAMIC : EvTariffType.OTHER,
        (false, 1) => EvTariffType.FLAT_RATE,
        (false, 2) => EvTariffType.DUAL_RATE,
        (false, 3) => EvTariffType.THREE_RATE,
        _ => EvTariffType.OTHER,
    };

    private static EvDailyPrices? DailyPrices(TariffView tariff)
    {
        var day = tariff.Week[..TariffWeek.Day];
        if (day.Contains(null) || tariff.Week.Chunk(TariffWeek.Day).Any(other => !other.SequenceEqual(day))) return null;
        var rates = day.OfType<string>().Distinct().OrderByDescending(tariff.Tariff.CostOfRate).ThenBy(rate => rate, StringComparer.Ordinal).ToList();
        return rates.Count > 3 ? null : new EvDailyPrices(Summary(rates[0]), rates.Count > 2 ? Summary(rates[1]) : null, rates.Count > 1 ? Summary(rates[^1]) : null);

        EvPriceSummary Summary(string rate) => new(tariff.Tariff.CostOfRate(rate)?.ToString(CultureInfo.InvariantCulture) ?? "", [.. Times(day, rate)]);
    }

    /// <summary>When a rate applies on a day that is as all others: what goes over midnight is one span.</summary>
    private static IEnumerable<EvPriceTimes> Times(string?[] day, string rate)
    {
        if (day.All(one => one == rate)) yield return new EvPriceTimes(Clock(0), Clock(0));
        for (var from = 0; from < day.Length; from++)
        {
            if (day[from] != rate || day[(from + day.Length - 1) % day.Length] == rate) continue;
            var minutes = 1;
            while (day[(from + minutes) % day.Length] == rate) minutes++;
            yield return new EvPriceTimes(Clock(from), Clock((from + minutes) % day.Length));
        }
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}:00");
}
