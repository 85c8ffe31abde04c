using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Core.Pairing;

/// <summary>What one reading says of a plug, as far as it says anything.</summary>
/// <param name="IsPlugged">Told by the device itself; that power flows says nothing of when the plug goes.</param>
public readonly record struct PlugSigns(bool? IsPlugged, bool? IsCharging, double? Watts, double? RegisterKwh, (double Latitude, double Longitude)? Place)
{
    /// <summary>Less than this is what a charger itself uses, as in <c>SessionTracker</c>.</summary>
    public const double FlowingW = 100;

    public static PlugSigns Of(Reading reading)
    {
        var (state, watts) = (Text(reading, Signal.ChargeState), Number(reading, Signal.Power));
        var isPlugged = Flag(reading, Signal.IsPluggedIn) ?? Plugged(state);
        var isCharging = isPlugged is false ? false : Flag(reading, Signal.IsCharging) ?? Charging(state) ?? (watts is { } flow ? flow > FlowingW : null);
        return new PlugSigns(
            isPlugged, isCharging, watts, Number(reading, Signal.EnergyIn),
            Number(reading, Signal.Latitude) is { } latitude && Number(reading, Signal.Longitude) is { } longitude ? (latitude, longitude) : null);
    }

    // A charger that is idle may be free or not.
    private static bool? Plugged(string? state) => state switch
    {
        ChargeStates.Unplugged => false,
        ChargeStates.Charging or ChargeStates.Complete or ChargeStates.Waiting or ChargeStates.NoPower => true,
        _ => null,
    };

    private static bool? Charging(string? state) => state switch
    {
        ChargeStates.Charging => true,
        ChargeStates.Unplugged or ChargeStates.Idle or ChargeStates.Complete or ChargeStates.Waiting or ChargeStates.NoPower => false,
        _ => null,
    };

    private static double? Number(Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Number : null;

    private static bool? Flag(Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Flag : null;

    private static string? Text(Reading reading, Signal signal) => reading.Signals.TryGetValue(signal, out var value) ? value.Text : null;
}
