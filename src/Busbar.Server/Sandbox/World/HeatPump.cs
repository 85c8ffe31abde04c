using System.Text.Json.Serialization;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>What a heat pump does in a step.</summary>
internal readonly record struct HeatWork(string Mode, double ElectricW, double HeatW, double FlowC);

/// <summary>A heat pump and the house that it warms: one store of heat in the walls, one in the tank.</summary>
public sealed record HeatPump : HomeDevice
{
    private const double LossPerKelvin = 180, WallsWhPerKelvin = 8000, GainsW = 450, TankWhPerKelvin = 230, TankLossW = 45;
    private const double StandbyW = 12, Band = 0.4, TankLowC = 45, TankHighC = 52, TankFlowC = 55, CoolFlowC = 16;

    /// <summary>Temperatures that it can be set to: to heat up to, and to cool down to.</summary>
    public const double LeastHeatC = 5, MostHeatC = 30, LeastCoolC = 16, MostCoolC = 35;

    [JsonIgnore]
    public override DeviceKind Kind => DeviceKind.HeatPump;

    public bool On { get; init; } = true;
    public double TargetC { get; init; } = 21;

    /// <summary>What it cools down to, where it is set to cool.</summary>
    public double CoolC { get; init; } = 26;

    /// <summary>What it is set to while it is on: heat, cool or auto, which is both.</summary>
    public string Setting { get; init; } = "heat";

    /// <summary>Whether that was set by hand, until somebody sends it back to its schedule: heating to what it was set to before.</summary>
    public bool Held { get; init; }
    public double ScheduledC { get; init; } = 21;
    public double IndoorC { get; init; } = 20.8;
    public double HotWaterC { get; init; } = 49;

    /// <summary>What it did last (off, idle, heating, cooling, hot_water): it goes on until it is warm enough.</summary>
    public string Mode { get; init; } = "idle";
    public double EnergyInKwh { get; init; }

    /// <summary>What it is set to, off included.</summary>
    internal string Thermostat => On ? Setting : "off";

    internal HeatWork Work(Weather weather) => NextMode() switch
    {
        "off" => new("off", 0, 0, IndoorC),
        "cooling" => new("cooling", 900, -3600, CoolFlowC),
        "hot_water" => Running("hot_water", TankFlowC, weather),
        "heating" => Running("heating", Math.Clamp(26 + 0.75 * (20 - weather.OutdoorC), 26, 55), weather),
        var idle => new(idle, StandbyW, 0, IndoorC),
    };

    private string NextMode()
    {
        if (!On) return "off";
        if (HotWaterC < TankLowC || (Mode == "hot_water" && HotWaterC < TankHighC)) return "hot_water";
        if (Setting is "heat" or "auto" && (IndoorC < TargetC - Band || (Mode == "heating" && IndoorC < TargetC + Band))) return "heating";
        return Setting is "cool" or "auto" && (IndoorC > CoolC + Band || (Mode == "cooling" && IndoorC > CoolC - Band)) ? "cooling" : "idle";
    }

    // The colder it is outside and the hotter the water, the less heat for each watt.
    private static HeatWork Running(string mode, double flowC, Weather weather)
    {
        var heat = Math.Clamp(8000 + 120 * (weather.OutdoorC - 7), 4500, 10000);
        var cop = Math.Clamp(0.45 * (flowC + 273.15) / Math.Max(10, flowC - weather.OutdoorC), 1.3, 5.5);
        return new(mode, heat / cop, heat, flowC);
    }

    internal override HomeDevice After(Step step, double watts)
    {
        var work = Work(step.Flows.Weather);
        var (rooms, tank) = work.Mode == "hot_water" ? (0.0, work.HeatW) : (work.HeatW, 0.0);
        return this with
        {
            Mode = work.Mode,
            IndoorC = IndoorC + (rooms + GainsW - LossPerKelvin * (IndoorC - step.Flows.Weather.OutdoorC)) * step.Hours / WallsWhPerKelvin,
            HotWaterC = Math.Max(10, HotWaterC + (tank - TankLossW - TapW(step.From)) * step.Hours / TankWhPerKelvin),
            EnergyInKwh = EnergyInKwh + step.KilowattHours(watts),
        };
    }

    // Showers in the morning, dishes and baths in the evening.
    private static double TapW(DateTimeOffset time) => WallClock.Of(time).Hour switch { 6 or 7 => 1500, 18 => 700, 20 or 21 => 900, >= 8 and < 20 => 80, _ => 0 };
}
