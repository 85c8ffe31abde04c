using Busbar.Core.Commands;
using Busbar.Core.Prices;
using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>What a plan does at a moment. A decision of <see cref="SmartDecision"/>'s.</summary>
internal static class FollowPlan
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(30);

    public static SmartStep Next(SmartStatus before, ChargingPlan plan, SmartSituation at)
    {
        // Whoever is not full when all runs are over goes on until it is.
        var charges = at.IsProtected || at.Now >= plan.EstimatedFinishAt || plan.Runs.Any(run => run.Holds(at.Now));
        var step = charges ? Charge(before, plan, at) : Pause(before, plan, at);
        return step.Status.OpenPlan is null || step.LookAt is not null ? step : step with { LookAt = NextLook(plan, at) };
    }

    private static SmartStep Pause(SmartStatus before, ChargingPlan plan, SmartSituation at)
    {
        var (stop, last) = (new Command(CommandKind.StopCharging), plan.Attempt);
        if (at.Facts.IsCharging is false)
            return Show(before, plan with { StopConfirmedAt = plan.StopConfirmedAt ?? at.Now }, at.Outlook.IsWhole ? SmartState.Stopped : SmartState.AwaitingPrices, at);
        if (last?.Wish != stop) return Tell(before, plan, SmartState.Stopping, stop, at);
        if (Attempt.IsUnderWay(last, at.Last, stop) || at.Facts.IsCharging is null) return Show(before, plan, SmartState.Stopping, at, at.Now + soon);
        // It was seen to stop, and charges: somebody wants it to.
        if (at.Last?.Status is CommandStatus.Succeeded) return SmartDecision.End(before, plan, SmartState.Failed, PlanFailure.Unknown, at);
        return Show(before, plan with { Failure = PlanFailure.StopFailed }, SmartState.StopFailed, at);
    }

    private static SmartStep Charge(SmartStatus before, ChargingPlan plan, SmartSituation at)
    {
        var (start, last) = (new Command(CommandKind.StartCharging), plan.Attempt);
        if (at.Facts.IsCharging is true)
            return Show(before, plan with { StartConfirmedAt = plan.StartConfirmedAt ?? (plan.StopConfirmedAt is null ? null : at.Now), Failure = null }, SmartState.Started, at);
        if (Attempt.IsUnderWay(last, at.Last, start) || (at.Facts.IsCharging is null && last?.Wish == start)) return Show(before, plan, SmartState.Starting, at, at.Now + soon);
        if (last?.Wish == start && at.Last?.Status is CommandStatus.Succeeded) return Show(before, plan with { Failure = PlanFailure.Interrupted }, SmartState.Interrupted, at);
        if (Attempt.MayBeTold(last, at.Last, start, at.Now)) return Tell(before, plan, SmartState.Starting, start, at);
        return Show(before, plan with { Failure = PlanFailure.StartFailed }, SmartState.StartFailed, at, last!.At + Attempt.Pause);
    }

    private static SmartStep Tell(SmartStatus before, ChargingPlan plan, SmartState state, Command command, SmartSituation at) =>
        Show(before, plan, state, at, at.Now + soon) with { Tell = command.Kind };

    private static SmartStep Show(SmartStatus before, ChargingPlan plan, SmartState state, SmartSituation at, DateTimeOffset? lookAt = null) =>
        new((before with { Plan = plan }).In(state, at.Now), LookAt: lookAt);

    /// <summary>When a run begins or ends, and at every quarter of an hour: prices may be others then.</summary>
    private static DateTimeOffset NextLook(ChargingPlan plan, SmartSituation at) =>
        plan.Runs.SelectMany(run => new[] { run.From, run.To }).Where(moment => moment > at.Now).Append(Quarters.Of(at.Now) + Quarters.Length).Min();
}
