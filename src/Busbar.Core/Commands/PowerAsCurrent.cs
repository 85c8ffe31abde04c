using Busbar.Core.Devices;

namespace Busbar.Core.Commands;

/// <summary>What current a power comes to at a charge point. Its lines say on how many phases it charges.</summary>
public static class PowerAsCurrent
{
    private const double UsualVolts = 230, LeastVolts = 100, FlowingAmps = 0.5, FlowingWatts = 100;

    private static readonly (Signal Volts, Signal Amps, Signal Watts)[] lines =
    [
        (Signal.VoltageL1, Signal.CurrentL1, Signal.PowerL1), (Signal.VoltageL2, Signal.CurrentL2, Signal.PowerL2), (Signal.VoltageL3, Signal.CurrentL3, Signal.PowerL3),
    ];

    /// <summary>In amperes on each phase, rounded down so that the power is never exceeded; null where the phases are not known.</summary>
    public static double? Of(double watts, DeviceState state) =>
        Phases(state) is { } phases ? Math.Floor(watts / phases / Volts(state) * 10) / 10 : null;

    /// <summary>On how many phases it charges now, or else how many it tells of; null where it tells of none.</summary>
    public static int? Phases(DeviceState state)
    {
        var flowing = state.Flag(Signal.IsCharging) is true ? lines.Count(line => state.Number(line.Amps) > FlowingAmps || state.Number(line.Watts) > FlowingWatts) : 0;
        var known = lines.Count(line => state[line.Volts] is not null || state[line.Amps] is not null || state[line.Watts] is not null);
        return flowing > 0 ? flowing : known > 0 ? known : null;
    }

    // The highest of them: then no phase carries more than its share.
    private static double Volts(DeviceState state) =>
        lines.Select(line => state.Number(line.Volts)).Where(volts => volts > LeastVolts).Max() ?? UsualVolts;
}
