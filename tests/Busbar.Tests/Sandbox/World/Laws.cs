using Busbar.Server.Sandbox.World;

namespace Busbar.Tests.Sandbox.World;

/// <summary>What must hold in every home, judged from the outside by what devices report. Each law returns the breaches it saw.</summary>
internal static class Laws
{
    private static readonly string[] Registers = ["energy_in", "energy_out", "energy_in_t1", "energy_in_t2", "energy_out_t1", "energy_out_t2", "gas"];

    public static Dictionary<string, double> Numbers(Home home, HomeDevice device) =>
        Report.Of(home, device).Where(s => s.Value is double).ToDictionary(s => s.Name, s => (double)s.Value);

    /// <summary>What a register gained is the power of each step times its length.</summary>
    public static IEnumerable<string> RegistersAreIntegrals(IReadOnlyList<Home> steps)
    {
        foreach (var device in steps[0].Devices)
        {
            var (first, last) = (Numbers(steps[0], device), Numbers(steps[^1], steps[^1].Find(device.Id)!));
            double into = 0, outOf = 0;
            foreach (var (now, next) in steps.Zip(steps.Skip(1)))
            {
                var watts = Numbers(now, now.Find(device.Id)!).GetValueOrDefault("power");
                var energy = watts / 1000 * (next.At - now.At).TotalHours;
                (into, outOf) = (into + Math.Max(0, energy), outOf + Math.Max(0, -energy));
            }
            foreach (var (register, sum) in new[] { ("energy_in", into), ("energy_out", outOf) })
                if (first.TryGetValue(register, out var start) && Math.Abs(last[register] - start - sum) > 0.005 + sum * 1e-4)
                    yield return $"{device.Id}: {register} gained {last[register] - start} kWh, its power says {sum} kWh";
        }
    }

    public static IEnumerable<string> RegistersNeverFall(IReadOnlyList<Home> steps) =>
        from pair in steps.Zip(steps.Skip(1))
        from device in pair.First.Devices
        let before = Numbers(pair.First, device)
        let after = Numbers(pair.Second, pair.Second.Find(device.Id)!)
        from register in Registers
        where before.ContainsKey(register) && after[register] < before[register]
        select $"{device.Id}: {register} fell from {before[register]} to {after[register]} at {pair.Second.At:O}";

    /// <summary>What the meter shows is the sum of what the home's devices take and give, and of what else runs there.</summary>
    public static IEnumerable<string> MeterIsTheSum(Home home)
    {
        var sum = BaseLoad.At(home.Seed, home.At).Total;
        sum += home.Devices.Where(d => d is Ev or HeatPump or Battery or SolarPlant).Sum(d => Numbers(home, d)["power"]);
        foreach (var meter in home.Devices.OfType<Meter>())
        {
            var shown = Numbers(home, meter);
            if (Math.Abs(shown["power"] - sum) > 0.5) yield return $"{home.At:O}: the meter shows {shown["power"]} W, the home takes {sum} W";
            var phases = shown["power_l1"] + shown["power_l2"] + shown["power_l3"];
            if (Math.Abs(phases - shown["power"]) > 0.5) yield return $"{home.At:O}: the phases sum to {phases} W, the meter shows {shown["power"]} W";
            if (Math.Abs(shown["current_l1"] * shown["voltage_l1"] - shown["power_l1"]) > 1 + Math.Abs(shown["power_l1"]) / 1000) yield return $"{home.At:O}: volts and amperes do not make watts";
        }
    }
}
