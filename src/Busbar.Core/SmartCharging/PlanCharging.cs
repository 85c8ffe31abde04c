namespace Busbar.Core.SmartCharging;

/// <summary>Makes plans, and makes them anew where what they were made from has changed. What is not known is not guessed: then there is no plan, and the device charges.</summary>
public static class PlanCharging
{
    /// <summary>By so much the need may grow before the runs are found anew, in minutes: estimates waver.</summary>
    private const double Tolerance = 5;

    /// <summary>Null where nothing is to be gained, or not enough is known to say so.</summary>
    public static ChargingPlan? New(SmartSituation at)
    {
        if (at is not { Need: { Minutes: > 0 } need, LocationId: { } place, Deadline: { } deadline, Policy.Deadline: { } minute }) return null;
        var atOnce = new[] { new ChargeRun(at.Now, at.Now.AddMinutes(need.Minutes)) };
        if (at.Outlook.CostOf(atOnce) is not { } dear || CheapestRuns.Find(at.Outlook.Slots, need.Minutes) is not { } runs || at.Outlook.CostOf(runs) is not { } cheap || cheap >= dear) return null;
        return new ChargingPlan(
            at.PlanId, at.Policy.TenantId, at.Policy.DeviceId, place, at.Now, deadline, minute, runs, need, at.Outlook.Slots[0].Start, [.. at.Outlook.Slots.Select(slot => slot.Price)], at.Outlook.Currency,
            dear * need.Kw, cheap * need.Kw);
    }

    /// <summary>The plan as it is now that this is known. Where it can not be in time any more, it charges at once.</summary>
    public static ChargingPlan Renew(ChargingPlan plan, SmartSituation at)
    {
        var need = at.Need ?? plan.Need;
        plan = plan with { Need = need };
        if (at.Now >= plan.Deadline) return plan;
        var isShort = plan.MinutesAfter(at.Now) < need.Minutes - Tolerance;
        if (!isShort && ArePricesAsBefore(plan, at.Outlook)) return plan;
        var runs = CheapestRuns.Find(at.Outlook.Slots, need.Minutes);
        // Prices that are gone are no reason to leave a plan that suffices.
        if (runs is null) return isShort ? plan with { Runs = [new ChargeRun(at.Now, at.Now.AddMinutes(need.Minutes))], SmartCost = null } : plan;
        return plan with
        {
            Runs = runs, SmartCost = at.Outlook.CostOf(runs) * need.Kw, PricesFrom = at.Outlook.Slots[0].Start, Prices = [.. at.Outlook.Slots.Select(slot => slot.Price)],
        };
    }

    // Both end at the deadline.
    private static bool ArePricesAsBefore(ChargingPlan plan, PriceOutlook now) =>
        now.Slots.Count <= plan.Prices.Count && now.Slots.Select(slot => slot.Price).SequenceEqual(plan.Prices.Skip(plan.Prices.Count - now.Slots.Count));
}
