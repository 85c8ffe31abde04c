namespace Busbar.Core.SmartCharging;

/// <summary>
/// The cheapest times to charge for so long, out of those whose price is known: by quarters of an hour, in a few runs, since every start
/// wakes a car and wears its contactor. Exact: each quarter is taken or left, and of all ways to go on only the cheapest is kept.
/// </summary>
public static class CheapestRuns
{
    /// <summary>In how many runs at most.</summary>
    public const int Most = 3;

    private const double Quarter = 15;

    /// <summary>Of ways that cost the same the one with fewer starts counts: far less than any price is told in.</summary>
    private const double Start = 1e-7;

    /// <summary>Null where the times do not suffice. Of ways that cost the same the one with fewer starts counts, and then the earlier one.</summary>
    public static IReadOnlyList<ChargeRun>? Find(IReadOnlyList<PriceSlot> slots, double minutes)
    {
        if (minutes <= 0 || slots.Sum(slot => slot.Price is null ? 0 : slot.Minutes) < minutes - 1e-9) return null;
        // What is left of this quarter is either used whole or not at all.
        var without = Rest(slots, minutes, isOn: false);
        var first = slots[0];
        (double Cost, List<PriceSlot> Taken)? with = first.Price is not { } price ? null
            : minutes <= first.Minutes ? ((double)price * minutes, [first with { Minutes = minutes }])
            : Rest(slots, minutes - first.Minutes, isOn: true) is { } rest ? (rest.Cost + (double)price * first.Minutes, [first, .. rest.Taken]) : null;
        var best = with is { } early && !(without?.Cost < early.Cost) ? early : without;
        return best is { } found ? Join(found.Taken) : null;
    }

    private static (double Cost, List<PriceSlot> Taken)? Rest(IReadOnlyList<PriceSlot> slots, double minutes, bool isOn)
    {
        var (n, k) = (slots.Count, (int)Math.Ceiling(minutes / Quarter - 1e-9));
        var last = minutes - (k - 1) * Quarter;
        // The cheapest way on from a slot, by how many quarters are still to be taken, how many runs were begun, and whether one goes on.
        var cost = new double[n + 1, k + 1, Most + 1, 2];
        for (var left = 1; left <= k; left++)
            for (var runs = 0; runs <= Most; runs++) cost[n, left, runs, 0] = cost[n, left, runs, 1] = double.PositiveInfinity;
        for (var i = n - 1; i >= 1; i--)
            for (var left = 1; left <= k; left++)
                for (var runs = 0; runs <= Most; runs++)
                    for (var on = 0; on < 2; on++) cost[i, left, runs, on] = Math.Min(cost[i + 1, left, runs, 0], Take(i, left, runs, on));

        var (started, going) = isOn ? (1, 1) : (0, 0);
        if (n < 2 || double.IsPositiveInfinity(cost[1, k, started, going])) return null;
        var (whole, taken) = (cost[1, k, started, going], new List<PriceSlot>());
        for (var (i, left) = (1, k); left > 0; i++)
        {
            if (Take(i, left, started, going) is var take && !double.IsPositiveInfinity(take) && take <= cost[i + 1, left, started, 0])
            {
                taken.Add(slots[i] with { Minutes = left == 1 ? last : slots[i].Minutes });
                (left, started, going) = (left - 1, started + 1 - going, 1);
            }
            else going = 0;
        }
        return (whole, taken);

        double Take(int i, int left, int runs, int on)
        {
            var (needed, begun) = (left == 1 ? last : Quarter, runs + 1 - on);
            return begun > Most || slots[i].Price is not { } price || slots[i].Minutes < needed - 1e-9 ? double.PositiveInfinity : (double)price * needed + (1 - on) * Start + cost[i + 1, left - 1, begun, 1];
        }
    }

    private static List<ChargeRun> Join(List<PriceSlot> taken)
    {
        var runs = new List<ChargeRun>();
        foreach (var slot in taken)
        {
            if (runs.Count > 0 && runs[^1].To == slot.Start) runs[^1] = runs[^1] with { To = slot.End };
            else runs.Add(new ChargeRun(slot.Start, slot.End));
        }
        return runs;
    }
}
