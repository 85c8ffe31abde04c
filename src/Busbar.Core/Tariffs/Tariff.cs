using System.Globalization;

namespace Busbar.Core.Tariffs;

/// <summary>What a kilowatt-hour costs by an application's own word, rate by rate, from a moment on.</summary>
/// <param name="Name">The application's own, unique among its tariffs.</param>
/// <param name="Since">From when on these are its rates, until there are newer ones.</param>
public sealed record Tariff(Guid TenantId, Guid ClientId, string Name, DateTimeOffset Since, IReadOnlyList<TariffRate> Rates)
{
    private readonly Dictionary<string, decimal> costs = Rates.ToDictionary(rate => rate.Name, rate => CostOf(rate.Cost));

    /// <summary>Null where it has no rate of this name.</summary>
    public decimal? CostOfRate(string name) => costs.TryGetValue(name, out var cost) ? cost : null;

    private static decimal CostOf(string cost) => decimal.Parse(cost, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}

/// <param name="Cost">Of a kilowatt-hour, a decimal number exactly as it was told; in whatever currency the application reckons in.</param>
public sealed record TariffRate(string Name, string Cost);

/// <summary>When in a week a rate applies, by the clock of the place.</summary>
/// <param name="Rate">Its name.</param>
/// <param name="Weekdays">The days on which it begins, from 0 for Monday; null for all.</param>
/// <param name="From">Minutes from midnight.</param>
/// <param name="To">Not part of it. Before <paramref name="From"/>, where it ends on the next day.</param>
public sealed record TariffInterval(string Rate, IReadOnlyList<int>? Weekdays, int From, int To);

/// <summary>The tariff of a place from a moment on, until there is a newer one.</summary>
/// <param name="ClientId">The application whose tariff it is.</param>
/// <param name="Intervals">When which rate applies. At all other times the market's price does.</param>
public sealed record LocationTariff(Guid LocationId, DateTimeOffset Since, Guid ClientId, string Tariff, IReadOnlyList<TariffInterval> Intervals);
