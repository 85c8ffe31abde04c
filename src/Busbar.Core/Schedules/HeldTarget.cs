using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Core.Schedules;

/// <summary>What a heat pump holds, as the command that would have it do so.</summary>
public static class HeldTarget
{
    /// <summary>Null where it does not tell.</summary>
    public static Command? Of(DeviceState state) => state.Flag(Signal.IsHeld) is false ? new Command(CommandKind.FollowSchedule) : state[Signal.ThermostatMode]?.Text switch
    {
        ThermostatModes.Off => new Command(CommandKind.HoldOff),
        ThermostatModes.Heat => new Command(CommandKind.HoldHeat, state.Number(Signal.TargetTemperature)),
        ThermostatModes.Cool => new Command(CommandKind.HoldCool, state.Number(Signal.CoolingTarget)),
        ThermostatModes.Auto => new Command(CommandKind.HoldBetween, state.Number(Signal.TargetTemperature), state.Number(Signal.CoolingTarget)),
        _ => null,
    };

    public static bool Is(Command? current, Command wish) =>
        current is not null && current.Kind == wish.Kind && IsNear(current.Value, wish.Value) && IsNear(current.Upper, wish.Upper);

    private static bool IsNear(double? told, double? wished) => wished is null || (told is { } celsius && Math.Abs(celsius - wished.Value) < SetPoints.Same);
}
