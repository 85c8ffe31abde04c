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
        CommandKind.HoldHeat or CommandKind.HoldCool or CommandKind.HoldBetween or CommandKind.HoldOff => Holds(record.Command, state, sent),
        CommandKind.FollowSchedule => state.FlagSince(Signal.IsHeld, sent) is false,
        CommandKind.FavourImport or CommandKind.FavourExport or CommandKind.FollowTariff or CommandKind.RelyOnSelf or CommandKind.Rest =>
            state.TextSince(Signal.OperationMode, sent) == OperationModes.Of(record.Command.Kind),
    };

    // The mode proves it, with the temperatures that go with it. Not every brand says whether it holds them for good.
    private static bool Holds(Command command, DeviceState state, DateTimeOffset sent) =>
        state.TextSince(Signal.ThermostatMode, sent) == SetPoints.ModeOf(command.Kind) && state.FlagSince(Signal.IsHeld, sent) is not false
        && SetPoints.Of(command).All(point => state.NumberSince(point.Signal, sent) is { } celsius && Math.Abs(celsius - point.Celsius) < SetPoints.Same);

    private static bool? IsFlowing(this DeviceState state, DateTimeOffset sent) =>
        state.Signals.TryGetValue(Signal.IsCharging, out var charging) && charging.MeasuredAt >= sent ? charging.Value.Flag
        : state.NumberSince(Signal.Power, sent) is { } power ? power > FlowingW
        : null;

    private static string? TextSince(this DeviceState state, Signal signal, DateTimeOffset sent) =>
        state.Signals.TryGetValue(signal, out var known) && known.MeasuredAt >= sent ? known.Value.Text : null;

    private static bool? FlagSince(this DeviceState state, Signal signal, DateTimeOffset sent) =>
        state.Signals.TryGetValue(signal, out var known) && known.MeasuredAt >= sent ? known.Value.Flag : null;

    private static double? NumberSince(this DeviceState state, Signal signal, DateTimeOffset sent) =>
        state.Signals.TryGetValue(signal, out var known) && known.MeasuredAt >= sent ? known.Value.Number : null;
}
