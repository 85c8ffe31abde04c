namespace Busbar.Server.Sandbox.World;

/// <summary>One value as a vendor's cloud shows it: a number with its unit, a flag or a text.</summary>
public sealed record Shown(string Name, object Value, string? Unit = null);

/// <summary>What a device tells of itself: only what a device of its kind has.</summary>
internal static class Report
{
    public static IReadOnlyList<Shown> Of(Home home, HomeDevice device)
    {
        var flows = Flows.Of(home);
        var watts = flows[home.Devices.Index().First(d => d.Item.Id == device.Id).Index];
        return
        [
            .. device switch
            {
                Ev car => Of(car, home.ChargePointOf(car), watts),
                ChargePoint point => Of(point, home.CarAt(point), watts, home),
                SolarPlant plant => [Power(watts), Energy("energy_out", plant.EnergyOutKwh), Number("feed_in_limit", plant.ShownLimitW, 1, "W")],
                Inverter inverter => Of(inverter, home, watts),
                Battery battery => Of(battery, watts),
                HeatPump pump => Of(pump, pump.Work(flows.Weather), flows.Weather, watts),
                Meter meter => Of(meter, flows.Grid, home),
                RetrofitMeter { Medium: "gas" } meter => [Number("gas", meter.GasM3, 4, "m3")],
                RetrofitMeter meter => [Power(Math.Max(0, watts)), Energy("energy_in", meter.EnergyInKwh)],
                _ => throw new InvalidOperationException($"A {device.Kind} has no report."),
            },
        ];
    }

    private static IEnumerable<Shown> Of(Ev car, ChargePoint? at, double watts)
    {
        if (car.TellsPower)
        {
            yield return Power(watts);
            yield return Energy("energy_in", car.EnergyInKwh);
        }
        yield return new("plugged", car.Plugged);
        yield return new("charging", watts > 0);
        yield return new("charge_state", Charging.StateOfCar(car, at));
        yield return Number("max_current", car.MaxAmps, 1, "A");
        if (Charging.MinutesToLimit(car, at) is { } minutes) yield return Number("time_to_full", minutes, 0, "min");
        yield return Number("soc", car.Soc, 2, "percent");
        yield return Number("soc_limit", car.LimitPercent, 1, "percent");
        yield return Number("capacity", car.CapacityKwh, 2, "kWh");
        yield return Number("range", car.RangeKm, 1, "km");
        yield return Number("odometer", car.OdometerKm, 1, "km");
        if (!car.TellsLocation) yield break;
        yield return Number("latitude", car.Latitude, 6, "deg");
        yield return Number("longitude", car.Longitude, 6, "deg");
    }

    private static IEnumerable<Shown> Of(ChargePoint point, Ev? car, double watts, Home home)
    {
        var phases = (car is null ? point.Phases : Charging.PhasesOf(car, point)) == 1 ? new Phases(watts, 0, 0) : Phases.Even(watts);
        return
        [
            Power(watts), .. Lines(phases, Mains.VoltageAt(home.Seed, home.At), point.Phases), Energy("energy_in", point.EnergyInKwh),
            new("plugged", car is not null), new("charging", watts > 0),
            new("charge_state", Charging.StateOfChargePoint(point, car)), Number("max_current", point.MaxAmps, 1, "A"),
        ];
    }

    private static IEnumerable<Shown> Of(Inverter inverter, Home home, double watts)
    {
        yield return Power(watts);
        foreach (var line in Lines(Phases.Even(watts), Mains.VoltageAt(home.Seed, home.At), 3)) yield return line;
        if (home.Devices.FirstOrDefault(d => d.Id == inverter.ParentId) is not SolarPlant plant) yield break;
        yield return Energy("energy_out", plant.EnergyOutKwh);
        yield return Number("feed_in_limit", plant.ShownLimitW, 1, "W");
    }

    private static Shown[] Of(Battery battery, double watts) =>
    [
        Power(watts), Energy("energy_in", battery.EnergyInKwh), Energy("energy_out", battery.EnergyOutKwh), new("charging", watts > 0),
        Number("soc", battery.Soc, 2, "percent"), Number("capacity", battery.CapacityKwh, 2, "kWh"),
        new("operation_mode", battery.Mode), Number("reserve", battery.ReservePercent, 1, "percent"),
    ];

    private static Shown[] Of(HeatPump pump, HeatWork work, Weather weather, double watts) =>
    [
        Power(watts), Energy("energy_in", pump.EnergyInKwh), Celsius("outdoor_temperature", weather.OutdoorC),
        Celsius("indoor_temperature", pump.IndoorC), Celsius("target_temperature", pump.TargetC),
        Celsius("hot_water_temperature", pump.HotWaterC), Celsius("flow_temperature", work.FlowC), new("heat_mode", work.Mode),
        Celsius("cooling_target", pump.CoolC), new("thermostat_mode", pump.Thermostat), new("held", pump.Held),
    ];

    private static Shown[] Of(Meter meter, Phases grid, Home home) =>
    [
        Power(grid.Total), .. Lines(grid, Mains.VoltageAt(home.Seed, home.At), 3),
        Energy("energy_in", meter.EnergyInT1Kwh + meter.EnergyInT2Kwh), Energy("energy_in_t1", meter.EnergyInT1Kwh), Energy("energy_in_t2", meter.EnergyInT2Kwh),
        Energy("energy_out", meter.EnergyOutT1Kwh + meter.EnergyOutT2Kwh), Energy("energy_out_t1", meter.EnergyOutT1Kwh), Energy("energy_out_t2", meter.EnergyOutT2Kwh),
    ];

    private static IEnumerable<Shown> Lines(Phases watts, Phases volts, int phases)
    {
        foreach (var (name, value, digits, unit) in new[] { ("power", watts, 1, "W"), ("current", watts / volts, 3, "A"), ("voltage", volts, 1, "V") })
        {
            yield return Number(name + "_l1", value.L1, digits, unit);
            if (phases == 1) continue;
            yield return Number(name + "_l2", value.L2, digits, unit);
            yield return Number(name + "_l3", value.L3, digits, unit);
        }
    }

    private static Shown Power(double watts) => Number("power", watts, 1, "W");

    private static Shown Energy(string name, double kilowattHours) => Number(name, kilowattHours, 4, "kWh");

    private static Shown Celsius(string name, double degrees) => Number(name, degrees, 1, "°C");

    // Adding nothing turns a minus zero into a zero.
    private static Shown Number(string name, double value, int digits, string unit) => new(name, Math.Round(value, digits) + 0.0, unit);
}
