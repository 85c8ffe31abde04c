using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Core.Readings;

/// <summary>When to ask a device next.</summary>
public static class Cadence
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>After an answer: by what the device is doing, and what the vendor hinted.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, DeviceState state, Cadences cadences, bool awaitsCommand, DateTimeOffset? hint)
    {
        var pause = awaitsCommand ? cadences.AfterCommand
            : state.IsAsleep ? cadences.Idle
            : state.Flag(Signal.IsCharging) is true ? cadences.Charging
            : state.Flag(Signal.IsPluggedIn) is true ? cadences.PluggedIn
            : cadences.Idle;
        return Later(now + pause, hint);
    }

    /// <summary>After trouble: twice as long with every failure in a row, never before the vendor said.</summary>
    public static DateTimeOffset AfterTrouble(DateTimeOffset now, Cadences cadences, int failures, DateTimeOffset? hint)
    {
        var pause = cadences.PluggedIn * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        return Later(now + (pause < LongestPause ? pause : LongestPause), hint);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;
}
