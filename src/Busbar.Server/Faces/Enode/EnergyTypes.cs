using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>A solar inverter of a user, or a plant that shows none of its own. What the brand does not tell is null.</summary>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="Timezone">By its IANA name.</param>
/// <param name="HemSystemId">The site that it belongs to.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Inverter(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool IsReachable, ProductionState ProductionState, string? Timezone, InverterCapabilities Capabilities,
    InverterInformation Information, Position Location, Guid? HemSystemId, IReadOnlyList<string> Scopes);

/// <param name="ProductionRate">In kilowatts.</param>
/// <param name="TotalLifetimeProduction">In kilowatt-hours.</param>
public sealed record ProductionState(double? ProductionRate, bool? IsProducing, double? TotalLifetimeProduction, DateTimeOffset? LastUpdated);

public sealed record InverterCapabilities(Capability ProductionState, Capability ProductionStatistics);

/// <param name="Id">The brand's own id.</param>
/// <param name="Sn">The serial number.</param>
/// <param name="SiteName">What its owner calls the plant.</param>
/// <param name="InstallationDate">When it was linked; brands do not tell when it was built.</param>
public sealed record InverterInformation(string Id, string? Sn, string Brand, string Model, string SiteName, DateTimeOffset InstallationDate);

/// <summary>A battery in a user's house. What the brand does not tell is null.</summary>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="HemSystemId">The site that it belongs to.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Battery(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool IsReachable, BatteryChargeState ChargeState, BatteryConfig Config, BatteryInformation Information,
    BatteryCapabilities Capabilities, Position Location, Guid? HemSystemId, IReadOnlyList<string> Scopes);

/// <param name="BatteryCapacity">In kilowatt-hours.</param>
/// <param name="BatteryLevel">In percent.</param>
/// <param name="ChargeRate">In kilowatts; positive while it charges.</param>
/// <param name="DischargeLimit">The level that it keeps in reserve, in percent.</param>
public sealed record BatteryChargeState(BatteryStatus? Status, double? BatteryCapacity, double? BatteryLevel, double? ChargeRate, double? DischargeLimit, DateTimeOffset? LastUpdated);

public enum BatteryStatus
{
    [JsonStringEnumMemberName("CHARGING")]
    Charging,
    [JsonStringEnumMemberName("DISCHARGING")]
    Discharging,
    [JsonStringEnumMemberName("IDLE")]
    Idle,
    [JsonStringEnumMemberName("FAULT")]
    Fault,
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}

/// <param name="OperationMode">What it is run for; null where that is not known.</param>
public sealed record BatteryConfig(OperationMode? OperationMode, DateTimeOffset? LastUpdated);

public enum OperationMode
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
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}

/// <param name="Id">The brand's own id.</param>
/// <param name="SiteName">What its owner calls it.</param>
/// <param name="InstallationDate">When it was linked; brands do not tell when it was built.</param>
public sealed record BatteryInformation(string Id, string Brand, string Model, string SiteName, DateTimeOffset InstallationDate);

public sealed record BatteryCapabilities(Capability ExportFocus, Capability ImportFocus, Capability TimeOfUse, Capability SelfReliance, Capability Idle);

/// <summary>An electricity meter of a user. What the brand does not tell is null.</summary>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="HemSystemId">The site that it belongs to.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Meter(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool IsReachable, MeterInformation Information, EnergyState EnergyState, Position Location,
    MeterCapabilities Capabilities, Guid? HemSystemId, IReadOnlyList<string> Scopes);

/// <param name="SiteName">What its owner calls it.</param>
/// <param name="InstallationDate">When it was linked; brands do not tell when it was built.</param>
public sealed record MeterInformation(string Brand, string Model, string SiteName, DateTimeOffset InstallationDate);

/// <param name="Power">In kilowatts: positive into the house, negative into the grid.</param>
public sealed record EnergyState(double? Power, DateTimeOffset? LastUpdated);

public sealed record MeterCapabilities(Capability MeasuresConsumption, Capability MeasuresProduction);
