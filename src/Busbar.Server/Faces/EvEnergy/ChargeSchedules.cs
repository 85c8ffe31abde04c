using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Prices;
using Busbar.Core.SmartCharging;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which instructions are asked for.</summary>
/// <param name="From">Only those that begin then or later; and then or earlier.</param>
/// <param name="PlanId">Only those of this plan.</param>
/// <param name="IsNewest">Not those of plans that another took over from.</param>
internal sealed record ScheduleChoice(DateTimeOffset? From, DateTimeOffset? To, Guid? PlanId, bool IsNewest)
{
    public static readonly ScheduleChoice Newest = new(null, null, null, true);
}

/// <summary>When a part of a session is to charge, and by which plans, in this dialect's words.</summary>
internal static class ChargeSchedules
{
    private static readonly TimeSpan length = TimeSpan.FromMinutes(30);

    /// <summary>All plans that were made in these sessions, by device.</summary>
    public static Task<ILookup<Guid, ChargingPlan>> Plans(DbConnection db, IReadOnlyCollection<PartedSession> sessions) => sessions.Count == 0
        ? Task.FromResult(Array.Empty<ChargingPlan>().ToLookup(plan => plan.DeviceId))
        : PlanTable.Of(db, sessions.Select(one => one.View.Id).ToHashSet(), sessions.Min(one => one.Session.PluggedAt), sessions.Max(one => one.Session.EndedAt ?? DateTimeOffset.MaxValue.Stored()));

    /// <param name="whole">The sub-session, where it is asked for.</param>
    public static EvSchedules Show(PartedSession one, ChargePart part, EvUrls urls, EvChargingSubSession? whole, IEnumerable<ChargingPlan> plans, ScheduleChoice choice)
    {
        var intervals = part.Mode is ChargeMode.Boost ? choice.PlanId is null ? Boost(one, part) : [] : Within(one, part, plans, choice).SelectMany(plan => Of(one, part, plan));
        return new EvSchedules(
            urls.SubSession(part.Id) + "/schedules", new Ref<EvChargingSubSession>(urls.SubSession(part.Id), whole),
            [.. intervals.Where(interval => !(interval.StartedAt < choice.From) && !(interval.StartedAt > choice.To)).OrderBy(interval => interval.StartedAt).ThenBy(interval => interval.CreatedAt)]);
    }

    /// <param name="minimum">Below which level the device charges at once, in percent.</param>
    public static EvSchedulePlans ShowPlans(
        PartedSession one, ChargePart part, EvUrls urls, EvChargingSubSession? whole, IEnumerable<ChargingPlan> plans, double minimum, bool withPrices, DateTimeOffset? from, DateTimeOffset? to)
    {
        var address = urls.SubSession(part.Id);
        return new EvSchedulePlans(
            address + "/schedule_plans", new Ref<EvChargingSubSession>(address, whole),
            [.. Within(one, part, plans, new ScheduleChoice(null, null, null, false)).Where(plan => !(plan.CreatedAt < from) && !(plan.CreatedAt > to)).Select(plan => Show(one, plan, minimum, withPrices))]);
    }

    /// <summary>The plans that went on during the part, oldest first; where the newest is asked for, that one alone.</summary>
    private static IEnumerable<ChargingPlan> Within(PartedSession one, ChargePart part, IEnumerable<ChargingPlan> plans, ScheduleChoice choice)
    {
        if (part.Mode is not ChargeMode.Smart) return [];
        var known = plans.Where(plan => plan.CreatedAt >= one.Session.PluggedAt && !(plan.CreatedAt >= part.End) && !(plan.EndedAt <= part.Start)).ToList();
        if (choice.PlanId is { } only) return known.Where(plan => plan.Id == only);
        return choice.IsNewest ? known.TakeLast(1) : known;
    }

