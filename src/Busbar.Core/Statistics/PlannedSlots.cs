using Busbar.Core.Prices;
using Busbar.Core.SmartCharging;

namespace Busbar.Core.Statistics;

/// <summary>Tells what was consumed by a plan, and what it would have cost at once.</summary>
public static class PlannedSlots
{
    private const int LongestMinutes = 7 * 24 * 60;

    /// <param name="sheet">The prices of a place; null where they are not known.</param>
    public static IReadOnlyList<PricedSlot> Mark(IReadOnlyList<PricedSlot> slots, IReadOnlyList<PlacedSession> sessions, IReadOnlyList<ChargingPlan> plans, Func<Guid, PriceSheet?> sheet)
    {
        if (plans.Count == 0) return slots;
        var marked = slots.ToArray();
        foreach (var (session, locationId) in sessions)
        {
            // The first plan of a session is the one without which it would have gone on.
            var end = session.EndedAt ?? DateTimeOffset.MaxValue;
            if (plans.FirstOrDefault(plan => plan.StopConfirmedAt is not null && plan.StopAt >= session.PluggedAt && plan.StopAt < end) is not { } plan) continue;
            var planned = Enumerable.Range(0, marked.Length).Where(i => marked[i].Start >= plan.StopAt && marked[i].Start < end).ToList();
            var atOnce = locationId is { } place ? AtOnce(sheet(place), plan, planned.Sum(i => marked[i].Draw.Kwh), session.Facts.AveragePowerW / 1000 ?? plan.Need.Kw) : null;
            foreach (var i in planned) marked[i] = marked[i] with { IsPlanned = true, AtOnce = atOnce };
        }
        return marked;
    }

    /// <summary>The mean price of as many hours from the stop on as it charged later.</summary>
    private static KwhPrice? AtOnce(PriceSheet? sheet, ChargingPlan plan, double kwh, double? kw)
    {
        if (sheet is null || kwh <= 0 || kw is not > 0) return null;
        var minutes = (int)Math.Min(LongestMinutes + 1, Math.Ceiling(kwh / kw.Value * 60));
        return minutes <= LongestMinutes ? KwhCost.Over(sheet, plan.StopAt, minutes) : null;
    }
}
