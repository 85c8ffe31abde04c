using Busbar.Core.Devices;

namespace Busbar.Core.Commands;

/// <summary>Which temperatures a command sets, by the signal that shows each.</summary>
public static class SetPoints
{
    /// <summary>Nearer than this is the same, in kelvin: devices round to half a degree.</summary>
    public const double Same = 0.3;

    public static IReadOnlyList<(Signal Signal, double Celsius)> Of(Command command) => command switch
    {
        { Kind: CommandKind.HoldHeat, Value: { } heat } => [(Signal.TargetTemperature, heat)],
        { Kind: CommandKind.HoldCool, Value: { } cool } => [(Signal.CoolingTarget, cool)],
        { Kind: CommandKind.HoldBetween, Value: { } heat, Upper: { } cool } => [(Signal.TargetTemperature, heat), (Signal.CoolingTarget, cool)],
        _ => [],
    };

    /// <summary>The mode that a thermostat is in when it holds; null for commands of another sort.</summary>
    public static string? ModeOf(CommandKind kind) => kind switch
    {
        CommandKind.HoldHeat => ThermostatModes.Heat,
        CommandKind.HoldCool => ThermostatModes.Cool,
        CommandKind.HoldBetween => ThermostatModes.Auto,
        CommandKind.HoldOff => ThermostatModes.Off,
        _ => null,
    };
}
