using Busbar.Core.Devices;

namespace Busbar.Core.Commands;

/// <summary>
/// Whether what a device measured proves a command. Only values measured after the sending count: an older one says nothing.
/// A value that speaks against it proves nothing either, since devices take their time; the deadline decides.
/// </summary>
public static class ConfirmCommand
{
    private const double FlowingW = 100;

    public static bool IsProved(CommandRecord record, DeviceState state) => record.SentAt is { } sent && record.Command.Kind switch
    {
        CommandKind.StartCharging => state.IsFlowing(sent) is true,
        CommandKind.StopCharging => state.IsFlowing(sent) is false,
        CommandKind.SetMaxCurrent => state.NumberSince(Signal.MaxCurrent, sent) is { } amps && Math.Abs(amps - (record.Command.Value ?? 0)) < 0.5,
        CommandKind.LimitFeedIn => state.NumberSince(Signal.FeedInLimit, sent) is { } watts && watts <= (record.Command.Value ?? 0) + 1,
        CommandKind.StopFeedIn => state.NumberSince(Signal.FeedInLimit, sent) is <= 1,
        CommandKind.Reset => state.NumberSince(Signal.Power, sent) is not null && state.NumberSince(Signal.FeedInLimit, sent) is null or > 1,
        CommandKind.Disconnect => state.NumberSince(Signal.Power, sent) is 0,
    };

    private static bool? IsFlowing(this DeviceState state, DateTimeOffset sent) =>
        state.Signals.TryGetValue(Signal.IsCharging, out var charging) && charging.MeasuredAt >= sent ? charging.Value.Flag
        : state.NumberSince(Signal.Power, sent) is { } power ? power > FlowingW
        : null;

    private static double? NumberSince(this DeviceState state, Signal signal, DateTimeOffset sent) =>
        state.Signals.TryGetValue(signal, out var known) && known.MeasuredAt >= sent ? known.Value.Number : null;
}
