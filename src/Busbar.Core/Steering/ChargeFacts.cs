using Busbar.Core.Devices;

namespace Busbar.Core.Steering;

/// <summary>How plug and battery of a car or charger stand; null is not known.</summary>
/// <param name="Limit">The level at which it stops by itself, in percent; null where it does not tell.</param>
public sealed record ChargeFacts(bool? IsPluggedIn, bool? IsCharging, bool? IsFull, double? Level, double? Limit)
{
    private const double FlowingW = 100;

    /// <param name="most">Up to which level it is to be charged, where somebody said so.</param>
    public static ChargeFacts Of(DeviceState state, int? most = null)
    {
        var told = state[Signal.ChargeState]?.Text;
        var (level, limit) = (state.Number(Signal.StateOfCharge), Math.Min(state.Number(Signal.TargetStateOfCharge) ?? 100, most ?? 100) is var least && (least < 100 || state.Signals.ContainsKey(Signal.TargetStateOfCharge)) ? least : (double?)null);
        bool? isCharging = told is ChargeStates.Charging ? true : told is not null ? false : state.Flag(Signal.IsCharging) ?? (state.Number(Signal.Power) is { } watts ? watts > FlowingW : null);
        bool? isPluggedIn = told is ChargeStates.Unplugged ? false : told is not null || isCharging is true ? true : state.Flag(Signal.IsPluggedIn);
        bool? isFull = told is ChargeStates.Complete ? true : level is { } known ? known >= (limit ?? 100) : null;
        return new ChargeFacts(isPluggedIn, isCharging, isFull, level, limit);
    }
}
