using Busbar.Core.Devices;
using Busbar.Core.Interventions;

namespace Busbar.Core.Commands;

/// <summary>Every reason why there is no sense in telling a device something now.</summary>
public enum ActionObjection
{
    /// <summary>Its owner did not agree that it is told anything.</summary>
    NotAgreed,
    /// <summary>It does not take this command.</summary>
    NotSupported,
    /// <summary>Somebody has to do something first.</summary>
    NeedsSomebody,
    AlreadyFull,
    AlreadyCharging,
    AlreadyStopped,
    /// <summary>The value is set already.</summary>
    AlreadySet,
    /// <summary>The device takes no such value.</summary>
    OutOfRange,
    /// <summary>A schedule says what it does.</summary>
    Scheduled,
    /// <summary>A plan says when it charges.</summary>
    Planned,
}

/// <summary>Whether there is any sense in telling a device something now.</summary>
public static class CheckAction
{
    /// <summary>What was heard longer ago says nothing about now.</summary>
    private static readonly TimeSpan fresh = TimeSpan.FromMinutes(15);

    /// <summary>Why not; null where there is.</summary>
    /// <param name="range">What the device takes, by its outlet; null where that is not known.</param>
    /// <param name="isDoneByAnother">What the device itself lacks for it does not matter.</param>
    public static ActionObjection? Objection(Device device, DeviceState state, Command command, (double Least, double Most)? range, DateTimeOffset now, bool isDoneByAnother = false)
    {
        if (!device.MayBeTold) return ActionObjection.NotAgreed;
        if (!isDoneByAnother && !device.Commands.Contains(command.Kind)) return ActionObjection.NotSupported;
        if (range is { } within && new[] { command.Value, command.Upper }.Any(value => value < within.Least || value > within.Most)) return ActionObjection.OutOfRange;
        if (!isDoneByAnother && OpenInterventions.Of(Connections.Of(state), now).Count > 0) return ActionObjection.NeedsSomebody;
        return command.Kind switch
        {
            CommandKind.StartCharging when Fresh(Signal.ChargeState)?.Text is ChargeStates.Complete => ActionObjection.AlreadyFull,
            CommandKind.StartCharging when Fresh(Signal.IsCharging)?.Flag is true => ActionObjection.AlreadyCharging,
            CommandKind.StopCharging when Fresh(Signal.IsCharging)?.Flag is false => ActionObjection.AlreadyStopped,
            CommandKind.SetMaxCurrent when Fresh(Signal.MaxCurrent)?.Number is { } amps && Math.Abs(amps - command.Value!.Value) < 0.5 => ActionObjection.AlreadySet,
            _ when OperationModes.Of(command.Kind) is { } mode && Fresh(Signal.OperationMode)?.Text == mode => ActionObjection.AlreadySet,
            _ when SetPoints.ModeOf(command.Kind) is { } mode && Fresh(Signal.IsHeld)?.Flag is true && Fresh(Signal.ThermostatMode)?.Text == mode
                && SetPoints.Of(command).All(point => Fresh(point.Signal)?.Number is { } celsius && Math.Abs(celsius - point.Celsius) < SetPoints.Same) => ActionObjection.AlreadySet,
            CommandKind.FollowSchedule when Fresh(Signal.IsHeld)?.Flag is false => ActionObjection.AlreadySet,
            _ => null,
        };

        Value? Fresh(Signal signal) => state.Signals.TryGetValue(signal, out var known) && now - known.HeardAt <= fresh ? known.Value : default(Value?);
    }
}
