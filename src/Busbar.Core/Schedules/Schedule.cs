using Busbar.Core.Commands;
using Busbar.Core.Steering;

namespace Busbar.Core.Schedules;

/// <summary>What a schedule is about. The names stand in the store: rename none.</summary>
public enum ScheduleSort
{
    /// <summary>When a car or charger may charge: what it wishes for is to start or to stop charging.</summary>
    Charging,
    /// <summary>What a heat pump holds: what it wishes for is one of the commands for that.</summary>
    Temperature,
}

/// <summary>What a device is to do by the clock.</summary>
/// <param name="ClientId">The application that made it, in whose name the device is told.</param>
/// <param name="LocationId">The place by whose clock it goes, and at which alone a car is steered; null for everywhere.</param>
/// <param name="Otherwise">What is wished for where no rule applies.</param>
/// <param name="Rules">Of several that apply at a time the first counts.</param>
/// <param name="Status">As it was when last looked at.</param>
/// <param name="Attempt">What the device was told last.</param>
public sealed record Schedule(
    Guid Id, Guid TenantId, Guid ClientId, Guid DeviceId, ScheduleSort Sort, Guid? LocationId, bool IsEnabled, Command Otherwise, IReadOnlyList<ScheduleRule> Rules,
    ScheduleStatus Status, Attempt? Attempt, DateTimeOffset CreatedAt);

/// <summary>When something is wished for. What is null limits nothing.</summary>
/// <param name="From">Minutes from midnight, by the clock of the place.</param>
/// <param name="To">Not part of it. Before <paramref name="From"/>, where it ends on the next day.</param>
/// <param name="Weekdays">The days on which it begins, from 0 for Monday.</param>
/// <param name="Start">Not before this moment.</param>
/// <param name="End">Before this moment.</param>
public sealed record ScheduleRule(Command Wish, int? From, int? To, IReadOnlyList<int>? Weekdays, DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>Whether a device does what its schedule wishes for. The names stand in the store: rename none.</summary>
public enum ScheduleState
{
    /// <summary>It does.</summary>
    Aligned,
    /// <summary>It does not, and nothing is under way to change that.</summary>
    Misaligned,
    /// <summary>It was told, and has not done it yet.</summary>
    Pending,
    /// <summary>Somebody wants it to charge at once.</summary>
    Overridden,
    Disabled,
    /// <summary>It is not at the place of the schedule.</summary>
    Away,
    /// <summary>It cannot be told, or does not tell what it does.</summary>
    Incapable,
}

/// <summary>When a schedule will wish for something else.</summary>
public sealed record Transition(DateTimeOffset At, Command Wish);

/// <summary>How a device and its schedule stand to each other.</summary>
/// <param name="Wish">What the schedule wishes for now.</param>
/// <param name="IsCharging">Of a car or charger; null where it is not known.</param>
/// <param name="NeedsCharge">Whether there is room in the battery, as far as is known.</param>
/// <param name="Current">What a heat pump holds; null where it is not known.</param>
/// <param name="Next">The next change, and the one after it; null where there is none, or the schedule is disabled.</param>
public sealed record ScheduleStatus(
    ScheduleState State, DateTimeOffset ChangedAt, Command Wish, bool? IsCharging = null, bool? IsPluggedIn = null, bool? NeedsCharge = null, Command? Current = null, Override? Override = null, Transition? Next = null, Transition? Then = null)
{
    public bool ShouldCharge => Wish.Kind is CommandKind.StartCharging;

    /// <summary>It is to charge, could, and is plugged in as far as is known.</summary>
    public bool IsChargingExpected => ShouldCharge && NeedsCharge is not false && IsPluggedIn is not false;
}
