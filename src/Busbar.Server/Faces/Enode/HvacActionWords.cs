using Busbar.Core.Basics;
using Busbar.Core.Commands;

namespace Busbar.Server.Faces.Enode;

/// <summary>What HVAC units are told, in this dialect's words.</summary>
internal static class HvacActionWords
{
    public static Result<Command> Read(PermanentHold told) => told switch
    {
        { Mode: HoldMode.Heat or HoldMode.Auto, HeatSetpoint: null } => Fault.Missing("heatSetpoint", $"The mode {EnumWords<HoldMode>.Write(told.Mode)} needs it."),
        { Mode: HoldMode.Cool or HoldMode.Auto, CoolSetpoint: null } => Fault.Missing("coolSetpoint", $"The mode {EnumWords<HoldMode>.Write(told.Mode)} needs it."),
        { Mode: HoldMode.Cool or HoldMode.Off, HeatSetpoint: not null } => Fault.Invalid("heatSetpoint", $"The mode {EnumWords<HoldMode>.Write(told.Mode)} takes none. Leave it out."),
        { Mode: HoldMode.Heat or HoldMode.Off, CoolSetpoint: not null } => Fault.Invalid("coolSetpoint", $"The mode {EnumWords<HoldMode>.Write(told.Mode)} takes none. Leave it out."),
        { Mode: HoldMode.Heat } => Spell(CheckCommand.Check(CommandKind.HoldHeat, told.HeatSetpoint), "heatSetpoint"),
        { Mode: HoldMode.Cool } => Spell(CheckCommand.Check(CommandKind.HoldCool, told.CoolSetpoint), "coolSetpoint"),
        { Mode: HoldMode.Auto } => Spell(CheckCommand.Check(CommandKind.HoldBetween, told.HeatSetpoint, told.CoolSetpoint), "heatSetpoint"),
        _ => new Command(CommandKind.HoldOff),
    };

    /// <summary>Null for what no HVAC unit is told.</summary>
    public static HvacTarget? Show(Command command) => command.Kind switch
    {
        CommandKind.HoldHeat => new HvacTarget(ThermostatMode.Heat, HoldType.Permanent, null, command.Value),
        CommandKind.HoldCool => new HvacTarget(ThermostatMode.Cool, HoldType.Permanent, command.Value, null),
        CommandKind.HoldBetween => new HvacTarget(ThermostatMode.Auto, HoldType.Permanent, command.Upper, command.Value),
        CommandKind.HoldOff => new HvacTarget(ThermostatMode.Off, HoldType.Permanent, null, null),
        CommandKind.FollowSchedule => new HvacTarget(null, HoldType.Scheduled, null, null),
        _ => null,
    };

    /// <summary>The fields as this dialect calls them.</summary>
    private static Result<Command> Spell(Result<Command> checkedOne, string field) =>
        checkedOne.Ok(out var command, out var fault) ? command : fault with { Field = fault.Field is "upper" ? "coolSetpoint" : field };
}
