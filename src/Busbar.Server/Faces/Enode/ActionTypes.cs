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

/// <summary>Something that an asset was told, and what became of it.</summary>
/// <param name="Id">The action's id.</param>
/// <param name="UserId">Whose asset it is: your own id of the user.</param>
/// <param name="UpdatedAt">When it came to stand as it does.</param>
/// <param name="CompletedAt">When it ended; null while it is pending.</param>
/// <param name="TargetId">The asset's id.</param>
/// <param name="Kind">Of an action that starts or stops charging.</param>
/// <param name="TargetState">Of an action that sets a value.</param>
/// <param name="FailureReason">Why it failed or was cancelled; null otherwise.</param>
public sealed record AssetAction(
    Guid Id, string UserId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt, ActionState State, Guid TargetId, AssetType TargetType,
    [property: AbsentWhenNull] ChargingAction? Kind, [property: AbsentWhenNull] TargetMaxCurrent? TargetState, FailureReason? FailureReason);

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
