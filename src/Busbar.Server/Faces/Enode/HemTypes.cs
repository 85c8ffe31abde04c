using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>A house's energy system: a plant with its inverters, batteries and meters. What is not known is null.</summary>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="LocationId">The location that it stands at.</param>
public sealed record HemSystem(Guid Id, string UserId, Guid? LocationId, HemInformation Information, HemStatus Status);

/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="InstallationDate">When it was linked; brands do not tell when it was built.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Timezone">By its IANA name.</param>
/// <param name="LastUpdated">When the position was measured.</param>
public sealed record HemInformation(
    string Vendor, string Name, DateTimeOffset InstallationDate, double? Latitude, double? Longitude, string? Address, string? Timezone, DateTimeOffset? LastUpdated);

/// <param name="LastSeen">When it was last heard of.</param>
public sealed record HemStatus(DateTimeOffset? LastSeen, HemEnergy Energy);

public sealed record HemEnergy(HemToday Today);

/// <summary>What flowed since midnight by the clock of its location; null where no location with a time zone is known, or its parts do not tell.</summary>
/// <param name="Unit">kWh.</param>
/// <param name="LastUpdated">When the newest of it was measured.</param>
public sealed record HemToday(
    double? Generation, double? Consumption, double? Charge, double? Discharge, double? Import, double? Export, string Unit, DateTimeOffset? LastUpdated);

/// <summary>What flowed in a house on a day or in a month.</summary>
public sealed record HemStatistics(HemTimeseries Timeseries);

public sealed record HemTimeseries(
    HemSeries Generation, HemSeries Consumption, HemSeries Import, HemSeries Export, HemSeries Charge, HemSeries Discharge, HemSeries BatteryLevel);

/// <summary>One flow over time, or why there is none.</summary>
/// <param name="Unit">kW for power, kWh for energy, % for a level.</param>
/// <param name="Timezone">By whose calendar; its IANA name.</param>
[AbsentWhenNull]
public sealed record HemSeries(
    bool IsAvailable, string? Reason = null, string? Unit = null, HemUnitType? UnitType = null, HemSampling? Sampling = null, string? Timezone = null, IReadOnlyList<HemPoint>? Data = null);

public enum HemUnitType { Energy, Power, SoC }

/// <param name="Mode">bucketed.</param>
public sealed record HemSampling(string Mode, HemResolution Resolution);

public enum HemResolution
{
    [JsonStringEnumMemberName("PT15M")]
    QuarterHour,
    [JsonStringEnumMemberName("P1D")]
    Day,
}

/// <param name="T">The start of the bucket.</param>
/// <param name="V">The value; null where it is not known.</param>
public sealed record HemPoint(DateTimeOffset T, double? V);
