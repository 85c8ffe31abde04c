using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A house's energy system: a plant with its inverters, batteries and meters.</summary>
/// <param name="CreatedAt">When it was linked.</param>
public sealed record EvHemSystem(string Id, string Url, DateTimeOffset CreatedAt);

/// <summary>What flows in a house now, from what its parts told in the last half hour. What is not known is null.</summary>
/// <param name="SampledAt">When the oldest of it was measured; null where nothing is known.</param>
/// <param name="ConsumptionWatts">What comes from sun, battery and grid and goes to none.</param>
/// <param name="SolarToHomeWatts">Of how sun, battery and grid are split no meter tells. The house is reckoned to take from the sun first, then from the battery, then from the grid; what it leaves of the sun goes into the battery first.</param>
public sealed record EvHemSystemLivePower(
    DateTimeOffset? SampledAt, int? GenerationWatts, int? ConsumptionWatts, int? ImportWatts, int? ExportWatts, int? ChargeWatts, int? DischargeWatts, int? SolarToHomeWatts, int? SolarToBatteryWatts,
    int? SolarToGridWatts, int? BatteryToHomeWatts, int? BatteryToGridWatts, int? GridToHomeWatts, int? GridToBatteryWatts, int? BatteryStateOfChargePercentage);

/// <summary>What flowed in a house, by buckets of its calendar.</summary>
/// <param name="Buckets">All of the time that was asked for, oldest first.</param>
public sealed record EvHemSystemEnergyStatsResponse(EvHemResolution Resolution, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<EvHemSystemEnergyStatsBucket> Buckets);

/// <summary>What flowed in a bucket. What is not known is null.</summary>
/// <param name="PeriodEnd">Not part of it.</param>
/// <param name="ConsumptionWh">What came from sun, battery and grid and went to none.</param>
/// <param name="SolarToHomeWh">The split is reckoned by quarters of an hour, by the rule that live_power tells.</param>
public sealed record EvHemSystemEnergyStatsBucket(
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, int? GenerationWh, int? ConsumptionWh, int? ImportWh, int? ExportWh, int? ChargeWh, int? DischargeWh, int? AvgBatteryStateOfChargePercentage,
    int? SolarToHomeWh, int? SolarToBatteryWh, int? SolarToGridWh, int? BatteryToHomeWh, int? BatteryToGridWh, int? GridToHomeWh, int? GridToBatteryWh);

public enum EvHemResolution
{
    [JsonStringEnumMemberName("PT30M")]
    HalfHour,
    [JsonStringEnumMemberName("P1D")]
    Day,
    [JsonStringEnumMemberName("P1M")]
    Month,
}
