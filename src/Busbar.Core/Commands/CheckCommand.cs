using Busbar.Core.Basics;

namespace Busbar.Core.Commands;

/// <summary>Whether a command's value has the form that its kind wants.</summary>
public static class CheckCommand
{
    // No room is meant to be colder or hotter; of an outlet's own limits see ICommandDevices.
    private const double ColdestC = 0, HottestC = 50;

    public static Result<Command> Check(CommandKind kind, double? value, double? upper = null) => (Unit(kind), value) switch
    {
        _ when IsTemperature(kind) => CheckTemperature(kind, value, upper),
        _ when upper is not null => Fault.Invalid("upper", $"{kind} takes no span. Leave it out."),
        (null, null) => new Command(kind),
        (null, _) => Fault.Invalid("value", $"{kind} takes no value. Leave it out."),
        ({ } unit, null) => Fault.Missing("value", $"{kind} needs a value: the limit in {unit}."),
        ({ } unit, { } number) when !double.IsFinite(number) || number < 0 || number > 1e9 => Fault.Invalid("value", $"The limit is in {unit}, from 0 up."),
        (_, { } number) => new Command(kind, number),
    };

    /// <summary>The unit of its value; null where it has none.</summary>
    public static string? Unit(CommandKind kind) => kind switch
    {
        CommandKind.LimitFeedIn => "W",
        CommandKind.SetMaxCurrent => "A",
        CommandKind.HoldHeat or CommandKind.HoldCool or CommandKind.HoldBetween => "°C",
        CommandKind.StartCharging or CommandKind.StopCharging or CommandKind.StopFeedIn or CommandKind.Reset or CommandKind.Disconnect
            or CommandKind.HoldOff or CommandKind.FollowSchedule
            or CommandKind.FavourImport or CommandKind.FavourExport or CommandKind.FollowTariff or CommandKind.RelyOnSelf or CommandKind.Rest => null,
    };

    /// <summary>Whether it has a span: an upper value beside the value.</summary>
    public static bool HasSpan(CommandKind kind) => kind is CommandKind.HoldBetween;

    private static bool IsTemperature(CommandKind kind) => Unit(kind) is "°C";

    private static Result<Command> CheckTemperature(CommandKind kind, double? value, double? upper)
    {
        if (value is not { } low) return Fault.Missing("value", $"{kind} needs a value: the temperature in °C.");
        if (Wrong(low)) return Fault.Invalid("value", $"The temperature is in °C, from {ColdestC} to {HottestC}.");
        if (!HasSpan(kind)) return upper is null ? new Command(kind, low) : Fault.Invalid("upper", $"{kind} takes no span. Leave it out.");
        if (upper is not { } high) return Fault.Missing("upper", $"{kind} needs an upper value: the temperature in °C.");
        return Wrong(high) || high <= low ? Fault.Invalid("upper", $"The upper temperature is in °C, above the other and up to {HottestC}.") : new Command(kind, low, high);
    }

    private static bool Wrong(double celsius) => !(celsius >= ColdestC && celsius <= HottestC);
}
