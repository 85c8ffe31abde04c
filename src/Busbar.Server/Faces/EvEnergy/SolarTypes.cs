namespace Busbar.Server.Faces.EvEnergy;

/// <summary>The solar modules of a user's house. Who has any has one array.</summary>
/// <param name="CapacityWatts">By the application's word; else the nominal power that was set for the inverter; else 0.</param>
/// <param name="Inverter">The user's inverter, the oldest of several; null where none is linked.</param>
/// <param name="Forecast">Null: nothing is forecast here.</param>
public sealed record EvSolarArray(string Id, string Url, int CapacityWatts, Ref<EvInverter>? Inverter, EvSolarForecastToday? Forecast, Ref<EvUser> User);

/// <summary>What the sun is to give until midnight.</summary>
public sealed record EvSolarForecastToday(int? SolarWattHoursUntilMidnight, int? PercentVehicleBatteryChargeUntilMidnight, DateTimeOffset LastUpdatedAt);

/// <summary>What is to be kept of an array.</summary>
/// <param name="CapacityWatts">How much it can give, 0 or more; left out, nothing is said of it.</param>
public sealed record EvSolarArrayWrite(int? CapacityWatts = null);