    private static IEnumerable<EvScheduleInterval> Boost(PartedSession one, ChargePart part)
    {
        var boost = one.Overrides.FirstOrDefault(boost => boost.CreatedAt <= part.Start && !(boost.EndedAt <= part.Start));
        return boost is null ? [] : [new EvScheduleInterval(part.Start, null, Milliamps(one.View), EvScheduleType.BOOST, boost.CommandId is null ? null : boost.CreatedAt, boost.CreatedAt)];
    }

    private static IEnumerable<EvScheduleInterval> Of(PartedSession one, ChargePart part, ChargingPlan plan)
    {
        var (end, told) = (plan.EndedAt ?? (plan.EstimatedFinishAt > plan.Deadline ? plan.EstimatedFinishAt : plan.Deadline), plan.Attempt is { CommandId: not null } attempt ? attempt : null);
        var halves = new List<(DateTimeOffset At, bool IsOn)>();
        var first = plan.CreatedAt > part.Start ? plan.CreatedAt : part.Start;
        for (var at = new DateTimeOffset(first.UtcTicks - first.UtcTicks % length.Ticks, TimeSpan.Zero); at < end && !(at >= part.End); at += length)
            halves.Add((at, plan.Runs.Any(run => run.From < at + length && run.To > at)));
        // What it was told last holds from the half hour of that, for as long as it is to do the same.
        var index = told is null ? -1 : halves.FindIndex(half => told.At < half.At + length && half.IsOn == told.Wish.Kind is CommandKind.StartCharging);
        var until = index < 0 ? -1 : halves.FindIndex(index, half => half.IsOn != halves[index].IsOn) is var change && change < 0 ? halves.Count : change;
        return halves.Select((half, i) => new EvScheduleInterval(
            half.At, (int)length.TotalSeconds, half.IsOn ? Milliamps(one.View) : 0, EvScheduleType.SMART, index >= 0 && i >= index && i < until ? told!.At : null, plan.CreatedAt));
    }

    private static EvSchedulePlan Show(PartedSession one, ChargingPlan plan, double minimum, bool withPrices)
    {
        var (need, capacity) = (plan.Need, one.Session.Facts.CapacityKwh ?? one.View.State.Number(Signal.BatteryCapacity));
        var isCar = one.View.Device.Kind is DeviceKind.EV;
        return new EvSchedulePlan(
            EvId.Write(OfSchedulePlan.Prefix, plan.Id), plan.CreatedAt, plan.Deadline, null, Milliamps(one.View), 0, (int)Math.Round(need.Minutes * 60), need.Level is { } level && capacity is { } kwh ? SubSessionWords.WattHours(level / 100 * kwh) : null,
            EvNumber.Thousandths(need.Kw), need.Kw is null ? null : isCar ? EvChargeRateSource.CURRENT_SESSION_VEHICLE_DATA_LOGS : EvChargeRateSource.CURRENT_SESSION_EVSE_DATA_LOGS,
            need.Kw is { } rate ? SubSessionWords.WattHours(rate * need.Minutes / 60) : null, (int)Math.Round(minimum), (int)Math.Round(need.Limit ?? 100), withPrices ? Prices(one, plan) : null);
    }

    private static IReadOnlyList<EvPlanPrice> Prices(PartedSession one, ChargingPlan plan)
    {
        var (currency, shown, from) = (plan.Currency ?? SubSessionWords.CurrencyOf(one), new List<EvPlanPrice>(), plan.PricesFrom);
        foreach (var price in plan.Prices)
        {
            var to = Quarters.Of(from) + Quarters.Length is var next && next < plan.Deadline ? next : plan.Deadline;
            if (price is { } known) shown.Add(new EvPlanPrice(from, (int)(to - from).TotalSeconds, EvMoney.Minor((double)known, currency)));
            from = to;
        }
        return shown;
    }

    private static int? Milliamps(DeviceView view) => EvNumber.Thousandths(view.State.Number(Signal.MaxCurrent));
}
