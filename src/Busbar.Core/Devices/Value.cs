using Busbar.Core.Commands;

namespace Busbar.Core.Devices;

/// <summary>The value of a signal: a finite number, a flag (1 or 0) or a text. Which of them, the signal says.</summary>
public readonly record struct Value(double Number, string? Text = null)
{
    public static implicit operator Value(double number) => new(number);
    public static implicit operator Value(bool flag) => new(flag ? 1 : 0);
    public static implicit operator Value(string text) => new(0, text);

    public bool Flag => Number != 0;
}

/// <summary>The texts that <see cref="Signal.ChargeState"/> may have.</summary>
public static class ChargeStates
{
    public const string Unplugged = "Unplugged", Idle = "Idle", Charging = "Charging", Complete = "Complete", Waiting = "Waiting", NoPower = "NoPower", Fault = "Fault";
    public static readonly IReadOnlyList<string> All = [Unplugged, Idle, Charging, Complete, Waiting, NoPower, Fault];
}

/// <summary>The texts that <see cref="Signal.ThermostatMode"/> may have.</summary>
public static class ThermostatModes
{
    public const string Off = "Off", Heat = "Heat", Cool = "Cool", Auto = "Auto";
    public static readonly IReadOnlyList<string> All = [Off, Heat, Cool, Auto];
}

/// <summary>The texts that <see cref="Signal.OperationMode"/> may have.</summary>
public static class OperationModes
{
    public const string Import = "Import", Export = "Export", Tariff = "Tariff", Self = "Self", Rest = "Rest";
    public static readonly IReadOnlyList<string> All = [Import, Export, Tariff, Self, Rest];

    /// <summary>The mode that a command sets; null for commands of another sort.</summary>
    public static string? Of(CommandKind command) => command switch
    {
        CommandKind.FavourImport => Import,
        CommandKind.FavourExport => Export,
        CommandKind.FollowTariff => Tariff,
        CommandKind.RelyOnSelf => Self,
        CommandKind.Rest => Rest,
        _ => null,
    };
}

/// <summary>The texts that <see cref="Signal.HeatMode"/> may have.</summary>
public static class HeatModes
{
    public const string Off = "Off", Heating = "Heating", Cooling = "Cooling", HotWater = "HotWater", Idle = "Idle";
    public static readonly IReadOnlyList<string> All = [Off, Heating, Cooling, HotWater, Idle];
}
