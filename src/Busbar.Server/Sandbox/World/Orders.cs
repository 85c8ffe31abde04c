using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Server.Sandbox.World;

/// <summary>What came of a command: the home as it is then, or the wire's word for why not.</summary>
internal readonly record struct Ordered(Home? Home, string? Refusal)
{
    public static implicit operator Ordered(Home home) => new(home, null);
    public static implicit operator Ordered(string refusal) => new(null, refusal);

    public Result<Home> ToResult() => Home is null ? new Fault(FaultKind.CommandNotSupported, Refusal!) : Home;
}

/// <summary>What devices can be told, in the wire's words.</summary>
internal static class Orders
{
    private const int OrdersKept = 50;
    private static readonly string[] Charge = ["start_charging", "stop_charging", "set_max_current"];
    private static readonly string[] FeedIn = ["limit_feed_in", "stop_feed_in", "reset", "disconnect"];
    private static readonly string[] Heat = ["hold_heat", "hold_cool", "hold_between", "hold_off", "follow_schedule"];
    private static readonly string[] WithValue = ["set_max_current", "limit_feed_in", "hold_heat", "hold_cool", "hold_between"];

    public static IReadOnlyList<string> Of(DeviceKind kind) => kind switch
    {
        DeviceKind.EV or DeviceKind.ChargePoint => Charge,
        DeviceKind.SolarPlant or DeviceKind.Inverter => FeedIn,
        DeviceKind.HeatPump => Heat,
        DeviceKind.Battery => Battery.Modes,
        DeviceKind.Meter or DeviceKind.RetrofitMeter => [],
    };

    /// <summary>What this one can be told.</summary>
    public static IReadOnlyList<string> Of(HomeDevice device) => device is Ev { TakesCommands: false } ? [] : Of(device.Kind);

    public static bool IsKnown(string command) => Charge.Contains(command) || FeedIn.Contains(command) || Heat.Contains(command) || Battery.Modes.Contains(command);

    public static bool NeedsValue(string command) => WithValue.Contains(command);

    public static bool NeedsUpper(string command) => command == "hold_between";

    /// <summary>
    /// Carries the command out in a home that is at the instant of it, and writes it down at the device: so one can see what it
    /// was told, and how often. A command wakes the device.
    /// </summary>
    public static Ordered Give(Home home, HomeDevice device, string command, double? value, double? upper = null)
    {
        var ordered = Of(device).Contains(command) ? CarryOut(home, device, command, value, upper) : "not_supported";
        return ordered.Home is { } after && after.Find(device.Id) is { } told
            ? after.With(told with { Orders = [.. (told.Orders ?? []).TakeLast(OrdersKept - 1), new(home.At, command, value, upper)] })
            : ordered;
    }

    private static Ordered CarryOut(Home home, HomeDevice device, string command, double? value, double? upper)
    {
        var awake = home.With(device with { Asleep = false });
        return awake.Find(device.Id) switch
        {
            Ev car => ToCar(awake, car, home.ChargePointOf(car), command, value),
            ChargePoint point => ToChargePoint(awake, point, command, value),
            SolarPlant plant => ToPlant(awake, plant, command, value),
            Inverter inverter => awake.Devices.FirstOrDefault(d => d.Id == inverter.ParentId) is SolarPlant plant ? ToPlant(awake, plant, command, value) : "not_supported",
            HeatPump pump => ToHeatPump(awake, pump, command, value, upper),
            Battery battery => awake.With(battery with { Mode = command }),
            _ => "not_supported",
        };
    }

    private static Ordered ToHeatPump(Home home, HeatPump pump, string command, double? value, double? upper)
    {
        var held = pump with { Held = true, On = true };
        return command switch
        {
            "hold_heat" => Heats(value) ? home.With(held with { Setting = "heat", TargetC = value!.Value }) : "out_of_range",
            "hold_cool" => Cools(value) ? home.With(held with { Setting = "cool", CoolC = value!.Value }) : "out_of_range",
            "hold_between" => Heats(value) && Cools(upper) && value < upper ? home.With(held with { Setting = "auto", TargetC = value!.Value, CoolC = upper!.Value }) : "out_of_range",
            "hold_off" => home.With(held with { On = false }),
            "follow_schedule" => home.With(pump with { Held = false, On = true, Setting = "heat", TargetC = pump.ScheduledC }),
            _ => "not_supported",
        };

        static bool Heats(double? celsius) => celsius is >= HeatPump.LeastHeatC and <= HeatPump.MostHeatC;
        static bool Cools(double? celsius) => celsius is >= HeatPump.LeastCoolC and <= HeatPump.MostCoolC;
    }

    private static Ordered ToCar(Home home, Ev car, ChargePoint? at, string command, double? value)
    {
        if (command == "set_max_current")
            return value is not { } amps || amps < Charging.LeastAmps || amps > car.OnboardAmps ? "out_of_range" : home.With(car with { MaxAmps = amps });
        var starts = command == "start_charging";
        return Charging.StateOfCar(car, at) switch
        {
            "unplugged" => "not_plugged_in",
            "fault" => "fault",
            "no_power" when starts => "no_power",
            "complete" when starts => "charge_limit_reached",
            _ => home.With(car with { WantsToCharge = starts }),
        };
    }

    // A charge point starts and stops the car that it holds.
    private static Ordered ToChargePoint(Home home, ChargePoint point, string command, double? value)
    {
        if (command == "set_max_current")
            return value is not { } amps || (amps != 0 && amps < Charging.LeastAmps) || amps > point.RatedAmps ? "out_of_range" : home.With(point with { MaxAmps = amps });
        if (point.Fault) return "fault";
        return home.CarAt(point) is { } car ? ToCar(home, car, point, command, value) : "not_plugged_in";
    }

    private static Ordered ToPlant(Home home, SolarPlant plant, string command, double? value) => command switch
    {
        "limit_feed_in" => value is not { } watts || watts < 0 ? "out_of_range" : home.With(plant with { FeedInLimitW = watts }),
        "stop_feed_in" => home.With(plant with { FeedInLimitW = 0 }),
        "reset" => home.With(plant with { FeedInLimitW = null, Connected = true }),
        "disconnect" => home.With(plant with { Connected = false }),
        _ => "not_supported",
    };
}
