using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>What plug, charging and their state come to in this dialect.</summary>
internal static class ChargeWords
{
    public static PowerDeliveryState State(DeviceState state) => state[Signal.ChargeState]?.Text switch
    {
        ChargeStates.Unplugged => PowerDeliveryState.Unplugged,
        ChargeStates.Idle => PowerDeliveryState.Stopped,
        ChargeStates.Charging when state.Number(Signal.Power) < 0 => PowerDeliveryState.Discharging,
        ChargeStates.Charging => PowerDeliveryState.Charging,
        ChargeStates.Complete => PowerDeliveryState.Complete,
        ChargeStates.Waiting => PowerDeliveryState.Initializing,
        ChargeStates.NoPower => PowerDeliveryState.NoPower,
        ChargeStates.Fault => PowerDeliveryState.Fault,
        _ => (state.Flag(Signal.IsPluggedIn), state.Flag(Signal.IsCharging)) switch
        {
            (_, true) => PowerDeliveryState.Charging,
            (false, _) => PowerDeliveryState.Unplugged,
            (true, false) => PowerDeliveryState.Stopped,
            (true, null) or (null, _) => PowerDeliveryState.Unknown,
        },
    };

    /// <summary>A charger does not know whether a car is full: to it, charging has stopped.</summary>
    public static PowerDeliveryState OfCharger(PowerDeliveryState state) => state is PowerDeliveryState.Complete ? PowerDeliveryState.Stopped : state;

    public static bool? IsPluggedIn(PowerDeliveryState state) => state switch
    {
        PowerDeliveryState.Unknown => null,
        PowerDeliveryState.Unplugged => false,
        PowerDeliveryState.Initializing or PowerDeliveryState.Charging or PowerDeliveryState.Discharging or PowerDeliveryState.Stopped
            or PowerDeliveryState.Complete or PowerDeliveryState.NoPower or PowerDeliveryState.Fault => true,
    };

    public static bool? IsCharging(PowerDeliveryState state) => state is PowerDeliveryState.Unknown ? null : state is PowerDeliveryState.Charging;

    /// <summary>In kilowatts, and only while something flows.</summary>
    public static double? Rate(DeviceState state, PowerDeliveryState delivery) =>
        delivery is PowerDeliveryState.Charging or PowerDeliveryState.Discharging ? EnodeWords.Kilo(state.Number(Signal.Power)) : null;

    /// <summary>When the newest of these signals was measured.</summary>
    public static DateTimeOffset? Newest(DeviceState state, params ReadOnlySpan<Signal> signals)
    {
        DateTimeOffset? newest = null;
        foreach (var signal in signals)
            if (state.Signals.TryGetValue(signal, out var known) && !(newest >= known.MeasuredAt)) newest = known.MeasuredAt;
        return newest;
    }
}
