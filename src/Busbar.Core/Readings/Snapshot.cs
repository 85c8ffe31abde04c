using Busbar.Core.Devices;

namespace Busbar.Core.Readings;

/// <summary>
/// What a device's last known values say together, as one reading. Signals come at different times; those that hold until they
/// are measured anew (a plug, a level, a register) stand beside newer ones, those true only at their moment must be of about the
/// same time as the newest, or an old power would pass for a present one.
/// </summary>
public static class Snapshot
{
    /// <summary>How much older than the newest value a momentary one may be.</summary>
    public static readonly TimeSpan SameMoment = TimeSpan.FromMinutes(15);

    /// <summary>As of the newest value; null where nothing was ever measured.</summary>
    public static Reading? Of(DeviceState state)
    {
        if (state.Signals.Count == 0) return null;
        var (measuredAt, heardAt) = (state.Signals.Values.Max(known => known.MeasuredAt), state.Signals.Values.Max(known => known.HeardAt));
        return new Reading(
            state.DeviceId, measuredAt, heardAt,
            state.Signals.Where(known => StillHolds(known.Key, known.Value, measuredAt)).ToDictionary(known => known.Key, known => known.Value.Value));
    }

    private static bool StillHolds(Signal signal, Known known, DateTimeOffset newest) => signal.Meaning().Life switch
    {
        SignalLife.Moment => known.MeasuredAt >= newest - SameMoment,
        SignalLife.Level or SignalLife.Counter => true,
    };
}
