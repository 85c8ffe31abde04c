namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A car of a user.</summary>
/// <param name="Trim">Which car it is; null where its brand does not say it in a way that the catalogue knows.</param>
/// <param name="Integrated">Whether it is linked, and whether that holds: ACTIVE, or INACTIVE where the user has to reconnect it; UNINTEGRATED where no brand links it.</param>
/// <param name="BatterySizeWattHours">As the car tells; else by its trim; else 45000.</param>
/// <param name="EffectiveBatterySizeWattHours">The same: no loss of capacity is reckoned with.</param>
/// <param name="MaximumChargeLimitPercentage">Up to which level it is charged when electricity is cheap.</param>
/// <param name="Description">What its owner, or its brand, calls it.</param>
/// <param name="Disabled">False: whatever is linked is read and can be told things, as its owner agreed.</param>
/// <param name="SmartChargingEnabled">Whether it is to charge when electricity is cheap.</param>
/// <param name="LatestStatusLog">What it told last; null where it told nothing.</param>
/// <param name="ChargingSubSessions">Where its charges are listed.</param>
public sealed record EvVehicle(
    string Id, string Url, Ref<EvVehicleTrim>? Trim, Ref<EvUser> User, EvIntegration Integrated, int BatterySizeWattHours, int EffectiveBatterySizeWattHours, int MaximumChargeLimitPercentage,
    string Description, bool Disabled, bool SmartChargingEnabled, EvVehicleClass? VehicleClass, Ref<EvVehicleStatusLog>? LatestStatusLog, string ChargingSubSessions);

public enum EvIntegration { UNINTEGRATED, ACTIVE, INACTIVE }

public enum EvVehicleClass { PASSENGER, COMMERCIAL }

/// <summary>A car that no brand links.</summary>
/// <param name="Model">The address of its model.</param>
/// <param name="BatterySizeWattHours">From 1000 to 300000; left out, what most cars of the model have.</param>
/// <param name="Description">What it is called; left out, its make and model.</param>
/// <param name="User">The address of its user; not needed where a user is acted for.</param>
public sealed record EvVehicleWrite(string Model, int? BatterySizeWattHours = null, string? Description = null, EvVehicleClass? VehicleClass = null, string? User = null);

/// <summary>What is to be different of a car. What is left out stays as it is.</summary>
/// <param name="BatterySizeWattHours">From 1000 to 300000, of a car that no brand links; of others, the car itself or its trim tells.</param>
/// <param name="MaximumChargeLimitPercentage">From 50 to 100.</param>
/// <param name="SmartChargingEnabled">Enabling it needs a place of the user with prices; without a deadline of its own the car is to be charged by 07:00.</param>
/// <param name="VehicleClass">Null for none.</param>
public sealed record EvVehicleUpdate(int? BatterySizeWattHours = null, int? MaximumChargeLimitPercentage = null, bool? SmartChargingEnabled = null, EvVehicleClass? VehicleClass = null);

/// <summary>What is left of a user's cars.</summary>
public sealed record EvRemoved(int RemainingCarCount);

/// <summary>A link with which the owner mends the connection of a car.</summary>
/// <param name="Url">To be opened in the owner's browser; it works once.</param>
/// <param name="Expiry">Until when; the same as <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record EvReconnection(string Url, DateTimeOffset Expiry, DateTimeOffset ExpiresAt);
