namespace Busbar.Server.Faces.EvEnergy;

/// <summary>When energy flowed in a sub-session, by half hours.</summary>
/// <param name="LastUpdatedAt">When the newest of it was measured.</param>
public sealed record EvEnergyUsage(string Url, string Currency, Ref<EvChargingSubSession> ChargingSubSession, IReadOnlyList<EvUsageInterval> Intervals, DateTimeOffset LastUpdatedAt);

/// <summary>What flowed in a time, as far as it is part of the sub-session.</summary>
/// <param name="StartedAt">On a half hour.</param>
/// <param name="MeterUsageWattHours">The same where the device's register tells it; else null.</param>
/// <param name="AltUsageWattHours">Null: nothing is compared here.</param>
/// <param name="PercentageImport">Null: what came from the grid and what from the sun is not told apart.</param>
/// <param name="ElectricityCostSubUnit">What a kilowatt-hour cost, in hundredths of the currency, or whole units where it has none; null where that is not known.</param>
/// <param name="EnergyDeliveredByPrice">Null where the price is not known.</param>
public sealed record EvUsageInterval(
    int IntervalSeconds, DateTimeOffset StartedAt, int TotalEnergyDeliveredWattHours, int? MeterUsageWattHours, int? AltUsageWattHours, int? PercentageImport, decimal? ElectricityCostSubUnit,
    EvEnergyDeliveredByPrice? EnergyDeliveredByPrice);

/// <param name="Price">Of a kilowatt-hour.</param>
public sealed record EvEnergyDeliveredByPrice(decimal Price, int EnergyDeliveredWattHours);

/// <summary>When a sub-session is to charge.</summary>
public sealed record EvSchedules(string Url, Ref<EvChargingSubSession> ChargingSubSession, IReadOnlyList<EvScheduleInterval> Schedules);

/// <summary>One instruction.</summary>
/// <param name="StartedAt">On a half hour; a boost, when it began.</param>
/// <param name="IntervalSeconds">1800; null of a boost, which goes on until it ends. A half hour of which a part is to be charged counts.</param>
/// <param name="CurrentMilliamps">0 where it is not to charge; what the device tells that it may draw where it is; null where it tells nothing of that.</param>
/// <param name="DispatchedAt">When the device was told; null where it was not, or something else since.</param>
public sealed record EvScheduleInterval(DateTimeOffset StartedAt, int? IntervalSeconds, int? CurrentMilliamps, EvScheduleType ScheduleType, DateTimeOffset? DispatchedAt, DateTimeOffset CreatedAt);

public enum EvScheduleType { INITIAL_CHARGE_TIME, BATTERY_WARMING, SMART, BOOST, SOLAR_ONLY, SOLAR_SMART, V2G_DISCHARGE, V2G_CHARGEBACK, LEGACY }

/// <summary>What the schedules of a sub-session were made from.</summary>
public sealed record EvSchedulePlans(string Url, Ref<EvChargingSubSession> ChargingSubSession, IReadOnlyList<EvSchedulePlan> SchedulePlans);

/// <summary>A plan, as it was when it was last looked at.</summary>
/// <param name="ReadyByTime">By when it is to be done.</param>
/// <param name="PriceThresholdMinorUnit">Null: plans go by the cheapest times, not by a threshold.</param>
/// <param name="PowerOnCurrentMilliamps">What the device tells that it may draw; null where it does not.</param>
/// <param name="PowerOffCurrentMilliamps">0: it is stopped.</param>
/// <param name="VehicleChargeLevelWattHours">Null where the level or the size of the battery is not known.</param>
/// <param name="EstimatedChargeRateWatts">What it draws; null where that is not known.</param>
/// <param name="WattHoursToCharge">Null where the rate is not known.</param>
/// <param name="PriceData">Null unless it is asked for.</param>
public sealed record EvSchedulePlan(
    string Id, DateTimeOffset CreatedAt, DateTimeOffset ReadyByTime, int? PriceThresholdMinorUnit, int? PowerOnCurrentMilliamps, int PowerOffCurrentMilliamps, int SecondsToCharge, int? VehicleChargeLevelWattHours,
    int? EstimatedChargeRateWatts, EvChargeRateSource? EstimatedChargeRateSource, int? WattHoursToCharge, int MinChargeLimitPercent, int MaxChargeLimitPercent, IReadOnlyList<EvPlanPrice>? PriceData);

