using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A plug-in, up to the unplug, as one device tells it: where a car and its charger both do, each has its own.</summary>
/// <param name="End">Null while it is plugged in.</param>
/// <param name="Vehicle">The car that tells it; null where a charger does.</param>
/// <param name="Evse">The charger that tells it; null where a car does.</param>
/// <param name="SubSessions">Its parts, newest first.</param>
public sealed record EvChargingSession(string Id, string Url, DateTimeOffset Start, DateTimeOffset? End, Ref<EvVehicle>? Vehicle, Ref<EvEVSE>? Evse, IReadOnlyList<Ref<EvChargingSubSession>> SubSessions);

/// <summary>A stretch of a session in one mode. Start and end bound the mode, not the energy flow.</summary>
/// <param name="End">Null while it goes on.</param>
/// <param name="Mode">SMART from when smart charging was enabled, BOOST while a boost goes on; else UNMANAGED_OTG where the car told that it is at no place of its user's, and UNMANAGED_HOME.</param>
/// <param name="EnergyDeliveredWattHours">0 also where nothing tells of energy: then its debug metadata name no method.</param>
/// <param name="Cost">In hundredths of the currency, or whole units where it has none; null where the price of any of it is not known.</param>
/// <param name="PercentageAdded">Null where no level is told.</param>
/// <param name="Currency">The market's; else that of the country where the user lives; else EUR.</param>
/// <param name="SavingsCost">Null: nothing is compared here.</param>
/// <param name="SavingsCo2Grams">Null: no feed of carbon intensity is connected.</param>
/// <param name="IncentiveEarned">Null: there are no programs here.</param>
/// <param name="TotalCo2Grams">Null: no feed of carbon intensity is connected.</param>
/// <param name="Co2IntensityGramsPerKilowattHour">Null likewise.</param>
/// <param name="Co2IntensityClassification">Null likewise.</param>
/// <param name="CostPerKilowattHour">The mean by energy, in the same units as the cost.</param>
/// <param name="TotalPoints">0: there are no points here.</param>
/// <param name="TotalPointsMissed">Null likewise.</param>
/// <param name="DurationMinutes">How long energy flowed.</param>
/// <param name="GridEnergyDeliveredWattHours">Null: what came from the grid and what from the sun is not told apart.</param>
/// <param name="SolarEnergyDeliveredWattHours">Null likewise.</param>
/// <param name="Labels">Null: no territories are known.</param>
/// <param name="Tariff">That of the place; null where it has none.</param>
/// <param name="CarbonFeed">Null: none is connected.</param>
/// <param name="GridFeeds">None is connected.</param>
/// <param name="SolarModeType">Null: no charge is steered by the sun.</param>
/// <param name="GridEnergyDelivered">Deprecated by the API.</param>
/// <param name="SolarEnergyDelivered">Deprecated by the API.</param>
public sealed record EvChargingSubSession(
    string Id, string Url, DateTimeOffset Start, DateTimeOffset? End, EvChargingMode Mode, Ref<EvVehicle>? Vehicle, Ref<EvEVSE>? Evse, int EnergyDeliveredWattHours, int? Cost, EvChargingLocation Location,
    double? PercentageAdded, string Currency, int? SavingsCost, [property: JsonPropertyName("savings_co2_grams")] int? SavingsCo2Grams, int? IncentiveEarned,
    [property: JsonPropertyName("total_co2_grams")] int? TotalCo2Grams, [property: JsonPropertyName("co2_intensity_grams_per_kilowatt_hour")] int? Co2IntensityGramsPerKilowattHour,
    [property: JsonPropertyName("co2_intensity_classification")] string? Co2IntensityClassification, int? CostPerKilowattHour, int TotalPoints, int? TotalPointsMissed, int DurationMinutes,
    int? GridEnergyDeliveredWattHours, int? SolarEnergyDeliveredWattHours, IReadOnlyList<string>? Labels, Ref<EvEnergyUsage> EnergyUsage, Ref<EvSchedules> Schedules,
    Ref<EvChargingSubSessionDebugMetadata> DebugMetadata, Ref<EvTariff>? Tariff, string? CarbonFeed, IReadOnlyList<string> GridFeeds, string? SolarModeType, decimal? GridEnergyDelivered, decimal? SolarEnergyDelivered);

public enum EvChargingMode { SMART, BOOST, UNMANAGED_HOME, UNMANAGED_OTG, MANAGED_OTG }

/// <summary>Where a session was; all null where that is not known.</summary>
/// <param name="Name">What the place is called.</param>
/// <param name="Coordinates">Of the place, or else what the car told.</param>
public sealed record EvChargingLocation(string? Name, LatLong? Coordinates, string? PostalCode, [property: JsonPropertyName("address_1")] string? Address1, string? Timezone);

/// <param name="DryRun">Nothing is to be kept of it.</param>
/// <param name="CapOverages">Without effect: energy is what was measured, and never capped.</param>
public sealed record EvRecalculation(bool DryRun = false, bool CapOverages = true);

/// <summary>What came of it.</summary>
/// <param name="PreviousEnergyDeliveredWattHours">As it was told before.</param>
/// <param name="NewEnergyDeliveredWattHours">As the readings have it that are stored now.</param>
public sealed record EvRecalculated(EvRecalculationStatus Status, int PreviousEnergyDeliveredWattHours, int NewEnergyDeliveredWattHours);

public enum EvRecalculationStatus
{
    [JsonStringEnumMemberName("recalculation_triggered")]
    Done,
    [JsonStringEnumMemberName("dry_run_completed")]
    Tried,
}
