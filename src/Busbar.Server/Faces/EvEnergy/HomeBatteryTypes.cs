namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Who makes a home battery: a brand that it is linked through.</summary>
/// <param name="Icon">Null: no pictures are kept.</param>
/// <param name="OnboardingUrl">Where a battery of it is onboarded; null where none can be.</param>
/// <param name="Models">The address of its models.</param>
public sealed record EvHomeBatteryMake(string Id, string Url, string Name, string? Icon, string? OnboardingUrl, string Models);

/// <summary>What a make calls some of its batteries; those are known that the application's own are.</summary>
/// <param name="OnboardingUrl">Where a battery of its make is onboarded; null where none can be.</param>
public sealed record EvHomeBatteryModel(string Id, string Url, string Name, Ref<EvHomeBatteryMake> Make, string? OnboardingUrl);

/// <summary>A battery in a user's house.</summary>
/// <param name="Model">Null where its brand does not tell.</param>
/// <param name="CreatedAt">When it was linked.</param>
/// <param name="LatestStatusLog">The newest of everything that it has told; null where it has told nothing yet.</param>
public sealed record EvHomeBattery(string Id, string Url, Ref<EvHomeBatteryModel>? Model, DateTimeOffset? CreatedAt, Ref<EvHomeBatteryStatusLog>? LatestStatusLog);

/// <summary>What a battery told at one moment. What it did not tell then is null, or UNKNOWN.</summary>
/// <param name="ChargeRateWatts">Positive while it charges.</param>
/// <param name="DischargeLimitPercentage">The level that it keeps in reserve.</param>
/// <param name="Status">FAULT where the battery itself says so.</param>
/// <param name="OperationMode">What it is run for.</param>
public sealed record EvHomeBatteryStatusLog(
    string Url, DateTimeOffset SampledAt, Ref<EvHomeBattery> HomeBattery, int? CapacityWattHours, int? StateOfChargePercentage, int? ChargeRateWatts, int? DischargeLimitPercentage,
    EvHomeBatteryStatus Status, EvHomeBatteryMode OperationMode);

public enum EvHomeBatteryStatus { CHARGING, DISCHARGING, IDLE, FAULT, UNKNOWN }

public enum EvHomeBatteryMode { EXPORT_FOCUS, IMPORT_FOCUS, TIME_OF_USE, SELF_RELIANCE, IDLE, UNKNOWN }
