using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Who makes a charger.</summary>
/// <param name="DisplayName">The same as the name.</param>
/// <param name="Icon">Null: no pictures are kept.</param>
/// <param name="OnboardingUrl">Where any charger of it is onboarded; null where that depends on the model, or none can be.</param>
/// <param name="IsBeta">False: nothing is onboarded on trial.</param>
/// <param name="EvseModels">The address of its models.</param>
public sealed record EvEVSEMake(string Id, string Url, string Name, string? DisplayName, string? Icon, string? OnboardingUrl, bool IsBeta, string EvseModels);

/// <summary>A model of a charger.</summary>
/// <param name="DisplayName">The make and the model.</param>
/// <param name="OnboardingUrl">Where a charger of it is onboarded; null where none can be.</param>
public sealed record EvEVSEModel(string Id, string Url, string Name, Ref<EvEVSEMake> Make, string? DisplayName, string? OnboardingUrl);

/// <summary>A charger of a user. Whether it is online is to be judged by when it last told something.</summary>
/// <param name="Cpid">What it is known by: its serial number, or how it calls itself.</param>
/// <param name="Model">Null where its brand does not say it in a way that the catalogue knows.</param>
/// <param name="LatestStatusLog">What it told last; null where nothing was told.</param>
/// <param name="CtClamp">The meter of its user that tells the current of the house; null where there is none, or several, or another charger beside it.</param>
/// <param name="LockMode">Null: no brand tells it.</param>
/// <param name="Location">Where it stands, as somebody said.</param>
/// <param name="LifecycleState">CREATED_LINKED until it was first heard, then COMMISSIONED.</param>
/// <param name="ChargingSubSessions">The address of what was charged with it.</param>
public sealed record EvEVSE(
    string Id, string Url, string Cpid, Ref<EvEVSEModel>? Model, Ref<EvUser> User, Ref<EvEVSEStatusLog>? LatestStatusLog, Ref<EvCtClamp>? CtClamp, EvLockMode? LockMode, LatLong? Location,
    EvLifecycle? LifecycleState, string ChargingSubSessions);

public enum EvLockMode { UNLOCKED, SMART, LOCKED }

public enum EvLifecycle { CREATED_LINKED, INSTALLED, COMMISSIONED, DECOMMISSIONED, UNKNOWN, PROBABLY_INSTALLED, UNPAIRED, PENDING, ENROLLED }

/// <summary>What is to be different of a charger.</summary>
/// <param name="Location">Where it stands; null takes that away.</param>
public sealed record EvEVSEUpdate(LatLong? Location = null);

/// <summary>A link with which the owner mends the connection of a charger.</summary>
/// <param name="Url">To be opened in the owner's browser; it works once.</param>
public sealed record EvEVSEReconnection(string Url);

/// <summary>What a charger told at one moment. What it did not tell then is null.</summary>
/// <param name="SampledAt">When the charger measured it.</param>
/// <param name="LoggedAt">When it was heard here.</param>
/// <param name="ExportPowerWatts">What flowed out of the car.</param>
/// <param name="ControlPilotStatus">By SAE J1772: A without a car, B with one, C charging, F for a fault.</param>
/// <param name="MeterReadingWattHours">The charger's own meter.</param>
/// <param name="IsEnabled">Null: no brand tells whether it charges whoever plugs in.</param>
/// <param name="MaxCurrentRatingMilliamps">What it is set to give at most.</param>
/// <param name="CableCurrentRatingMilliamps">Null: no brand tells it.</param>
/// <param name="SignalStrengthRssiDbm">Null: no brand tells it.</param>
/// <param name="InletPowerWatts">Null: no brand tells it.</param>
/// <param name="StateOfChargePercentage">Of the car, where it tells the charger.</param>
public sealed record EvEVSEStatusLog(
    string Url, DateTimeOffset SampledAt, DateTimeOffset LoggedAt, Ref<EvEVSE> Evse, bool? IsPluggedIn, bool? IsCharging, int? ChargeRateWatts, int? ExportPowerWatts, EvControlPilot? ControlPilotStatus,
    int? MeterReadingWattHours, bool? IsEnabled, int? MaxCurrentRatingMilliamps, int? CableCurrentRatingMilliamps, int? SignalStrengthRssiDbm, int? InletPowerWatts, int? VoltageMillivolts,
    int? StateOfChargePercentage, EvEvseMode? Mode);

public enum EvControlPilot { A, B, C, D, E, F }

public enum EvEvseMode
{
    Unknown,
    Idle,
    Delay,
    Charge,
    Discharge,
    FFR,
    [JsonStringEnumMemberName("Load match")]
    LoadMatch,
    [JsonStringEnumMemberName("Export match")]
    ExportMatch,
    [JsonStringEnumMemberName("Peak time")]
    PeakTime,
    [JsonStringEnumMemberName("Deep sleep")]
    DeepSleep,
}
