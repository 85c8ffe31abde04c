using Busbar.Core.Devices;
using Busbar.Core.Interventions;

namespace Busbar.Core.Commands;

/// <summary>Whether there is any sense in telling a device something now. Applications know these sentences: change none.</summary>
public static class CheckAction
{
    /// <summary>What was measured longer ago says nothing about now.</summary>
    private static readonly TimeSpan fresh = TimeSpan.FromMinutes(15);

    /// <summary>Why not; null where there is.</summary>
    public static string? Objection(Device device, DeviceState state, Command command, DateTimeOffset now)
    {
        if (!device.Commands.Contains(command.Kind)) return $"The asset cannot do this: it takes {(device.Commands.Count == 0 ? "no actions" : string.Join(", ", device.Commands))}.";
        if (OpenInterventions.Of(Connections.Of(state), now) is { Count: > 0 }) return "The asset cannot do this before somebody has acted: its capabilities name the interventions.";
        var chargeState = state.Signals.TryGetValue(Signal.ChargeState, out var known) && IsFresh(known, now) ? known.Value.Text : null;
        bool? isCharging = state.Signals.TryGetValue(Signal.IsCharging, out var flag) && IsFresh(flag, now) ? flag.Value.Flag : null;
        return command.Kind switch
        {
            CommandKind.StartCharging when chargeState is ChargeStates.Complete => "The asset is already fully charged.",
            CommandKind.StartCharging when isCharging is true => "The asset is already charging.",
            CommandKind.StopCharging when isCharging is false => "The asset is already stopped.",
            CommandKind.SetMaxCurrent when state.Signals.TryGetValue(Signal.MaxCurrent, out var amps) && IsFresh(amps, now) && Math.Abs(amps.Value.Number - command.Value!.Value) < 0.5 =>
                "The asset is already at the current setting.",
            _ => null,
        };
    }

    private static bool IsFresh(Known known, DateTimeOffset now) => now - known.HeardAt <= fresh;
}
