namespace Busbar.Core.Prices;

/// <summary>What a kilowatt-hour costs, in units of the currency, not in their hundredths.</summary>
/// <param name="Currency">By ISO 4217; null where nobody told, as of an application's own tariff.</param>
public readonly record struct KwhPrice(decimal Amount, string? Currency);

/// <summary>The price of an area for a quarter of an hour, as the market made it the day before.</summary>
/// <param name="Area">As the market calls it, such as NO1 or DE-LU.</param>
/// <param name="StartsAt">On a quarter of an hour.</param>
public sealed record MarketPrice(string Area, DateTimeOffset StartsAt, KwhPrice Price);

/// <summary>The quarters of an hour: the finest step in which prices are made, and so the one in which all are kept.</summary>
public static class Quarters
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    /// <summary>The start of the one that a moment lies in.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => moment.ToUniversalTime().AddTicks(-(moment.UtcTicks % Length.Ticks));

    /// <summary>The end of the last one that something lies in which ends at this moment.</summary>
    public static DateTimeOffset After(DateTimeOffset moment) => Of(moment) is var start && start.UtcTicks == moment.UtcTicks ? start : start + Length;
}
