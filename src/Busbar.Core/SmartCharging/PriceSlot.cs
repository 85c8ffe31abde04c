using Busbar.Core.Prices;

namespace Busbar.Core.SmartCharging;

/// <summary>A quarter of an hour, or what is left of one, and what a kilowatt-hour costs in it; null where that is not known.</summary>
public readonly record struct PriceSlot(DateTimeOffset Start, double Minutes, decimal? Price)
{
    public DateTimeOffset End => Start.AddMinutes(Minutes);
}

/// <summary>The prices that a plan is made from.</summary>
/// <param name="Slots">One after the other, from now to the deadline; all but the first and the last are whole.</param>
/// <param name="Currency">Null where nobody told.</param>
public sealed record PriceOutlook(IReadOnlyList<PriceSlot> Slots, string? Currency)
{
    public static readonly PriceOutlook None = new([], null);

    /// <summary>What is not in the currency of the first is as good as unknown.</summary>
    public static PriceOutlook Of(PriceSheet sheet, DateTimeOffset now, DateTimeOffset deadline)
    {
        var (slots, currency) = (new List<PriceSlot>(), (string?)null);
        for (var from = now; from < deadline;)
        {
            var quarter = Quarters.Of(from);
            var to = quarter + Quarters.Length < deadline ? quarter + Quarters.Length : deadline;
            var price = KwhCost.Over(sheet, quarter, (int)Quarters.Length.TotalMinutes);
            currency ??= price?.Currency;
            slots.Add(new PriceSlot(from, (to - from).TotalMinutes, price is { } known && (known.Currency ?? currency) == currency ? known.Amount : null));
            from = to;
        }
        return new PriceOutlook(slots, currency);
    }

    public bool IsWhole => Slots.All(slot => slot.Price is not null);

    /// <summary>What it costs to charge at a kilowatt over these times; null where a price is not known, or the times reach beyond.</summary>
    public double? CostOf(IReadOnlyList<ChargeRun> runs)
    {
        var (cost, minutes) = (0.0, 0.0);
        foreach (var slot in Slots)
            foreach (var run in runs)
            {
                var (from, to) = (slot.Start > run.From ? slot.Start : run.From, slot.End < run.To ? slot.End : run.To);
                if (to <= from) continue;
                if (slot.Price is not { } price) return null;
                (cost, minutes) = (cost + (double)price * (to - from).TotalHours, minutes + (to - from).TotalMinutes);
            }
        return Math.Abs(minutes - runs.Sum(run => (run.To - run.From).TotalMinutes)) < 0.001 ? cost : null;
    }
}
