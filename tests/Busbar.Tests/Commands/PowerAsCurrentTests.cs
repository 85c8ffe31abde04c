using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Commands;

public sealed class PowerAsCurrentTests
{
    private static readonly Signal[] volts = [Signal.VoltageL1, Signal.VoltageL2, Signal.VoltageL3];

    [Fact]
    public void The_power_is_never_exceeded_and_missed_by_a_tenth_of_an_ampere_at_most() =>
        Prop.ForAll((from watts in Gen.Choose(1, 43_000) from phases in Gen.Choose(1, 3) from each in Gen.Choose(2_100, 2_500).ArrayOf(3) select (watts, phases, each)).ToArbitrary(), one =>
        {
            var state = State([.. volts.Take(one.phases).Select((signal, i) => (signal, (Value)(one.each[i] / 10.0)))]);
            var (amps, highest) = (PowerAsCurrent.Of(one.watts, state)!.Value, one.each.Take(one.phases).Max() / 10.0);
            Assert.Equal(one.phases, PowerAsCurrent.Phases(state));
            Assert.True(amps * one.phases * highest <= one.watts + 1e-6);
            Assert.True((amps + 0.1) * one.phases * highest > one.watts - 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_charges_tells_on_how_many_phases()
    {
        (Signal, Value)[] all = [.. volts.Select(signal => (signal, (Value)230))];
        Assert.Equal(3, PowerAsCurrent.Phases(State([.. all, (Signal.IsCharging, true)])));
        Assert.Equal(1, PowerAsCurrent.Phases(State([.. all, (Signal.IsCharging, true), (Signal.CurrentL1, 14), (Signal.CurrentL2, 0.1), (Signal.CurrentL3, 0)])));
        Assert.Equal(3, PowerAsCurrent.Phases(State([.. all, (Signal.IsCharging, false), (Signal.CurrentL1, 14), (Signal.CurrentL2, 0), (Signal.CurrentL3, 0)])));
        Assert.Equal(2, PowerAsCurrent.Phases(State([(Signal.IsCharging, true), (Signal.PowerL1, 3_600), (Signal.PowerL2, 3_500), (Signal.PowerL3, 0)])));
        Assert.Null(PowerAsCurrent.Phases(State([(Signal.IsCharging, true), (Signal.Power, 7_200)])));
        Assert.Null(PowerAsCurrent.Of(7_400, State([])));
    }

    private static DeviceState State((Signal Signal, Value Value)[] values) =>
        DeviceState.Unheard(Guid.Empty) with { Signals = values.ToDictionary(one => one.Signal, one => new Known(one.Value, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, FactSource.Poll)) };
}
