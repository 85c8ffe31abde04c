namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Whose tariffs they are: the application's own.</summary>
/// <param name="Icon">Null: no pictures are kept.</param>
/// <param name="Highlighted">False: it is the only one.</param>
public sealed record EvSupplier(string Id, string Url, string Name, string? Icon, bool Highlighted);

/// <summary>What a kilowatt-hour costs at a place of a user's, by the application's own word.</summary>
/// <param name="Name">The application's own id of the tariff, which may be in force at many places.</param>
/// <param name="Currency">That of the market where its prices hold; else of the country where its user lives; else EUR.</param>
/// <param name="Highlighted">False: nothing is put first here.</param>
/// <param name="Type">By how many rates apply in a week; DYNAMIC where the market's price does between them; OTHER where nothing is known of some times, or there are more than three.</param>
/// <param name="DailyPrices">With include_optional=daily_prices, where every day of the week has the same one to three rates; left out else.</param>
/// <param name="TimezoneName">By whose clock rates apply; null where nobody told, which is UTC.</param>
/// <param name="PriceChartUrl">Null: there are no charts.</param>
/// <param name="GspGroup">Null: it is for Great Britain, and not told.</param>
/// <param name="ValidFrom">The day from which on it is in force there.</param>
/// <param name="ValidUntil">Null: until another is put in its place.</param>
/// <param name="SchedulerTariff">The same: what charging is planned by is what is paid.</param>
public sealed record EvTariff(
    string Id, string Url, Ref<EvSupplier> Supplier, string Name, string Currency, bool Highlighted, EvTariffType Type, [property: AbsentWhenNull] EvDailyPrices? DailyPrices, string? TimezoneName, string? PriceChartUrl,
    string? GspGroup, string ValidFrom, string? ValidUntil, Ref<EvTariffBase>? SchedulerTariff);

/// <summary>A tariff with what it costs now.</summary>
/// <param name="CurrentPrice">Of a kilowatt-hour, in hundredths of the currency; null where it is not known.</param>
/// <param name="Prices">The address of its prices, or those of the last 24 hours.</param>
/// <param name="Name">The application's own id of the tariff, which may be in force at many places.</param>
/// <param name="Currency">That of the market where its prices hold; else of the country where its user lives; else EUR.</param>
public sealed record EvTariffDetail(
    int? CurrentPrice, Ref<IReadOnlyList<EvPrice>>? Prices, string Id, string Url, Ref<EvSupplier> Supplier, string Name, string Currency, bool Highlighted, EvTariffType Type, [property: AbsentWhenNull] EvDailyPrices? DailyPrices,
    string? TimezoneName, string? PriceChartUrl, string? GspGroup, string ValidFrom, string? ValidUntil, Ref<EvTariffBase>? SchedulerTariff);

/// <summary>A tariff in short.</summary>
/// <param name="Supplier">The address of its supplier.</param>
public sealed record EvTariffBase(string Id, string Url, string Supplier, string Name, string Currency);

public enum EvTariffType { FLAT_RATE, DUAL_RATE, THREE_RATE, DYNAMIC, EXTERNALLY_MANAGED, OTHER }

/// <summary>What a kilowatt-hour costs on any day.</summary>
/// <param name="Peak">The dearest rate.</param>
/// <param name="MidPeak">The one between; left out where there are fewer than three.</param>
/// <param name="OffPeak">The cheapest; left out where there is only one.</param>
[AbsentWhenNull]
public sealed record EvDailyPrices(EvPriceSummary Peak, EvPriceSummary? MidPeak, EvPriceSummary? OffPeak);

/// <param name="Price">In units of the currency, not in their hundredths.</param>
/// <param name="Times">When it applies, by the clock of the place.</param>
public sealed record EvPriceSummary(string Price, IReadOnlyList<EvPriceTimes> Times);

/// <param name="Start">HH:MM:SS.</param>
/// <param name="End">HH:MM:SS, not part of it; 00:00:00 for midnight. Not after the start, where it ends on the next day.</param>
public sealed record EvPriceTimes(string Start, string End);

/// <summary>What a kilowatt-hour costs in a quarter of an hour.</summary>
/// <param name="PriceMinorUnits">In hundredths of the currency.</param>
public sealed record EvPrice(DateTimeOffset StartedAt, int IntervalSeconds, int PriceMinorUnits);
