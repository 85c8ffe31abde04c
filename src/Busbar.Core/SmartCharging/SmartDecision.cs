using Busbar.Core.Commands;
using Busbar.Core.Prices;

namespace Busbar.Core.SmartCharging;

/// <summary>
/// What smart charging does next. A plan begins with a stop: only a device that charges is stopped, and only where that is cheaper. What
/// another hand does to it afterwards is left as it is.
/// </summary>
public static class SmartDecision
{
    public static SmartStep Next(SmartSituation at)
    {
        var before = at.Policy.Status with { UpdatedAt = at.Now, Consideration = at.Policy.IsEnabled ? at.Consideration : null, Override = at.Override };
        var plan = before.OpenPlan;
        if (!at.Policy.IsEnabled) return plan is null ? new SmartStep(before.In(SmartState.Disabled, at.Now)) : End(before, plan, SmartState.EndedDisabled, null, at, SmartState.Disabled);
        if (at.Facts.IsPluggedIn is false) return plan is null ? new SmartStep(Resting(before, at)) : End(before, plan, SmartState.Unplugged, null, at);
        if (at.IsDone) return plan is null ? new SmartStep(before.State is SmartState.Finished ? before : before.In(SmartState.FullyCharged, at.Now)) : Finish(before, plan, at);
        // A plan outlasts that: the device may be stopped, and is to be started once it can be told again.
        if (!at.IsCapable) return new SmartStep(before.In(SmartState.Unknown, at.Now));
        if (at.Override is not null) return Wait(before, plan, at);
        if (plan is null) return Consider(before, at);
        return plan.DeadlineMinute == at.Policy.Deadline ? FollowPlan.Next(before, PlanCharging.Renew(plan, at), at) : Replace(before, plan, at);
    }

    /// <summary>What the device was told before the override says nothing about what comes after.</summary>
    private static SmartStep Wait(SmartStatus before, ChargingPlan? plan, SmartSituation at) => plan is null
        ? new SmartStep(before.In(SmartState.Considering, at.Now)) : new SmartStep((before with { Plan = plan with { Attempt = null } }).In(SmartState.Overridden, at.Now));

    /// <summary>The deadline was changed: a plan for the new one takes over from the one before.</summary>
    private static SmartStep Replace(SmartStatus before, ChargingPlan plan, SmartSituation at)
    {
        var ended = plan.End(SmartState.DeadlineChanged, null, at.Now);
        if (PlanCharging.New(at) is not { } next) return Resume(before with { Plan = ended }, ended, SmartState.Considering, at);
        return FollowPlan.Next(before, next with { Attempt = plan.Attempt, StopConfirmedAt = plan.StopConfirmedAt }, at) with { Ended = ended };
    }

    private static SmartStep Consider(SmartStatus before, SmartSituation at)
    {
        if (Resting(before, at) is { State: not SmartState.Considering } resting) return new SmartStep(resting);
        if (at is not { Facts.IsCharging: true, LocationId: not null, Need: not null, Deadline: not null }) return new SmartStep(before.In(SmartState.Considering, at.Now));
        // By the next quarter of an hour prices, or what is left to charge, may be others.
        var (next, soon) = (PlanCharging.New(at), Quarters.Of(at.Now) + Quarters.Length);
        if (at.IsProtected || next is null) return new SmartStep(before.In(at.Outlook.Slots is [{ Price: null }, ..] ? SmartState.Unknown : SmartState.Considering, at.Now), LookAt: soon);
        if (next.Runs[0].Holds(at.Now)) return new SmartStep(before.In(SmartState.Considering, at.Now), LookAt: next.Runs[0].To < soon ? next.Runs[0].To : soon);
        return FollowPlan.Next(before, next, at);
    }

    /// <summary>What has ended stays to be seen until the plug is in or out, or it charges again.</summary>
    private static SmartStatus Resting(SmartStatus before, SmartSituation at) => before.State switch
    {
        SmartState.Unplugged when !at.IsPluggedIn => before,
        SmartState.Finished when at.IsPluggedIn && at.Facts.IsCharging is not true => before,
        SmartState.Failed when at.IsPluggedIn => before,
        _ => before.In(SmartState.Considering, at.Now),
    };

    private static SmartStep Finish(SmartStatus before, ChargingPlan plan, SmartSituation at)
    {
        var isLate = at.Now - plan.CreatedAt > (plan.EstimatedFinishAt - plan.CreatedAt) * 1.15;
        return End(before, plan, SmartState.Finished, plan.Failure is null && isLate ? PlanFailure.FinishedLate : null, at);
    }

    internal static SmartStep End(SmartStatus before, ChargingPlan plan, SmartState final, PlanFailure? failure, SmartSituation at, SmartState? shown = null)
    {
        var ended = plan.End(final, failure, at.Now);
        return Resume(before with { Plan = ended }, ended, shown ?? final, at);
    }

    /// <summary>What a plan has stopped does not stay so without it.</summary>
    private static SmartStep Resume(SmartStatus before, ChargingPlan ended, SmartState shown, SmartSituation at)
    {
        var wasStopped = ended is { Attempt.Wish.Kind: CommandKind.StopCharging, Failure: not PlanFailure.StopFailed } && ended.FinalState is SmartState.EndedDisabled or SmartState.DeadlineChanged;
        return new SmartStep(before.In(shown, at.Now), wasStopped && at is { IsAlone: true, IsPluggedIn: true, Override: null } ? CommandKind.StartCharging : null);
    }
}
