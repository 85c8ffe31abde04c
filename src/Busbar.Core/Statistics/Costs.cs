using Busbar.Core.Prices;

namespace Busbar.Core.Statistics;

/// <summary>The least, the most and the mean of something.</summary>
public readonly record struct Spread(double Min, double Max, double Mean);

/// <summary>What energy cost altogether, and by the kilowatt-hour.</summary>
/// <param name="Sum">0 where nothing was consumed.</param>
/// <param name="Price">Of a kilowatt-hour, the mean by energy; null where nothing was consumed.</param>
public sealed record Cost(double Sum, Spread? Price);

/// <summary>Adds up what energy cost. What is known in part is not known: half of a sum would pass for the whole.</summary>
public static class Costs
{
    /// <summary>What it would have cost without plans; null where there were none, or that is not known.</summary>
    public static Cost? WithoutPlans(IReadOnlyCollection<PricedSlot> slots) =>
        slots.Any(slot => slot is { IsPlanned: true, Draw.Kwh: > 0 }) ? Of(slots.Select(slot => (slot.Draw.Kwh, slot.IsPlanned ? slot.AtOnce : slot.Price))) : null;

    /// <summary>Null where the price of any energy is unknown, or not all in one currency.</summary>
    public static Cost? Of(IEnumerable<(double Kwh, KwhPrice? Price)> consumed)
    {
        var (sum, kwh, min, max, currency) = (0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, (string?)null);
        foreach (var (energy, known) in consumed)
        {
            if (energy <= 0) continue;
            if (known is not { } price || (currency is not null && price.Currency is not null && price.Currency != currency)) return null;
            currency ??= price.Currency;
            var amount = (double)price.Amount;
            (sum, kwh, min, max) = (sum + energy * amount, kwh + energy, Math.Min(min, amount), Math.Max(max, amount));
        }
        return new Cost(sum, kwh > 0 ? new Spread(min, max, sum / kwh) : null);
    }
}
