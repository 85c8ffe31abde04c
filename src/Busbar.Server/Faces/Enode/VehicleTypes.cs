using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode;

/// <summary>A car of a user. What the brand does not tell is null.</summary>
/// <param name="Id">The vehicle's id.</param>
/// <param name="UserId">Whose it is: your own id of the user.</param>
/// <param name="Vendor">The brand that it is reached through.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="IsReachable">Whether live data can be had now.</param>
/// <param name="Scopes">What its owner agreed to.</param>
public sealed record Vehicle(
    Guid Id, string UserId, string Vendor, DateTimeOffset LastSeen, bool? IsReachable, VehicleInformation Information, VehicleChargeState ChargeState,
    VehicleSmartChargingPolicy SmartChargingPolicy, Position Location, Odometer Odometer, VehicleCapabilities Capabilities, IReadOnlyList<string> Scopes);

/// <param name="Vin">The vehicle identification number.</param>
/// <param name="DisplayName">What its owner calls it.</param>
/// <param name="Year">The model year.</param>
public sealed record VehicleInformation(string? Vin, string? Brand, string? Model, double? Year, string? DisplayName);

/// <param name="BatteryLevel">In percent.</param>
/// <param name="Range">In kilometres.</param>
/// <param name="IsFullyCharged">Whether the charge limit is reached.</param>
/// <param name="BatteryCapacity">Usable, in kilowatt-hours.</param>
/// <param name="ChargeLimit">In percent of the capacity.</param>
/// <param name="ChargeRate">In kilowatts; only while it charges.</param>
/// <param name="ChargeTimeRemaining">In minutes; only while it charges.</param>
/// <param name="LastUpdated">When the newest of these was measured.</param>
/// <param name="MaxCurrent">What it may draw, in amperes.</param>
/// <param name="PluggedInChargerId">The user's charger that it is plugged into, where that is known.</param>
public sealed record VehicleChargeState(
    double? BatteryLevel, double? Range, bool? IsPluggedIn, bool? IsCharging, bool? IsFullyCharged, double? BatteryCapacity, double? ChargeLimit, double? ChargeRate,
    double? ChargeTimeRemaining, DateTimeOffset? LastUpdated, double? MaxCurrent, PowerDeliveryState PowerDeliveryState, Guid? PluggedInChargerId);

/// <summary>How things stand between plug and battery.</summary>
public enum PowerDeliveryState
{
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
    [JsonStringEnumMemberName("UNPLUGGED")]
    Unplugged,
    [JsonStringEnumMemberName("PLUGGED_IN:INITIALIZING")]
    Initializing,
    [JsonStringEnumMemberName("PLUGGED_IN:CHARGING")]
    Charging,
    [JsonStringEnumMemberName("PLUGGED_IN:DISCHARGING")]
    Discharging,
    [JsonStringEnumMemberName("PLUGGED_IN:STOPPED")]
    Stopped,
    [JsonStringEnumMemberName("PLUGGED_IN:COMPLETE")]
    Complete,
    [JsonStringEnumMemberName("PLUGGED_IN:NO_POWER")]
    NoPower,
    [JsonStringEnumMemberName("PLUGGED_IN:FAULT")]
    Fault,
}

/// <param name="Deadline">By when it is to be charged, as HH:MM; null where none is set.</param>
/// <param name="MinimumChargeLimit">Below this it charges at once, in percent.</param>
public sealed record VehicleSmartChargingPolicy(bool IsEnabled, string? Deadline, double MinimumChargeLimit);

/// <param name="Distance">In kilometres.</param>
public sealed record Odometer(double? Distance, DateTimeOffset? LastUpdated);

public sealed record VehicleCapabilities(
    Capability Information, Capability ChargeState, Capability Location, Capability Odometer, Capability SetMaxCurrent, Capability StartCharging,
    Capability StopCharging, Capability SmartCharging);
