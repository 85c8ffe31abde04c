using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Commands;

public sealed class ConfirmCommandTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CommandKind.StartCharging, null, Signal.IsCharging, 1, true)]
    [InlineData(CommandKind.StartCharging, null, Signal.IsCharging, 0, false)]
    [InlineData(CommandKind.StartCharging, null, Signal.Power, 7200, true)]
    [InlineData(CommandKind.StartCharging, null, Signal.Power, 30, false)]
    [InlineData(CommandKind.StartCharging, null, Signal.StateOfCharge, 60, false)]
    [InlineData(CommandKind.StopCharging, null, Signal.IsCharging, 0, true)]
    [InlineData(CommandKind.StopCharging, null, Signal.IsCharging, 1, false)]
    [InlineData(CommandKind.StopCharging, null, Signal.Power, 0, true)]
    [InlineData(CommandKind.SetMaxCurrent, 10.0, Signal.MaxCurrent, 10.2, true)]
    [InlineData(CommandKind.SetMaxCurrent, 10.0, Signal.MaxCurrent, 16, false)]
    [InlineData(CommandKind.LimitFeedIn, 2000.0, Signal.FeedInLimit, 2000, true)]
    [InlineData(CommandKind.LimitFeedIn, 2000.0, Signal.FeedInLimit, 5000, false)]
    [InlineData(CommandKind.StopFeedIn, null, Signal.FeedInLimit, 0, true)]
    [InlineData(CommandKind.StopFeedIn, null, Signal.FeedInLimit, 100, false)]
    [InlineData(CommandKind.Disconnect, null, Signal.Power, 0, true)]
    [InlineData(CommandKind.Disconnect, null, Signal.Power, -1200, false)]
    [InlineData(CommandKind.Reset, null, Signal.Power, -1200, true)]
    [InlineData(CommandKind.Reset, null, Signal.FeedInLimit, 0, false)]
    public void Only_what_was_measured_after_the_sending_proves_a_command(CommandKind kind, double? value, Signal signal, double measured, bool proves)
    {
        var record = new CommandRecord(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, new Command(kind, value), CommandStatus.Sent, Sent, Sent, null, null, Verification.Pending, null, null, null, Sent, 1);
        Assert.Equal(proves, ConfirmCommand.IsProved(record, State(signal, measured, Sent)));
        Assert.False(ConfirmCommand.IsProved(record, State(signal, measured, Sent.AddMilliseconds(-1))));
        Assert.False(ConfirmCommand.IsProved(record with { SentAt = null }, State(signal, measured, Sent)));
    }

    private static DeviceState State(Signal signal, double value, DateTimeOffset measuredAt) =>
        DeviceState.Unheard(Guid.Empty) with { Signals = new Dictionary<Signal, Known> { [signal] = new(value, measuredAt, measuredAt, FactSource.Poll) } };
}
