using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Commands in this dialect's words.</summary>
internal static class ActionWords
{
    public static Command Read(ChargingRequest told) => new(told.Action switch
    {
        ChargingAction.Start => CommandKind.StartCharging,
        ChargingAction.Stop => CommandKind.StopCharging,
    });

    public static Result<Command> Read(TargetMaxCurrent told) =>
        told.MaxCurrent > 0 && CheckCommand.Check(CommandKind.SetMaxCurrent, told.MaxCurrent).Ok(out var command, out _)
            ? command : Fault.Invalid("maxCurrent", "The value is a number of amperes, more than 0.");

    /// <summary>Chargers are limited by current: the power comes to one by the phases that they charge on.</summary>
    public static Result<Command> Read(ChargeRateTarget told, DeviceState state)
    {
        if (!(told.ChargeRateLimit > 0 && told.ChargeRateLimit <= 1_000)) return Fault.Invalid("chargeRateLimit", "The value is a number of kilowatts, more than 0.");
        return PowerAsCurrent.Of(told.ChargeRateLimit * 1000, state) is not { } amps
            ? Fault.Invalid("chargeRateLimit", "On how many phases the charger charges is not known: it has told no current, voltage or power by phase yet. Set max-current instead.")
            : amps > 0 ? new Command(CommandKind.SetMaxCurrent, amps) : Fault.Invalid("chargeRateLimit", "The value comes to less than a tenth of an ampere.");
    }

    public static Command Read(OperationModeRequest told) => new(told.OperationMode switch
    {
        RequestedMode.ImportFocus => CommandKind.FavourImport,
        RequestedMode.ExportFocus => CommandKind.FavourExport,
        RequestedMode.TimeOfUse => CommandKind.FollowTariff,
        RequestedMode.SelfReliance => CommandKind.RelyOnSelf,
        RequestedMode.Idle => CommandKind.Rest,
    });

    /// <summary>Applications know the sentences with "already" in them: change none.</summary>
    public static Fault Refuse(ActionObjection objection, Device device) => new(FaultKind.CommandNotSupported, objection switch
    {
        ActionObjection.NotAgreed => "The user did not agree that this asset is controlled: link again with the scope for it.",
        ActionObjection.NotSupported => $"The asset cannot do this: {(device.Commands.Count == 0 ? "it takes no actions" : "its capabilities tell what it can do")}.",
        ActionObjection.NeedsSomebody => "The asset cannot do this before somebody has acted: its capabilities name the interventions.",
        ActionObjection.AlreadyFull => "The asset is already fully charged.",
        ActionObjection.AlreadyCharging => "The asset is already charging.",
        ActionObjection.AlreadyStopped => "The asset is already stopped.",
        ActionObjection.AlreadySet => "The asset is already at the current setting.",
        ActionObjection.Scheduled => "A schedule says what this asset does. Disable the schedule, or use an override to charge at once.",
        ActionObjection.Planned => "A smart charging plan says when this asset charges. Disable smart charging, or use an override to charge at once.",
        ActionObjection.OutOfRange => "The asset takes no such value: its capabilities tell which it takes.",
    });

    /// <summary>Null where this dialect has no word for it.</summary>
    public static AssetAction? Show(CommandRecord record, string userId, DeviceKind kind)
    {
        var (charging, target, hold) = (ChargingOf(record.Command.Kind), TargetOf(record.Command), HvacActionWords.Show(record.Command));
        if (charging is null && target is null && hold is null) return null;
        var state = State(record);
        return new AssetAction(
            record.Id, userId, record.CreatedAt, record.ChangedAt, state is ActionState.Pending ? null : record.ChangedAt, state, record.DeviceId, EnodeWords.Type(kind), charging, target, hold, Reason(record));
    }

    private static ChargingAction? ChargingOf(CommandKind kind) => kind switch
    {
        CommandKind.StartCharging => ChargingAction.Start,
        CommandKind.StopCharging => ChargingAction.Stop,
        _ => null,
    };

    private static ActionTarget? TargetOf(Command command) => command switch
    {
        { Kind: CommandKind.SetMaxCurrent, Value: { } amps } => new ActionTarget(amps),
        _ => OperationModes.Of(command.Kind) is { } mode ? new ActionTarget(OperationMode: EnergyWords.Mode(mode)) : null,
    };

    private static ActionState State(CommandRecord record) => record.Status switch
    {
        CommandStatus.Pending or CommandStatus.Triggered or CommandStatus.Sent => ActionState.Pending,
        CommandStatus.Succeeded => ActionState.Confirmed,
        CommandStatus.Failed => Type(record) is FailureType.NoResponse ? ActionState.Failed : ActionState.Cancelled,
        CommandStatus.Canceled => ActionState.Cancelled,
    };

    private static FailureReason? Reason(CommandRecord record) => record.Status switch
    {
        CommandStatus.Failed => new FailureReason(Type(record), record.ErrorDetail ?? "The asset did not react."),
        CommandStatus.Canceled => new FailureReason(Type(record), record.Error is CommandError.Superseded ? "A newer action has taken its place." : "It was cancelled on request."),
        CommandStatus.Pending or CommandStatus.Triggered or CommandStatus.Sent or CommandStatus.Succeeded => null,
    };

    private static FailureType Type(CommandRecord record) => record.Error switch
    {
        CommandError.DeviceOffline or CommandError.BrandUnavailable or CommandError.OutOfBudget or CommandError.NotConfirmed or CommandError.TooLate => FailureType.NoResponse,
        CommandError.Refused or CommandError.NotSupported or CommandError.ConnectionLost or CommandError.PermissionMissing or CommandError.CooldownActive => FailureType.FailedPrecondition,
        CommandError.Superseded => FailureType.Conflict,
        null => FailureType.RequestedCancellation,
    };
}
