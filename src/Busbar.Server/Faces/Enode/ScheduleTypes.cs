using System.Text.Json.Serialization;
using Busbar.Core.Basics;

namespace Busbar.Server.Faces.Enode;

public enum ScheduleTarget
{
    [JsonStringEnumMemberName("vehicle")]
    Vehicle,
    [JsonStringEnumMemberName("charger")]
    Charger,
    [JsonStringEnumMemberName("hvac")]
    Hvac,
}

/// <summary>What a vehicle, charger or HVAC unit is to do by the clock.</summary>
/// <param name="TargetId">The asset.</param>
/// <param name="TargetType">Its type.</param>
/// <param name="IsEnabled">An enabled schedule takes the place of another one, and of smart charging.</param>
/// <param name="Rules">Of several that apply at a time the first counts.</param>
public sealed record SchedulePayload(Guid TargetId, ScheduleTarget TargetType, bool IsEnabled, IReadOnlyList<ScheduleRulePayload> Rules)
{
    /// <summary>Of a vehicle or charger, and required there: by whose clock it goes, and at which place alone a vehicle is steered; null for everywhere, and UTC.</summary>
    public Guid? LocationId
    {
        get => Place?.Value;
        init => Place = new Change<Guid?>(value);
    }

    /// <summary>Of a vehicle or charger, and required there: whether it may charge where no rule applies.</summary>
    public bool? DefaultShouldCharge { get; init; }

    /// <summary>Of an HVAC unit, and required there: what it does where no rule applies.</summary>
    public ScheduledTargetPayload? DefaultTargetState { get; init; }

    internal Change<Guid?>? Place { get; private init; }
}

/// <summary>What is to change of a schedule. What is left out stays as it is.</summary>
public sealed record PartialSchedule
{
    /// <summary>The asset: a schedule stays with the one that it was made for.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>Its type.</summary>
    public ScheduleTarget? TargetType { get; init; }

    public bool? IsEnabled { get; init; }

    /// <summary>By whose clock it goes, and at which place alone a vehicle is steered; null for everywhere, and UTC.</summary>
    public Guid? LocationId
    {
        get => Place?.Value;
        init => Place = new Change<Guid?>(value);
    }

    /// <summary>Whether it may charge where no rule applies.</summary>
    public bool? DefaultShouldCharge { get; init; }

