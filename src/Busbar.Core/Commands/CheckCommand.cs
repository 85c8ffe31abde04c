using Busbar.Core.Basics;

namespace Busbar.Core.Commands;

/// <summary>Whether a command's value has the form that its kind wants.</summary>
public static class CheckCommand
{
    public static Result<Command> Check(CommandKind kind, double? value) => (Unit(kind), value) switch
    {
        (null, null) => new Command(kind),
        (null, _) => Fault.Invalid("value", $"{kind} takes no value. Leave it out."),
        ({ } unit, null) => Fault.Missing("value", $"{kind} needs a value: the limit in {unit}."),
        ({ } unit, { } number) when !double.IsFinite(number) || number < 0 || number > 1e9 => Fault.Invalid("value", $"The limit is in {unit}, from 0 up."),
        (_, { } number) => new Command(kind, number),
    };

    private static string? Unit(CommandKind kind) => kind switch
    {
        CommandKind.LimitFeedIn => "W",
        CommandKind.SetMaxCurrent => "A",
        CommandKind.StartCharging or CommandKind.StopCharging or CommandKind.StopFeedIn or CommandKind.Reset or CommandKind.Disconnect => null,
    };
}
