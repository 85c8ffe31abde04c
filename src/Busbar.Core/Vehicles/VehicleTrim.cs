namespace Busbar.Core.Vehicles;

/// <summary>A variant of a model, told apart by its battery.</summary>
/// <param name="Id">Made once and written down, as a make's.</param>
/// <param name="ModelId">The model that it is of.</param>
/// <param name="Battery">Null where we have no source for it.</param>
public sealed record VehicleTrim(Guid Id, Guid ModelId, string Name, VehicleBattery? Battery);

/// <summary>The battery that moves the car.</summary>
/// <param name="WattHours">What it holds when new.</param>
/// <param name="Usable">Whether that is what can be charged and driven (true), or all that the cells hold (false); null where the source does not say which.</param>
public sealed record VehicleBattery(int WattHours, bool? Usable);
