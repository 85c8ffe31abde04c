using Busbar.Core.Commands;
using Busbar.Core.Steering;

namespace Busbar.Core.Schedules;

/// <summary>All that a schedule goes by.</summary>
/// <param name="Current">What a heat pump holds; null where it is not known.</param>
/// <param name="IsCapable">The device can be told what is wished for, and the application may tell it.</param>
/// <param name="IsAway">It is a car that is not at the place of the schedule, as far as is known.</param>
/// <param name="Last">What became of what the device was told last.</param>
public sealed record ScheduleSituation(
    Schedule Schedule, TimeZoneInfo Zone, ChargeFacts Facts, Command? Current, bool IsCapable, bool IsAway, Override? Override, CommandRecord? Last, DateTimeOffset Now);

/// <summary>What follows from it.</summary>
/// <param name="Tell">What the device is to be told now; null for nothing.</param>
/// <param name="LookAt">When to look again, whatever is heard until then; null for never.</param>
public sealed record ScheduleStep(ScheduleStatus Status, Command? Tell, DateTimeOffset? LookAt);

/// <summary>Whether a device does what its schedule wishes for, and what it is told where it does not.</summary>
public static class ScheduleDecision
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(30);

    public static ScheduleStep Next(ScheduleSituation at)
    {
        var (schedule, before) = (at.Schedule, at.Schedule.Status);
        var (wish, next) = (Timetable.At(schedule, at.Zone, at.Now), Timetable.Next(schedule, at.Zone, at.Now, 2));
        var status = before with { Wish = wish, Next = next.ElementAtOrDefault(0), Then = next.ElementAtOrDefault(1), Override = at.Override is { EndedAt: null } ? at.Override : null, Current = at.Current };
        if (schedule.Sort is ScheduleSort.Charging) status = status with { IsCharging = at.Facts.IsCharging, IsPluggedIn = at.Facts.IsPluggedIn, NeedsCharge = !at.Facts.IsFull };

        var told = Told(at, status);
        var state = Active(at, status, told);
        var tell = state is ScheduleState.Misaligned && told is not null && Attempt.MayBeTold(schedule.Attempt, at.Last, told, at.Now) ? told : null;
        if (tell is not null) state = ScheduleState.Pending;
        // A change of what is expected counts as one of the state.
        var changed = state != before.State || status.IsChargingExpected != before.IsChargingExpected || wish != before.Wish;
        status = status with { State = state, ChangedAt = changed ? at.Now : before.ChangedAt };

        DateTimeOffset? again = state switch
        {
            ScheduleState.Pending => at.Now + soon,
            ScheduleState.Misaligned when told is not null && schedule.Attempt is { } last => Later(last.At + Attempt.Pause, at.Now + soon),
            _ => null,
        };
        return new ScheduleStep(status, tell, Sooner(again, status.Next?.At));
    }

    private static ScheduleState Active(ScheduleSituation at, ScheduleStatus status, Command? told)
    {
        if (!at.Schedule.IsEnabled) return ScheduleState.Disabled;
        if (status.Override is not null) return ScheduleState.Overridden;
        if (!at.IsCapable) return ScheduleState.Incapable;
        if (at.IsAway) return ScheduleState.Away;
        if (IsAligned(at, status)) return ScheduleState.Aligned;
        return told is not null && Attempt.IsUnderWay(at.Schedule.Attempt, at.Last, told) ? ScheduleState.Pending : ScheduleState.Misaligned;
    }

    private static bool IsAligned(ScheduleSituation at, ScheduleStatus status) =>
        at.Schedule.Sort is ScheduleSort.Temperature ? HeldTarget.Is(at.Current, status.Wish) : at.Facts.IsCharging == status.IsChargingExpected;

    /// <summary>What would make it do what is wished for. A full car that takes a little yet is left alone.</summary>
    private static Command? Told(ScheduleSituation at, ScheduleStatus status) =>
        at.Schedule.Sort is ScheduleSort.Temperature || status.IsChargingExpected || !status.ShouldCharge ? status.Wish : null;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset? Sooner(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
