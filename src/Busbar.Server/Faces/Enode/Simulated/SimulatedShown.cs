namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>A vehicle in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="Vin">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedVehicleId">The vehicle that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedVehicle(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, double? Year, string Vin, bool IsReachable, Guid? LinkedVehicleId, string? UserId,
    SimulatedVehicleState ChargeState, SimulatedPlace Location);

/// <param name="BatteryLevel">In percent.</param>
/// <param name="Range">In kilometres.</param>
/// <param name="BatteryCapacity">In kilowatt-hours.</param>
/// <param name="ChargeLimit">In percent.</param>
/// <param name="ChargeRate">In kilowatts; only while it charges.</param>
/// <param name="ChargeTimeRemaining">In minutes; only while it charges.</param>
public sealed record SimulatedVehicleState(
    double? BatteryLevel, double? Range, double? BatteryCapacity, double? ChargeLimit, double? ChargeRate, double? ChargeTimeRemaining, PowerDeliveryState PowerDeliveryState,
    bool? IsPluggedIn, bool? IsCharging);

/// <summary>A charger in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="SerialNumber">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedChargerId">The charger that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedCharger(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, string SerialNumber, bool IsReachable, Guid? LinkedChargerId, string? UserId,
    SimulatedChargerState ChargeState);

/// <param name="ChargeRate">In kilowatts; only while it charges.</param>
/// <param name="MaxCurrent">In amperes.</param>
public sealed record SimulatedChargerState(double? ChargeRate, double? MaxCurrent, PowerDeliveryState PowerDeliveryState, bool? IsPluggedIn, bool? IsCharging);

/// <summary>An HVAC unit in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="SerialNumber">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedHvacId">The HVAC unit that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedHvac(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, string SerialNumber, bool IsReachable, Guid? LinkedHvacId, string? UserId,
    TemperatureState TemperatureState, ThermostatState ThermostatState);

/// <summary>A solar inverter in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="SerialNumber">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedInverterId">The inverter that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedInverter(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, string SerialNumber, bool IsReachable, Guid? LinkedInverterId, string? UserId,
    ProductionState ProductionState);

/// <summary>A battery in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="SerialNumber">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedBatteryId">The battery that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedBattery(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, string SerialNumber, bool IsReachable, Guid? LinkedBatteryId, string? UserId,
    BatteryChargeState ChargeState, BatteryConfig Config);

/// <summary>A meter in the sandbox.</summary>
/// <param name="Username">The account that holds it.</param>
/// <param name="Password">Always null: none is kept.</param>
/// <param name="SerialNumber">Made up.</param>
/// <param name="IsReachable">Whether its brand reaches it.</param>
/// <param name="LinkedMeterId">The meter that it was linked as.</param>
/// <param name="UserId">For whom it was linked: your own id of the user.</param>
public sealed record SimulatedMeter(
    Guid Id, string Vendor, string Username, string? Password, string Name, string Model, string SerialNumber, bool IsReachable, Guid? LinkedMeterId, string? UserId,
    EnergyState EnergyState);
