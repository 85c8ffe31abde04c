using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>Solar panels, their inverter's work included: <see cref="Inverter"/> only shows it.</summary>
public sealed record SolarPlant : HomeDevice
{
    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.SolarPlant;

    public double PeakKw { get; init; } = 6.5;

    /// <summary>What the home may feed into the grid at most, in watts; null for no limit.</summary>
    public double? FeedInLimitW { get; init; }

    /// <summary>False after it was told to leave the grid.</summary>
    public bool Connected { get; init; } = true;
    public double EnergyOutKwh { get; init; }

    /// <summary>The limit as it shows: the peak where none was set, 0 off the grid.</summary>
    internal double ShownLimitW => Connected ? Math.Min(FeedInLimitW ?? double.MaxValue, PeakKw * 1000) : 0;

    internal double AvailableWatts(Weather weather) => Connected ? PeakKw * 1000 * weather.Sunshine : 0;

    internal override HomeDevice After(Step step, double watts) =>
        watts == 0 ? this : this with { EnergyOutKwh = EnergyOutKwh - step.KilowattHours(watts) };
}

/// <summary>The inverter of the plant that is its parent.</summary>
public sealed record Inverter : HomeDevice
{
    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.Inverter;

    internal override HomeDevice After(Step step, double watts) => this;
}
