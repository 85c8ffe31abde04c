using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Readings;

namespace Busbar.Tests.Readings;

public sealed class SnapshotTests
{
    private static readonly DateTimeOffset now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid device = new("0199f3a2-0000-7000-8000-000000000001");

    [Fact]
    public void Of_nothing_there_is_none() => Assert.Null(Snapshot.Of(DeviceState.Unheard(device)));

    [Theory]
    [InlineData(Signal.Power, 0, true)]
    [InlineData(Signal.Power, 15, true)]
    [InlineData(Signal.Power, 16, false)]
    [InlineData(Signal.CurrentL2, 16, false)]
    [InlineData(Signal.VoltageL1, 16, false)]
    [InlineData(Signal.ChargeTimeRemaining, 16, false)]
    [InlineData(Signal.StateOfCharge, 60 * 24 * 30, true)]
    [InlineData(Signal.IsPluggedIn, 60 * 24 * 30, true)]
    [InlineData(Signal.EnergyIn, 60 * 24 * 30, true)]
    [InlineData(Signal.OutdoorTemperature, 600, true)]
    public void What_holds_only_at_its_moment_must_be_of_the_newest_time(Signal signal, int minutesOlder, bool stands)
    {
        var last = Snapshot.Of(State((Signal.Odometer, 0), (signal, minutesOlder)))!;
        Assert.Equal(now, last.MeasuredAt);
        Assert.Equal(stands, last.Signals.ContainsKey(signal));
        Assert.True(last.Signals.ContainsKey(Signal.Odometer));
    }

    [Fact]
    public void Alone_even_an_old_power_stands_since_its_time_is_told_with_it()
    {
        var last = Snapshot.Of(State((Signal.Power, 500)))!;
        Assert.Equal(now.AddMinutes(-500), last.MeasuredAt);
        Assert.Equal(7, last.Signals[Signal.Power].Number);
    }

    private static DeviceState State(params (Signal Signal, int MinutesAgo)[] known) => DeviceState.Unheard(device) with
    {
        Signals = known.ToDictionary(one => one.Signal, one => new Known(7.0, now.AddMinutes(-one.MinutesAgo), now, FactSource.Poll)),
    };
}
