namespace Busbar.Server.Sandbox.World;

/// <summary>
/// Who takes and who gives how much power from this instant to the end of its minute. Decided from the home's state and
/// the time alone.
/// </summary>
internal sealed class Flows
{
    private readonly Home home;
    private readonly double[] watts;
    private readonly double hours;
    private Phases grid;

    private Flows(Home home)
    {
        this.home = home;
        watts = new double[home.Devices.Count];
        hours = (Minute.After(home.At) - home.At).TotalHours;
        Weather = Sky.At(home.Seed, home.Place, home.At);
        GasM3PerHour = GasBoiler.M3PerHour(Weather, home.At, home.Devices.Any(d => d is HeatPump { On: true }));
        BaseW = BaseLoad.At(home.Seed, home.At);
    }

    public static Flows Of(Home home)
    {
        var flows = new Flows(home);
        flows.Loads();
        flows.Generation();
        flows.Mirrors();
        return flows;
    }

    public Weather Weather { get; }
    public double GasM3PerHour { get; }
    public Phases BaseW { get; }

    /// <summary>At the home's connection: + import, − export.</summary>
    public Phases Grid => grid;

    /// <summary>The power of the device at this place in the home's list, + into it.</summary>
    public double this[int device] => watts[device];

    private void Loads()
    {
        grid = BaseW;
        for (var i = 0; i < watts.Length; i++)
        {
            if (home.Devices[i] is Ev car)
            {
                var at = home.ChargePointOf(car);
                watts[i] = Charging.Watts(car, at, hours);
                grid += Charging.PhasesOf(car, at) == 1 ? new Phases(watts[i], 0, 0) : Phases.Even(watts[i]);
            }
            else if (home.Devices[i] is HeatPump pump)
            {
                watts[i] = pump.Work(Weather).ElectricW;
                grid += Phases.Even(watts[i]);
            }
        }
    }

    // The sun first serves the home, then fills the batteries, then goes to the grid as far as the plants' limits let it.
    private void Generation()
    {
        for (var i = 0; i < watts.Length; i++)
            if (home.Devices[i] is SolarPlant plant) watts[i] = -plant.AvailableWatts(Weather);
        var surplus = -grid.Total - watts.Where((_, i) => home.Devices[i] is SolarPlant).Sum();
        for (var i = 0; i < watts.Length; i++)
        {
            if (home.Devices[i] is not Battery battery) continue;
            watts[i] = battery.Run(surplus, hours, home.At);
            surplus -= watts[i];
            grid += Phases.Even(watts[i]);
        }
        for (var i = 0; i < watts.Length; i++)
        {
            if (home.Devices[i] is not SolarPlant plant) continue;
            var cut = Math.Clamp(surplus - (plant.FeedInLimitW ?? double.MaxValue), 0, -watts[i]);
            watts[i] += cut;
            surplus -= cut;
            grid += Phases.Even(watts[i]);
        }
    }

    // These have no power of their own: they show another's.
    private void Mirrors()
    {
        for (var i = 0; i < watts.Length; i++)
        {
            watts[i] = home.Devices[i] switch
            {
                ChargePoint point => PowerOf(home.CarAt(point)?.Id),
                Inverter inverter => PowerOf(inverter.ParentId),
                Meter or RetrofitMeter => grid.Total,
                _ => watts[i],
            };
        }
    }

    private double PowerOf(string? id)
    {
        for (var i = 0; i < watts.Length; i++)
            if (home.Devices[i].Id == id) return watts[i];
        return 0;
    }
}
