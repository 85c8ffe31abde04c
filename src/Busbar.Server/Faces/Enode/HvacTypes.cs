using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>Heating or cooling of a user. What the brand does not tell is null.</summary>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="ConsumptionRate">In kilowatts; 0 while it is idle.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Hvac(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool IsReachable, double? ConsumptionRate, HvacInformation Information, TemperatureState TemperatureState,
    ThermostatState ThermostatState, HvacCapabilities Capabilities, AssetLocation Location, IReadOnlyList<string> Scopes);

/// <param name="GroupName">The room or zone.</param>
public sealed record HvacInformation(string Brand, string? Model, string DisplayName, string? GroupName, HvacCategory Category);

public enum HvacCategory
{
    [JsonStringEnumMemberName("HEATING")]
    Heating,
    [JsonStringEnumMemberName("COOLING")]
    Cooling,
    [JsonStringEnumMemberName("HEAT_PUMP")]
    HeatPump,
    [JsonStringEnumMemberName("AGGREGATOR")]
    Aggregator,
}

/// <param name="CurrentTemperature">In degrees Celsius.</param>
/// <param name="IsActive">Whether it heats or cools now.</param>
public sealed record TemperatureState(double? CurrentTemperature, bool IsActive, DateTimeOffset? LastUpdated);

/// <param name="HeatSetpoint">In degrees Celsius.</param>
/// <param name="CoolSetpoint">In degrees Celsius.</param>
/// <param name="HoldType">Whether a set value holds for good or until its schedule says otherwise; null where that is not known.</param>
public sealed record ThermostatState(ThermostatMode Mode, double? HeatSetpoint, double? CoolSetpoint, HoldType? HoldType, DateTimeOffset? LastUpdated);

public enum ThermostatMode
{
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
    [JsonStringEnumMemberName("OFF")]
    Off,
    [JsonStringEnumMemberName("AUTO")]
    Auto,
    [JsonStringEnumMemberName("COOL")]
    Cool,
    [JsonStringEnumMemberName("HEAT")]
    Heat,
}

public enum HoldType
{
    [JsonStringEnumMemberName("PERMANENT")]
    Permanent,
    [JsonStringEnumMemberName("SCHEDULED")]
    Scheduled,
}

/// <param name="CapableModes">The modes that it can be set to; null where that is not known.</param>
/// <param name="SetpointDifferenceRange">How far the two set values lie apart, in the mode AUTO.</param>
public sealed record HvacCapabilities(
    IReadOnlyList<ThermostatMode>? CapableModes, TemperatureRange? CoolSetpointRange, TemperatureRange? HeatSetpointRange, TemperatureRange? SetpointDifferenceRange,
    Capability SetFollowSchedule, Capability SetPermanentHold);

/// <param name="Min">In degrees Celsius.</param>
/// <param name="Max">In degrees Celsius.</param>
public sealed record TemperatureRange(double Min, double Max);