public enum EvChargeRateSource
{
    CURRENT_SESSION_EVSE_DATA_LOGS, CURRENT_SESSION_VEHICLE_DATA_LOGS, ENERGY_TRANSFER_PERIODS, DEFAULT_CHARGE_RATE, MAX_EVSE_CHARGE_RATE, MAX_VEHICLE_CHARGE_RATE,
}

/// <summary>What a kilowatt-hour costs in a time.</summary>
/// <param name="PriceMinorUnits">In hundredths of the currency, or whole units where it has none.</param>
public sealed record EvPlanPrice(DateTimeOffset StartedAt, int IntervalSeconds, int PriceMinorUnits);

/// <summary>How a sub-session began and ended, and how its energy was found.</summary>
/// <param name="StartReason">Null where the API has no word for it: after a boost.</param>
/// <param name="FinishReason">Null while it goes on, and where the API has no word for it: a car that was unplugged, or the end of a boost.</param>
/// <param name="IsEnergyDeliveredCapped">False: energy is what was measured.</param>
/// <param name="UncappedEnergyDeliveredWattHours">Null likewise.</param>
/// <param name="EnergyUsageCalculationMethod">METERED by the device's register, ESTIMATED_CHARGE_RATE by power over time, ESTIMATED_CHARGE_LEVEL by the gain of the battery's level; null where nothing tells of energy.</param>
/// <param name="EnergyUsageInterpolationMethod">Between two readings energy grows evenly.</param>
/// <param name="SolarIntegrationType">Null: no charge is steered by the sun.</param>
public sealed record EvChargingSubSessionDebugMetadata(
    string Url, Ref<EvChargingSubSession> ChargingSubSession, EvStartReason? StartReason, EvFinishReason? FinishReason, bool IsEnergyDeliveredCapped, int? UncappedEnergyDeliveredWattHours,
    EvCalculationMethod? EnergyUsageCalculationMethod, EvInterpolationMethod EnergyUsageInterpolationMethod, string? SolarIntegrationType);

public enum EvStartReason
{
    BOOST_START, SMART_CHARGE_ENABLED, SMART_CHARGE_DISABLED, SOLAR_SETTINGS, ADMIN_CREATE_FAKE, ADMIN_IMPORT_CSV, REPROCESS_VEHICLEDATALOGS_CMD, SFTP_IMPORTER, EVSE_CONNECT, CP_EVSE_CONNECT,
    VEHICLE_LOG_CONNECT, USER_SETTINGS,
}

public enum EvFinishReason
{
    BOOST_START, SMART_CHARGE_ENABLED, SMART_CHARGE_DISABLED, SOLAR_SETTINGS, ADMIN_ACTION, FAKE_CURRENT_CHARGING_CMD, REPROCESS_VEHICLEDATALOGS_CMD, SFTP_IMPORTER, INVALIDATE_ACCOUNT,
    REMOVE_INTEGRATION, EVSE_UNPAIR, EVSE_DISCONNECT,
}

public enum EvCalculationMethod
{
    ESTIMATED_CHARGE_ENERGY_ADDED, ESTIMATED_CHARGE_LEVEL, ESTIMATED_CHARGE_RATE, METERED, METERED_CHARGE_RATE, BETA_ESTIMATED_CHARGE_ENERGY_ADDED, ESTIMATED_CHARGE_LEVEL_WITH_INFERENCE, MANUAL_ENTRY,
}

public enum EvInterpolationMethod { LINEAR, LINEAR_WITH_CHARGE_STEP }
