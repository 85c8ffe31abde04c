using System.Text.Json.Serialization;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

/// <summary>What is to change of a vehicle's smart charging. What is left out stays as it is.</summary>
public sealed record PartialVehicleSmartChargingPolicy
{
    /// <summary>An enabled policy takes the place of a schedule.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>By when it is to be charged, as HH:MM by the clock of the location; null for no deadline.</summary>
    public string? Deadline
    {
        get => NewDeadline?.Value;
        init => NewDeadline = new Change<string?>(value);
    }

    /// <summary>Below this level it charges at once, in percent.</summary>
    public double? MinimumChargeLimit { get; init; }

    internal Change<string?>? NewDeadline { get; private init; }
}

/// <summary>How a charger is to charge when electricity is cheap (an extension).</summary>
/// <param name="Deadline">By when, as HH:MM by the clock of the location; null where none is set.</param>
/// <param name="ChargingDuration">For how long, as HH:MM; null where none is set.</param>
public sealed record ChargerSmartChargingPolicy(bool IsEnabled, string? Deadline, string? ChargingDuration);

/// <summary>What is to change of a charger's smart charging. What is left out stays as it is.</summary>
/// <param name="IsEnabled">An enabled policy takes the place of a schedule.</param>
/// <param name="Deadline">By when, as HH:MM by the clock of the location.</param>
/// <param name="ChargingDuration">For how long, as HH:MM.</param>
public sealed record PartialChargerSmartChargingPolicy(bool? IsEnabled = null, string? Deadline = null, string? ChargingDuration = null);

/// <summary>How smart charging stands with a vehicle.</summary>
/// <param name="UpdatedAt">When anything of it last changed.</param>
/// <param name="Consideration">What is looked at; null while smart charging is disabled.</param>
/// <param name="Plan">The one that is carried out, or the last that was.</param>
/// <param name="SmartOverride">What has it charge at once; null where nothing does.</param>
public sealed record SmartChargingStatus(
    DateTimeOffset UpdatedAt, Guid VehicleId, string UserId, string Vendor, SmartChargingState State, DateTimeOffset StateChangedAt, SmartChargingConsideration? Consideration,
    SmartChargingPlan? Plan, SmartOverride? SmartOverride);

/// <param name="AtChargingLocation">Whether it is at a location of its user.</param>
/// <param name="HasTimeEstimate">Whether it is known how long it has to charge yet.</param>
public sealed record SmartChargingConsideration(bool? IsPluggedIn, bool? IsCharging, bool AtChargingLocation, bool HasTimeEstimate);

/// <summary>When a vehicle is to charge so that it costs the least and is done in time. It begins with a stop.</summary>
/// <param name="Currency">By ISO 4217; null where the prices are an own tariff's, which tells none.</param>
/// <param name="NonSmartCost">Of charging at once; null where the power is not known.</param>
/// <param name="SmartCost">Of charging as planned.</param>
/// <param name="StartAt">When it is to start, for the first time of up to three.</param>
/// <param name="FailureCondition">What went wrong; null where nothing did.</param>
public sealed record SmartChargingPlan(
    Guid Id, Guid VehicleId, string UserId, Guid? LocationId, string Vendor, string? Currency, double? NonSmartCost, double? SmartCost, DateTimeOffset StopAt, DateTimeOffset? StartAt,
    DateTimeOffset EstimatedFinishAt, DateTimeOffset? StopConfirmedAt, DateTimeOffset? StartConfirmedAt, DateTimeOffset? EndedAt, SmartChargingState? FinalState, PlanFailureCondition? FailureCondition);

public enum SmartChargingState
{
    [JsonStringEnumMemberName("DISABLED")] Disabled,
    [JsonStringEnumMemberName("CONSIDERING")] Considering,
    [JsonStringEnumMemberName("UNKNOWN")] Unknown,
    [JsonStringEnumMemberName("FULLY_CHARGED")] FullyCharged,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STOPPING")] Stopping,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STOP_FAILED")] StopFailed,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STOPPED")] Stopped,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STOPPED:AWAITING_PRICES")] AwaitingPrices,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STARTING")] Starting,
    [JsonStringEnumMemberName("PLAN:EXECUTING:START_FAILED")] StartFailed,
    [JsonStringEnumMemberName("PLAN:EXECUTING:STARTED")] Started,
    [JsonStringEnumMemberName("PLAN:EXECUTING:CHARGE_INTERRUPTED")] Interrupted,
    [JsonStringEnumMemberName("PLAN:EXECUTING:OVERRIDDEN")] Overridden,
    [JsonStringEnumMemberName("PLAN:ENDED:FINISHED")] Finished,
    [JsonStringEnumMemberName("PLAN:ENDED:UNPLUGGED")] Unplugged,
    [JsonStringEnumMemberName("PLAN:ENDED:FAILED")] Failed,
    [JsonStringEnumMemberName("PLAN:ENDED:DISABLED")] EndedDisabled,
    [JsonStringEnumMemberName("PLAN:ENDED:DEADLINE_CHANGED")] DeadlineChanged,
}

public enum PlanFailureCondition
{
    [JsonStringEnumMemberName("STOP_FAILED")] StopFailed,
    [JsonStringEnumMemberName("START_FAILED")] StartFailed,
    [JsonStringEnumMemberName("FINISHED_LATE")] FinishedLate,
    [JsonStringEnumMemberName("UNKNOWN")] Unknown,
    [JsonStringEnumMemberName("CHARGE_INTERRUPTED")] Interrupted,
}

/// <summary>A wish to charge at once, whatever schedule or plan says.</summary>
/// <param name="EndedAt">Null while it goes on.</param>
/// <param name="TargetId">The asset.</param>
/// <param name="VendorActionId">The action that started the charge; null where it was going on already.</param>
/// <param name="UserId">Whose asset it is: your own id of the user. Only where the override itself is asked for.</param>
/// <param name="Vendor">The brand that it is reached through. Likewise.</param>
public sealed record SmartOverride(
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, ScheduleTarget TargetType, Guid TargetId, Guid? VendorActionId, [property: AbsentWhenNull] string? UserId = null,
    [property: AbsentWhenNull] string? Vendor = null);

/// <summary>How smart charging stands with a charger (an extension).</summary>
public sealed record ChargerSmartChargingStatus(Guid ChargerId, string UserId, ChargerSmartChargingState State, IReadOnlyList<ChargingInterval> ChargingIntervals);

public enum ChargerSmartChargingState
{
    [JsonStringEnumMemberName("DISABLED")] Disabled,
    [JsonStringEnumMemberName("CHARGER_NOT_REACHABLE")] NotReachable,
    [JsonStringEnumMemberName("VEHICLE_NOT_PLUGGED_IN")] NotPluggedIn,
    [JsonStringEnumMemberName("CHARGING_PAUSED")] Paused,
    [JsonStringEnumMemberName("CHARGING")] Charging,
    [JsonStringEnumMemberName("AWAITING_PRICES")] AwaitingPrices,
}

/// <summary>A time in which it is to charge.</summary>
public sealed record ChargingInterval(ChargingIntervalStatus Status, DateTimeOffset StartTime, DateTimeOffset EndTime);

public enum ChargingIntervalStatus
{
    [JsonStringEnumMemberName("IN_PROGRESS")] InProgress,
    [JsonStringEnumMemberName("COMPLETED")] Completed,
    [JsonStringEnumMemberName("PLANNED")] Planned,
}
