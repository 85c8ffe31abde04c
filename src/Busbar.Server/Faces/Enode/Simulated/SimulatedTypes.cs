using System.Text.Json.Serialization;

namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>A vehicle that is to be made in the sandbox.</summary>
/// <param name="Vendor">Its brand: one that can be linked.</param>
/// <param name="Username">Names the account that holds it: 1 to 100 letters. Whoever signs in by it at the sandbox finds all that the account holds.</param>
/// <param name="Password">Anything: the sandbox asks for none, and keeps none.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Year">The model year.</param>
/// <param name="UserId">Your own id of a user for whom it is linked at once.</param>
public sealed record SimulatedVehiclePayload(string Vendor, string Username, string Password, string Name, string Model, double Year, string? UserId = null);

/// <summary>A device that is to be made in the sandbox.</summary>
/// <param name="Vendor">Its brand: one that can be linked.</param>
/// <param name="Username">Names the account that holds it: 1 to 100 letters. Whoever signs in by it at the sandbox finds all that the account holds.</param>
/// <param name="Password">Anything: the sandbox asks for none, and keeps none.</param>
/// <param name="Name">What its owner calls it; what the brand does, where it is left out.</param>
/// <param name="UserId">Your own id of a user for whom it is linked at once.</param>
public sealed record SimulatedPayload(string Vendor, string Username, string Password, string? Name = null, string? Model = null, string? UserId = null);

/// <summary>What somebody does at a plug, or what happens there.</summary>
public enum SimulatedDelivery
{
    [JsonStringEnumMemberName("UNPLUGGED")] Unplugged,
    [JsonStringEnumMemberName("PLUGGED_IN:CHARGING")] Charging,
    [JsonStringEnumMemberName("PLUGGED_IN:STOPPED")] Stopped,
    [JsonStringEnumMemberName("PLUGGED_IN:FAULT")] Fault,
}

/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
public sealed record SimulatedPlace(double Longitude, double Latitude);

/// <summary>What is to be different of a vehicle. What is left out stays as it is; range, power and time follow.</summary>
public sealed record SimulatedVehicleChange(string? Name = null, bool? IsReachable = null, SimulatedVehicleCharge? ChargeState = null, SimulatedPlace? Location = null);

/// <param name="BatteryLevel">In percent.</param>
/// <param name="BatteryCapacity">In kilowatt-hours, from 5 to 300.</param>
/// <param name="ChargeLimit">In percent, from 10.</param>
public sealed record SimulatedVehicleCharge(double? BatteryLevel = null, double? BatteryCapacity = null, double? ChargeLimit = null, SimulatedDelivery? PowerDeliveryState = null);

/// <summary>What is to be different of a charger. What is left out stays as it is.</summary>
public sealed record SimulatedChargerChange(string? Name = null, bool? IsReachable = null, SimulatedChargerCharge? ChargeState = null);

/// <param name="MaxCurrent">In amperes; 0 makes a car wait.</param>
public sealed record SimulatedChargerCharge(double? MaxCurrent = null, SimulatedDelivery? PowerDeliveryState = null);

/// <summary>What is to be different of an HVAC unit. What is left out stays as it is.</summary>
/// <param name="ThermostatState">What somebody turns it to by hand; a temperature that is left out stays.</param>
public sealed record SimulatedHvacChange(string? Name = null, bool? IsReachable = null, SimulatedTemperature? TemperatureState = null, PermanentHold? ThermostatState = null);

/// <param name="CurrentTemperature">In degrees Celsius.</param>
public sealed record SimulatedTemperature(double? CurrentTemperature = null);

/// <summary>What is to be different of an inverter. What is left out stays as it is.</summary>
public sealed record SimulatedInverterChange(string? Name = null, bool? IsReachable = null, SimulatedProduction? ProductionState = null);

/// <param name="PeakProductionRate">What its panels make at most, in kilowatts.</param>
/// <param name="IsConnected">Whether it is on the grid: off it, it makes nothing.</param>
public sealed record SimulatedProduction(double? PeakProductionRate = null, bool? IsConnected = null);

/// <summary>What is to be different of a battery. What is left out stays as it is.</summary>
public sealed record SimulatedBatteryChange(string? Name = null, bool? IsReachable = null, SimulatedBatteryCharge? ChargeState = null, OperationModeRequest? Config = null);

/// <param name="BatteryLevel">In percent.</param>
/// <param name="BatteryCapacity">In kilowatt-hours, from 1 to 10000.</param>
/// <param name="DischargeLimit">The level that it keeps in reserve, in percent.</param>
public sealed record SimulatedBatteryCharge(double? BatteryLevel = null, double? BatteryCapacity = null, double? DischargeLimit = null);

/// <summary>What is to be different of a meter. What is left out stays as it is; what it measures follows from its house.</summary>
public sealed record SimulatedMeterChange(string? Name = null, bool? IsReachable = null);
