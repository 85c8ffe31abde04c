namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What a car was told.</summary>
/// <param name="LoggedAt">When that was sent.</param>
/// <param name="ExternalCommandId">Null: brands' own ids are not kept.</param>
/// <param name="CurrentMilliamps">What it is to charge with at most, where it was told that.</param>
/// <param name="InternalCommandId">The same in its row of the error log.</param>
public sealed record EvVehicleCommandLog(string Url, DateTimeOffset LoggedAt, Ref<EvVehicle> Vehicle, EvVehicleCommand Command, string? ExternalCommandId, int? CurrentMilliamps, Guid? InternalCommandId);

public enum EvVehicleCommand { START_CHARGE, STOP_CHARGE, WAKE_UP, SEND_SCHEDULE }

/// <summary>What a charger was told.</summary>
/// <param name="LoggedAt">When that was sent.</param>
/// <param name="MaxLoadTargetMilliamps">What it is to give at most, where it was told that; 0 for nothing.</param>
/// <param name="IsEnabledTarget">Whether it is to charge.</param>
/// <param name="AlwaysEnabled">Null: nobody is told to charge whoever plugs in.</param>
/// <param name="InternalCommandId">The same in its row of the error log.</param>
public sealed record EvEVSECommandLog(
    string Url, DateTimeOffset LoggedAt, Ref<EvEVSE> Evse, int? MaxLoadTargetMilliamps, bool? IsEnabledTarget, bool? AlwaysEnabled, EvCommandReason? Reason, Guid? InternalCommandId);

public enum EvCommandReason
{
    SCHEDULED_CHARGING, REFRESH_SCHEDULES, STOP_CHARGE, START_CHARGE, SOLAR_CHARGE_NIGHTTIME_CHARGE_RATE, API_TRIGGERED_COMMAND, COMMISSIONING, CHARGING_SESSION, VEHICLE_TO_HOME, FREE_VEND,
    MAINTAIN_EVSE_STATE, CREATE_HOME_CHARGER, LOCKED_MODE, SMART_CHARGE_ENABLED_CHANGED, SMART_CHARGE_ENABLED, SMART_CHARGE_DISABLED,
}

/// <summary>What went wrong with a car: a command that failed, or the trouble that there is with its connection now.</summary>
/// <param name="LoggedAt">When it was known; of trouble, since when.</param>
/// <param name="StatusCode">The status of HTTP that says the same; brands' own are not kept.</param>
/// <param name="Controller">The brand.</param>
/// <param name="ErrorType">VehicleAPIUnauthorized where the owner has to reconnect.</param>
/// <param name="RequestId">Empty: brands' own ids are not kept.</param>
/// <param name="Command">What it was told; empty where it was asked how it is.</param>
/// <param name="InternalCommandId">The same in the command log.</param>
public sealed record EvVehicleAPIErrorLog(
    string Url, DateTimeOffset LoggedAt, Ref<EvVehicle> Vehicle, int StatusCode, string Controller, string ErrorCode, string ErrorType, string RequestId, string Command, string ErrorDetail, Guid? InternalCommandId);

/// <summary>What went wrong with a charger: a command that failed, or the trouble that there is with its connection now.</summary>
/// <param name="SampledAt">When it was known; of trouble, since when.</param>
/// <param name="StatusCode">The status of HTTP that says the same; brands' own are not kept.</param>
/// <param name="Controller">The brand.</param>
/// <param name="ErrorType">EVSEAPIUnauthorized where the owner has to reconnect.</param>
/// <param name="ExternalRequestId">Null: brands' own ids are not kept.</param>
/// <param name="InternalCommandId">The same in the command log.</param>
public sealed record EvEVSEAPIErrorLog(
    string Url, DateTimeOffset SampledAt, Ref<EvEVSE> Evse, int? StatusCode, string Controller, string? ErrorCode, string? ErrorType, string? ErrorDetail, string? ExternalRequestId, Guid? InternalCommandId);
