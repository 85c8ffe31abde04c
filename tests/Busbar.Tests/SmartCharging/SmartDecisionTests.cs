using Busbar.Core.Commands;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;

namespace Busbar.Tests.SmartCharging;

/// <summary>What smart charging does next. It is six in the evening, and from midnight on electricity is cheap.</summary>
public sealed class SmartDecisionTests
{
    private static readonly DateTimeOffset six = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero), deadline = six.AddHours(13);
    private static readonly Guid place = Guid.Parse("0199f3a2-0000-7000-8000-000000000001");
    private static readonly ChargeFacts charging = new(true, true, false, 50, 80), resting = charging with { IsCharging = false };

    [Fact]
    public void A_plan_begins_with_a_stop_and_ends_when_the_car_is_full()
    {
        var step = SmartDecision.Next(At(Policy(), charging, 0));
        Assert.Equal((SmartState.Stopping, CommandKind.StopCharging), (step.Status.State, step.Tell));
        Assert.Equal([new ChargeRun(six.AddHours(6), six.AddHours(8))], step.Status.Plan!.Runs);
        step = Next(step, resting, 1, CommandStatus.Succeeded);
        Assert.Equal((SmartState.Stopped, null), (step.Status.State, step.Tell));
        step = Next(step, resting, 6 * 60);
        Assert.Equal((SmartState.Starting, CommandKind.StartCharging), (step.Status.State, step.Tell));
        step = Next(step, charging, 6 * 60 + 1, CommandStatus.Succeeded);
        Assert.Equal((SmartState.Started, six.AddHours(6).AddMinutes(1)), (step.Status.State, step.Status.Plan!.StartConfirmedAt));
        step = Next(step, resting with { IsFull = true, Level = 80 }, 8 * 60);
        Assert.Equal((SmartState.Finished, (PlanFailure?)null), (step.Status.State, step.Status.Plan!.Failure));
    }

    [Theory]
    [InlineData(CommandStatus.Sent, SmartState.Stopping)]
    [InlineData(CommandStatus.Failed, SmartState.StopFailed)]
    [InlineData(CommandStatus.Canceled, SmartState.StopFailed)]
    [InlineData(CommandStatus.Succeeded, SmartState.Failed)] // it was stopped, and somebody started it
    public void What_becomes_of_a_stop_is_seen(CommandStatus stop, SmartState state)
    {
        var step = Next(SmartDecision.Next(At(Policy(), charging, 0)), charging, 5, stop);
        Assert.Equal((state, null), (step.Status.State, step.Tell));
    }

    [Theory]
    [InlineData(CommandStatus.Sent, 10, SmartState.Starting, false)]
    [InlineData(CommandStatus.Failed, 10, SmartState.StartFailed, false)]
    [InlineData(CommandStatus.Failed, 30, SmartState.Starting, true)] // and tried again, for a car is wanted charged
    [InlineData(CommandStatus.Succeeded, 40, SmartState.Interrupted, false)] // it charged, and somebody stopped it
    public void What_becomes_of_a_start_is_seen(CommandStatus start, int after, SmartState state, bool isTold)
    {
        var step = Next(Next(SmartDecision.Next(At(Policy(), charging, 0)), resting, 1, CommandStatus.Succeeded), resting, 6 * 60);
        step = Next(step, resting, 6 * 60 + after, start);
        Assert.Equal((state, isTold ? CommandKind.StartCharging : null), (step.Status.State, step.Tell));
    }

    [Fact]
    public void What_is_not_known_is_not_guessed()
    {
        Assert.Equal(SmartState.Considering, SmartDecision.Next(At(Policy(), charging, 0) with { Need = null }).Status.State);
        Assert.Equal(SmartState.Considering, SmartDecision.Next(At(Policy(), charging, 0) with { LocationId = null }).Status.State);
        Assert.Equal(SmartState.Considering, SmartDecision.Next(At(Policy(), resting, 0)).Status.State);
        Assert.Equal(SmartState.Unknown, SmartDecision.Next(At(Policy(), charging, 0) with { IsCapable = false }).Status.State);
        Assert.Equal(SmartState.Unknown, SmartDecision.Next(At(Policy(), charging, 0, known: 0)).Status.State);
        // At once is dearer by the prices that are known; whether it is dearer than what is not known, nobody can say.
        Assert.Equal(SmartState.Considering, SmartDecision.Next(At(Policy(), charging, 0, known: 3)).Status.State);
        // Tomorrow's prices are not known yet, and the night's are.
        Assert.Equal(SmartState.AwaitingPrices, Next(SmartDecision.Next(At(Policy(), charging, 0, known: 9)), resting, 1, CommandStatus.Succeeded, known: 9).Status.State);
    }

    [Fact]
    public void Below_its_least_level_a_car_charges_at_once()
    {
        Assert.Null(SmartDecision.Next(At(Policy(least: 51), charging, 0)).Tell);
        Assert.Null(SmartDecision.Next(At(Policy(least: 51), charging with { Level = null }, 0)).Tell);
        Assert.Equal(CommandKind.StopCharging, SmartDecision.Next(At(Policy(least: 50), charging, 0)).Tell);
    }

    [Fact]
    public void What_a_plan_has_stopped_is_started_when_the_plan_goes()
    {
        var stopped = Next(SmartDecision.Next(At(Policy(), charging, 0)), resting, 1, CommandStatus.Succeeded).Status;
        var off = SmartDecision.Next(At(Policy() with { IsEnabled = false, Status = stopped }, resting, 5));
        Assert.Equal((SmartState.Disabled, SmartState.EndedDisabled, CommandKind.StartCharging), (off.Status.State, off.Status.Plan!.FinalState, off.Tell));
        // A schedule that takes over says itself what it wants.
        Assert.Null(SmartDecision.Next(At(Policy() with { IsEnabled = false, Status = stopped }, resting, 5) with { IsAlone = false }).Tell);
        // Another deadline is another plan, and the car stays stopped.
        var moved = SmartDecision.Next(At(Policy() with { Deadline = 9 * 60, Status = stopped }, resting, 5));
        Assert.Equal((SmartState.DeadlineChanged, SmartState.Stopped, null), (moved.Ended!.FinalState, moved.Status.State, moved.Tell));
        Assert.NotEqual(stopped.Plan!.Id, moved.Status.Plan!.Id);
        // Out of reach, it keeps its plan.
        var lost = SmartDecision.Next(At(Policy() with { Status = stopped }, resting, 5) with { IsCapable = false });
        Assert.Equal((SmartState.Unknown, null), (lost.Status.State, lost.Status.Plan!.EndedAt));
        Assert.Equal(CommandKind.StartCharging, Next(lost, resting, 6 * 60).Tell);
    }

    [Fact]
    public void A_plan_that_cannot_be_in_time_any_more_charges_at_once()
    {
        var stopped = Next(SmartDecision.Next(At(Policy(), charging, 0)), resting, 1, CommandStatus.Succeeded).Status;
        var late = SmartDecision.Next(At(Policy() with { Status = stopped }, resting, 5) with { Need = new ChargeNeed(14 * 60, 7, 50, 80, six) });
        Assert.Equal((SmartState.Starting, CommandKind.StartCharging), (late.Status.State, late.Tell));
    }

    private static ChargingPolicy Policy(double least = 0) => new(default, default, default, true, 7 * 60, least, null, SmartStatus.New(six));

    /// <summary>As <see cref="Steer"/> goes on: what is told is kept with the plan.</summary>
    private static SmartStep Next(SmartStep before, ChargeFacts facts, int minutes, CommandStatus? told = null, int known = 15)
    {
        var (status, id) = (before.Status, Guid.Parse("0199f3a2-0000-7000-8000-000000000002"));
        if (before is { Tell: { } kind, Status.OpenPlan: { } plan }) status = status with { Plan = plan with { Attempt = new Attempt(new Command(kind), id, status.UpdatedAt) } };
        return SmartDecision.Next(At(Policy() with { Status = status }, facts, minutes, told, known));
    }

    /// <param name="minutes">After six.</param>
    /// <param name="known">For how many hours from six on prices are known.</param>
    private static SmartSituation At(ChargingPolicy policy, ChargeFacts facts, int minutes, CommandStatus? told = null, int known = 15)
    {
        var (now, slots) = (six.AddMinutes(minutes), new List<PriceSlot>());
        var end = policy.Deadline is 9 * 60 ? deadline.AddHours(2) : deadline;
        for (var at = now; at < end; at = slots[^1].End)
        {
            var hour = (int)(at - six).TotalHours;
            slots.Add(new PriceSlot(at, 15 - at.Minute % 15, hour >= known ? null : hour < 6 ? 0.3m : 0.1m));
        }
        var last = told is { } status ? new CommandRecord(default, default, default, default, new Command(CommandKind.StopCharging), status, now, now, null, null, null, null, null, null, now, 1) : null;
        return new SmartSituation(policy, facts, true, true, place, new ChargeNeed(120, 7, 50, 80, now), new PriceOutlook(slots, "EUR"), end, null, last, new Guid(minutes + 1, 0, 0, new byte[8]), now);
    }
}
