using Busbar.Core.Steering;

namespace Busbar.Core.SmartCharging;

/// <summary>How a car or charger is to charge when electricity is cheap.</summary>
/// <param name="ClientId">The application that enabled it, in whose name the device is told.</param>
/// <param name="Deadline">By when it is to be charged: minutes from midnight, by the clock of the place where it charges.</param>
/// <param name="MinimumPercent">Below this level it charges at once.</param>
/// <param name="Duration">How many minutes a charger is to charge, since it knows no level; null of a car.</param>
public sealed record ChargingPolicy(Guid DeviceId, Guid TenantId, Guid ClientId, bool IsEnabled, int? Deadline, double MinimumPercent, int? Duration, SmartStatus Status);

/// <summary>How smart charging stands. The names stand in the store: rename none.</summary>
public enum SmartState
{
    Disabled,
    /// <summary>It is looked whether there is anything to gain.</summary>
    Considering,
    /// <summary>It cannot be told, or no prices are known.</summary>
    Unknown,
    FullyCharged,
    Stopping,
    StopFailed,
    Stopped,
    /// <summary>Stopped, and not all prices up to the deadline are known yet: the plan may still become a better one.</summary>
    AwaitingPrices,
    Starting,
    StartFailed,
    Started,
    /// <summary>It was started, and another hand stopped it.</summary>
    Interrupted,
    Overridden,
    Finished,
    Unplugged,
    Failed,
    EndedDisabled,
    DeadlineChanged,
}

/// <summary>What is known of a device that smart charging looks at; null is not known.</summary>
public sealed record Consideration(bool? IsPluggedIn, bool? IsCharging, bool IsAtPlace, bool HasEstimate);

/// <summary>How smart charging stands with a device.</summary>
/// <param name="Plan">The one that is carried out, or the last that was.</param>
public sealed record SmartStatus(SmartState State, DateTimeOffset StateChangedAt, DateTimeOffset UpdatedAt, Consideration? Consideration, ChargingPlan? Plan, Override? Override)
{
    public static SmartStatus New(DateTimeOffset now) => new(SmartState.Disabled, now, now, null, null, null);

    /// <summary>The plan that is carried out now.</summary>
    public ChargingPlan? OpenPlan => Plan is { EndedAt: null } ? Plan : null;

    public SmartStatus In(SmartState state, DateTimeOffset now) => this with { State = state, StateChangedAt = state == State ? StateChangedAt : now };
}
