using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>The meter of the grid operator: the sum of everything in the home, balanced over the phases.</summary>
public sealed record Meter : HomeDevice
{
    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.Meter;

    /// <summary>Import in the dear tariff, working days from 7 to 22; T2 is the rest.</summary>
    public double EnergyInT1Kwh { get; init; }
    public double EnergyInT2Kwh { get; init; }
    public double EnergyOutT1Kwh { get; init; }
    public double EnergyOutT2Kwh { get; init; }

    internal override HomeDevice After(Step step, double watts)
    {
        var energy = step.KilowattHours(Math.Abs(watts));
        return (watts > 0, WallClock.IsDayTariff(step.From)) switch
        {
            (true, true) => this with { EnergyInT1Kwh = EnergyInT1Kwh + energy },
            (true, false) => this with { EnergyInT2Kwh = EnergyInT2Kwh + energy },
            (false, true) => this with { EnergyOutT1Kwh = EnergyOutT1Kwh + energy },
            (false, false) => this with { EnergyOutT2Kwh = EnergyOutT2Kwh + energy },
        };
    }
}

/// <summary>A reader stuck onto a meter that cannot speak: it counts gas, or the pulses of an electricity meter.</summary>
public sealed record RetrofitMeter : HomeDevice
{
    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.RetrofitMeter;

    /// <summary>What it counts: <c>gas</c> or <c>electricity</c>.</summary>
    public string Medium { get; init; } = "gas";
    public double GasM3 { get; init; }
    public double EnergyInKwh { get; init; }

    internal override HomeDevice After(Step step, double watts) => Medium == "gas"
        ? this with { GasM3 = GasM3 + step.Flows.GasM3PerHour * step.Hours }
        : this with { EnergyInKwh = EnergyInKwh + step.KilowattHours(Math.Max(0, watts)) };
}

/// <summary>The gas boiler of a home that has one.</summary>
internal static class GasBoiler
{
    private const double KilowattHoursPerM3 = 10.3, LossKwPerKelvin = 0.2, WarmC = 17;

    /// <summary>Heat by the weather and hot water by the hour; a home with a heat pump only cooks with gas.</summary>
    public static double M3PerHour(Weather weather, DateTimeOffset time, bool heatPump)
    {
        var hour = WallClock.Of(time).Hour;
        var cooking = hour is 12 or 18 ? 1.2 : 0;
        var hotWater = hour is 6 or 7 or 20 or 21 ? 1.6 : 0.05;
        var heating = Math.Max(0, WarmC - weather.OutdoorC) * LossKwPerKelvin * (hour is >= 6 and < 23 ? 1.15 : 0.6);
        return (cooking + (heatPump ? 0 : hotWater + heating)) / KilowattHoursPerM3;
    }
}