    /// <summary>What it does where no rule applies.</summary>
    public ScheduledTargetPayload? DefaultTargetState { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ScheduleRulePayload>? Rules { get; init; }

    internal Change<Guid?>? Place { get; private init; }
}

/// <summary>When something is wished for. What is left out, or null, limits nothing.</summary>
/// <param name="ShouldCharge">Of a vehicle or charger.</param>
/// <param name="TargetState">Of an HVAC unit.</param>
/// <param name="HourMinute">The time of day, by the clock of the location.</param>
/// <param name="FromTimestamp">Not before this.</param>
/// <param name="ToTimestamp">Before this.</param>
/// <param name="Weekdays">The days on which it begins, from 0 for Monday to 6 for Sunday.</param>
public sealed record ScheduleRulePayload(
    bool? ShouldCharge = null, ScheduledTargetPayload? TargetState = null, ScheduleSpan? HourMinute = null, DateTimeOffset? FromTimestamp = null, DateTimeOffset? ToTimestamp = null,
    IReadOnlyList<int>? Weekdays = null);

/// <summary>When something is wished for. What is left out limits nothing.</summary>
/// <param name="ShouldCharge">Of a vehicle or charger.</param>
/// <param name="TargetState">Of an HVAC unit.</param>
/// <param name="HourMinute">The time of day, by the clock of the location.</param>
/// <param name="FromTimestamp">Not before this.</param>
/// <param name="ToTimestamp">Before this.</param>
/// <param name="Weekdays">The days on which it begins, from 0 for Monday to 6 for Sunday.</param>
[AbsentWhenNull]
public sealed record ScheduleRule(
    bool? ShouldCharge = null, ScheduledTarget? TargetState = null, ScheduleSpan? HourMinute = null, DateTimeOffset? FromTimestamp = null, DateTimeOffset? ToTimestamp = null,
    IReadOnlyList<int>? Weekdays = null);

/// <param name="From">HH:MM.</param>
/// <param name="To">HH:MM, not part of it; 24:00 for the end of the day. Earlier than the start, where it ends on the next day.</param>
public sealed record ScheduleSpan(string From, string To);

/// <summary>What an HVAC unit is to do.</summary>
/// <param name="HoldType">SCHEDULED for its own schedule, without anything else.</param>
/// <param name="Mode">Of PERMANENT.</param>
/// <param name="HeatSetpoint">In degrees Celsius: for HEAT and AUTO.</param>
/// <param name="CoolSetpoint">In degrees Celsius: for COOL and AUTO, then above the other.</param>
public sealed record ScheduledTargetPayload(HoldType HoldType, HoldMode? Mode = null, double? HeatSetpoint = null, double? CoolSetpoint = null);

/// <summary>What an HVAC unit is to do.</summary>
/// <param name="HoldType">SCHEDULED for its own schedule, without anything else.</param>
/// <param name="Mode">Of PERMANENT.</param>
/// <param name="HeatSetpoint">In degrees Celsius: for HEAT and AUTO.</param>
/// <param name="CoolSetpoint">In degrees Celsius: for COOL and AUTO, then above the other.</param>
[AbsentWhenNull]
public sealed record ScheduledTarget(HoldType HoldType, HoldMode? Mode = null, double? HeatSetpoint = null, double? CoolSetpoint = null);

/// <param name="Id">The schedule's id.</param>
/// <param name="UserId">Whose asset it is: your own id of the user.</param>
/// <param name="LocationId">Null of an HVAC unit, which goes by the clock of its own location.</param>
public sealed record Schedule(
    Guid Id, string UserId, Guid TargetId, ScheduleTarget TargetType, Guid? LocationId, bool IsEnabled, [property: AbsentWhenNull] bool? DefaultShouldCharge,
    [property: AbsentWhenNull] ScheduledTarget? DefaultTargetState, IReadOnlyList<ScheduleRule> Rules);

public enum ScheduleType
{
    [JsonStringEnumMemberName("CHARGE")]
    Charge,
    [JsonStringEnumMemberName("TEMPERATURE")]
    Temperature,
}

public enum ScheduleState
{
    [JsonStringEnumMemberName("ALIGNED")]
    Aligned,
    [JsonStringEnumMemberName("MISALIGNED")]
    Misaligned,
    [JsonStringEnumMemberName("PENDING")]
    Pending,
    [JsonStringEnumMemberName("INACTIVE:OVERRIDDEN")]
    Overridden,
    [JsonStringEnumMemberName("INACTIVE:DISABLED")]
    Disabled,
    [JsonStringEnumMemberName("INACTIVE:AWAY")]
    Away,
    [JsonStringEnumMemberName("INACTIVE:INCAPABLE")]
    Incapable,
}

/// <summary>Whether an asset does what its schedule wishes for.</summary>
/// <param name="ChangedAt">When it came to stand so.</param>
/// <param name="IsCharging">Of a vehicle or charger; null where it is not known.</param>
/// <param name="IsChargingExpected">Of a vehicle or charger: all of the parts.</param>
/// <param name="Current">What an HVAC unit does; null where it is not known.</param>
/// <param name="Expected">What an HVAC unit is to do.</param>
/// <param name="UpcomingTransitions">The next two changes at most.</param>
/// <param name="SmartOverride">What has it charge at once; null where nothing does.</param>
public sealed record ScheduleStatus(
    Guid ScheduleId, ScheduleType ScheduleType, DateTimeOffset ChangedAt, ScheduleState State, bool? IsCharging, [property: AbsentWhenNull] bool? IsChargingExpected,
    [property: AbsentWhenNull] ChargingExpectedParts? IsChargingExpectedParts, ScheduledTarget? Current, [property: AbsentWhenNull] ScheduledTarget? Expected,
    IReadOnlyList<ScheduleTransition> UpcomingTransitions, SmartOverride? SmartOverride);

/// <param name="NeedsCharge">Whether there is room in the battery; null where that is not known.</param>
/// <param name="IsPluggedIn">Null where that is not known.</param>
public sealed record ChargingExpectedParts(bool? NeedsCharge, bool? IsPluggedIn, bool ShouldCharge);

/// <param name="ShouldCharge">Of a vehicle or charger.</param>
/// <param name="Target">Of an HVAC unit.</param>
public sealed record ScheduleTransition(DateTimeOffset At, [property: AbsentWhenNull] bool? ShouldCharge, [property: AbsentWhenNull] ScheduledTarget? Target);
