using System.Data.Common;
using Busbar.Core.Locations;
using Busbar.Core.Tariffs;

namespace Busbar.Core.Prices;

/// <summary>All that is known of what a kilowatt-hour costs at one place over a span of time.</summary>
/// <param name="Tariffs">The tariffs that the place has had, oldest first.</param>
/// <param name="Market">The prices of its area, by the start of the quarter of an hour.</param>
public sealed record PriceSheet(TimeZoneInfo Zone, IReadOnlyList<PlacedTariff> Tariffs, IReadOnlyDictionary<DateTimeOffset, KwhPrice> Market)
{
    public static async Task<PriceSheet> Of(DbConnection db, Location place, DateTimeOffset start, DateTimeOffset end)
    {
        var tariffs = new List<PlacedTariff>();
        foreach (var placed in await TariffTable.PlacedHistory(db, place.Id))
            tariffs.Add(new PlacedTariff(placed.Since, placed.Intervals, await TariffTable.History(db, place.TenantId, placed.ClientId, placed.Tariff)));
        var market = await PriceAreaTable.Of(db, place) is { } area ? await PriceTable.List(db, area, Quarters.Of(start), end) : [];
        return new PriceSheet(ZoneOf(place), tariffs, market.ToDictionary(price => price.StartsAt, price => price.Price));
    }

    /// <summary>The same of many places of a tenant, by their ids, in few questions.</summary>
    public static async Task<IReadOnlyDictionary<Guid, PriceSheet>> OfAll(DbConnection db, Guid tenantId, IReadOnlyCollection<Location> places, DateTimeOffset start, DateTimeOffset end)
    {
        var placed = await TariffTable.PlacedHistory(db, [.. places.Select(place => place.Id)]);
        var versions = await TariffTable.History(db, tenantId, [.. placed.SelectMany(tariffs => tariffs).Select(tariff => tariff.Tariff).Distinct()]);
        var (areas, markets) = (await PriceAreaTable.Of(db, places), new Dictionary<string, IReadOnlyDictionary<DateTimeOffset, KwhPrice>>());
        foreach (var area in areas.Values.Distinct()) markets[area] = (await PriceTable.List(db, area, Quarters.Of(start), end)).ToDictionary(price => price.StartsAt, price => price.Price);
        return places.ToDictionary(place => place.Id, place => new PriceSheet(
            ZoneOf(place), [.. placed[place.Id].Select(tariff => new PlacedTariff(tariff.Since, tariff.Intervals, [.. versions[(tariff.ClientId, tariff.Tariff)]]))],
            areas.TryGetValue(place.Id, out var area) ? markets[area] : new Dictionary<DateTimeOffset, KwhPrice>()));
    }

    /// <summary>By which clock people live there; UTC where nobody told.</summary>
    public static TimeZoneInfo ZoneOf(Location place) => place.TimeZone is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
}

/// <summary>A tariff that a place had from a moment on.</summary>
/// <param name="Versions">What the tariff cost, oldest first.</param>
public sealed record PlacedTariff(DateTimeOffset Since, IReadOnlyList<TariffInterval> Intervals, IReadOnlyList<Tariff> Versions)
{
    /// <summary>The rate of every minute of a week.</summary>
    public string?[] Week { get; } = TariffWeek.Of(Intervals).Value;
}
