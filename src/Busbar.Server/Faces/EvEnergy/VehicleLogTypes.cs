using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What a car told at one moment. What it did not tell then is null.</summary>
/// <param name="LoggedAt">When it was heard here.</param>
/// <param name="SampledAt">When the car measured it.</param>
/// <param name="EstimatedChargeRateWatts">Null: nothing is estimated here.</param>
/// <param name="ChargeLevelWattHours">Where the level and the battery's size were told together.</param>
/// <param name="ChargeEnergyAddedWattHours">Null: cars' own counts of it are not kept.</param>
/// <param name="CurrentType">Null: no brand tells it.</param>
/// <param name="DataSource">The brand.</param>
public sealed record EvVehicleStatusLog(
    string Url, DateTimeOffset LoggedAt, DateTimeOffset SampledAt, Ref<EvVehicle> Vehicle, int? StateOfChargePercentage, bool? IsCharging, bool? IsPluggedIn, int? ChargeRateWatts, int? EstimatedChargeRateWatts,
    int? ChargeLevelWattHours, int? TargetChargeLevelPercentage, int? TargetChargeLevelWattHours, int? ChargeEnergyAddedWattHours, int? MinutesToFullCharge, EvCurrentType? CurrentType, bool? IsComplete,
    int? OdometerMeters, string? DataSource, EvVehicleState? State);

/// <summary>That a car told where it is; never where.</summary>
/// <param name="AtHome">Whether that was within 200 m of its user's home; null where no home is known.</param>
public sealed record EvVehicleLocationLog(string Url, DateTimeOffset SampledAt, DateTimeOffset LoggedAt, Ref<EvVehicle> Vehicle, bool? AtHome);

public enum EvCurrentType
{
    [JsonStringEnumMemberName("AC - Typically home chargers")]
    Alternating,
    [JsonStringEnumMemberName("DC - Typically OTG chargers")]
    Direct,
}

public enum EvVehicleState
{
    DRIVING, RECENTLY_FINISHED_DRIVING, STATIONARY, IN_SERVICE, PLUGGED_IN_NOT_CHARGING, PLUGGED_IN_CHARGING, PLUGGED_IN_COMPLETE, PLUGGED_IN_NEAR_READY_BY_TIME, PLUGGED_IN_ALMOST_COMPLETE, UNKNOWN,
}
