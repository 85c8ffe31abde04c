using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>What an asset is to do.</summary>
public sealed record ChargingRequest(ChargingAction Action);

public enum ChargingAction
{
    [JsonStringEnumMemberName("START")]
    Start,
    [JsonStringEnumMemberName("STOP")]
    Stop,
}

/// <param name="MaxCurrent">In amperes, more than 0.</param>
public sealed record TargetMaxCurrent(double MaxCurrent);

/// <param name="ChargeRateLimit">In kilowatts, more than 0.</param>
public sealed record ChargeRateTarget(double ChargeRateLimit);

/// <param name="Mode">What it is to do.</param>
/// <param name="HeatSetpoint">In degrees Celsius: for HEAT and AUTO.</param>
/// <param name="CoolSetpoint">In degrees Celsius: for COOL and AUTO, then above the other.</param>
public sealed record PermanentHold(HoldMode Mode, double? HeatSetpoint = null, double? CoolSetpoint = null);

public enum HoldMode
{
    [JsonStringEnumMemberName("OFF")]
    Off,
    [JsonStringEnumMemberName("AUTO")]
    Auto,
    [JsonStringEnumMemberName("COOL")]
    Cool,
    [JsonStringEnumMemberName("HEAT")]
    Heat,
}

/// <param name="OperationMode">What the battery is to be run for.</param>
public sealed record OperationModeRequest(RequestedMode OperationMode);

public enum RequestedMode
{
    [JsonStringEnumMemberName("IMPORT_FOCUS")]
    ImportFocus,
    [JsonStringEnumMemberName("EXPORT_FOCUS")]
    ExportFocus,
    [JsonStringEnumMemberName("TIME_OF_USE")]
    TimeOfUse,
    [JsonStringEnumMemberName("SELF_RELIANCE")]
    SelfReliance,
    [JsonStringEnumMemberName("IDLE")]
    Idle,
}

/// <summary>What an action sets: the one value that it is about.</summary>
/// <param name="MaxCurrent">In amperes.</param>
public sealed record ActionTarget([property: AbsentWhenNull] double? MaxCurrent = null, [property: AbsentWhenNull] OperationMode? OperationMode = null);

/// <summary>What an action of an HVAC unit sets.</summary>
/// <param name="HeatSetpoint">In degrees Celsius.</param>
/// <param name="CoolSetpoint">In degrees Celsius.</param>
public sealed record HvacTarget(
    [property: AbsentWhenNull] ThermostatMode? Mode, HoldType HoldType, [property: AbsentWhenNull] double? CoolSetpoint, [property: AbsentWhenNull] double? HeatSetpoint);

/// <summary>Something that an asset was told, and what became of it.</summary>
/// <param name="Id">The action's id.</param>
/// <param name="UserId">Whose asset it is: your own id of the user.</param>
/// <param name="UpdatedAt">When it came to stand as it does.</param>
/// <param name="CompletedAt">When it ended; null while it is pending.</param>
/// <param name="TargetId">The asset's id.</param>
/// <param name="Kind">Of an action that starts or stops charging.</param>
/// <param name="TargetState">Of an action that sets a value.</param>
/// <param name="Target">Of an action of an HVAC unit.</param>
/// <param name="FailureReason">Why it failed or was cancelled; null otherwise.</param>
public sealed record AssetAction(
    Guid Id, string UserId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt, ActionState State, Guid TargetId, AssetType TargetType,
    [property: AbsentWhenNull] ChargingAction? Kind, [property: AbsentWhenNull] ActionTarget? TargetState, [property: AbsentWhenNull] HvacTarget? Target,
    FailureReason? FailureReason);

public enum ActionState
{
    [JsonStringEnumMemberName("PENDING")]
    Pending,
    [JsonStringEnumMemberName("CONFIRMED")]
    Confirmed,
    [JsonStringEnumMemberName("FAILED")]
    Failed,
    [JsonStringEnumMemberName("CANCELLED")]
    Cancelled,
}

/// <param name="Detail">What went wrong, in words.</param>
public sealed record FailureReason(FailureType Type, string Detail);

public enum FailureType
{
    [JsonStringEnumMemberName("NO_RESPONSE")]
    NoResponse,
    [JsonStringEnumMemberName("FAILED_PRECONDITION")]
    FailedPrecondition,
    [JsonStringEnumMemberName("UNNECESSARY")]
    Unnecessary,
    [JsonStringEnumMemberName("CONFLICT")]
    Conflict,
    [JsonStringEnumMemberName("REQUESTED_CANCELLATION")]
    RequestedCancellation,
    [JsonStringEnumMemberName("NOT_FOUND")]
    NotFound,
}
