namespace Busbar.Core.Statistics;

/// <summary>What flowed one way in a quarter of an hour.</summary>
/// <param name="Kwh">By the device's register, or else by its power over time.</param>
/// <param name="Kw">The mean power, as far as it is known.</param>
public readonly record struct Draw(double Kwh, double Kw);

/// <summary>What is known of a device in a quarter of an hour; null is not known, never 0.</summary>
/// <param name="In">What flowed into the device, or from the grid.</param>
/// <param name="Out">What flowed out of it, or into the grid.</param>
/// <param name="Level">The mean state of charge, in percent.</param>
public sealed record EnergySlot(DateTimeOffset Start, Draw? In, Draw? Out, double? Level);

/// <summary>The registers of a device for one direction, and since when they were told. From then on they count, and power over time before.</summary>
public sealed record Metering(IReadOnlyList<Devices.Signal> Registers, DateTimeOffset? Since)
{
    public static readonly Metering None = new([], null);
}
