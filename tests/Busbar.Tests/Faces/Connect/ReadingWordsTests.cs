using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Server.Faces.Connect;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Faces.Connect;

public sealed class ReadingWordsTests
{
    private static readonly DateTimeOffset at = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Signal[] power = [Signal.PowerL1, Signal.PowerL2, Signal.PowerL3, Signal.Power];

    /// <summary>How a device is set, which this API does not tell: it has no command for it either.</summary>
    private static readonly Signal[] untold = [Signal.CoolingTarget, Signal.ThermostatMode, Signal.IsHeld, Signal.OperationMode, Signal.ReserveStateOfCharge];

    public static TheoryData<Signal> All => [.. Enum.GetValues<Signal>().Except(untold)];

    [Theory, MemberData(nameof(All))]
    public void Every_signal_has_a_metric(Signal signal)
    {
        var signals = new Dictionary<Signal, Value> { [signal] = signal.Meaning().Type is SignalType.Text ? "Idle" : 1.0 };
        // A place has two halves.
        if (signal is Signal.Latitude or Signal.Longitude) signals[Signal.Latitude] = signals[Signal.Longitude] = 1.0;
        Assert.NotEqual("{}", Json(ReadingWords.Data(DeviceKind.Meter, signals)));
    }

    [Fact]
    public void How_a_device_is_set_is_told_elsewhere() =>
        Assert.All(untold, signal => Assert.Equal("{}", Json(ReadingWords.Data(DeviceKind.Meter, new Dictionary<Signal, Value> { [signal] = signal.Meaning().Type is SignalType.Text ? "Idle" : 1.0 }))));

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Equal("{}", Json(ReadingWords.Data(DeviceKind.Meter, new Dictionary<Signal, Value>())));

    [Theory]
    [InlineData(DeviceKind.EV, 100, "positive")]
    [InlineData(DeviceKind.EV, 0, "positive")]
    [InlineData(DeviceKind.EV, -100, "negative")]
    [InlineData(DeviceKind.ChargePoint, 100, "positive")]
    [InlineData(DeviceKind.HeatPump, 0, "positive")]
    [InlineData(DeviceKind.SolarPlant, -100, "both")]
    [InlineData(DeviceKind.Inverter, 0, "both")]
    [InlineData(DeviceKind.Battery, 100, "both")]
    [InlineData(DeviceKind.Meter, 100, "both")]
    [InlineData(DeviceKind.RetrofitMeter, -1, "both")]
    public void Both_directions_are_told_where_power_goes_either_way(DeviceKind kind, double watts, string told)
    {
        var data = ReadingWords.Data(kind, new Dictionary<Signal, Value> { [Signal.Power] = watts });
        Assert.Equal(told is "positive" or "both", data.PositiveActiveInstantaneousPower is not null);
        Assert.Equal(told is "negative" or "both", data.NegativeActiveInstantaneousPower is not null);
    }

    [Fact]
    public void The_directions_are_never_negative_and_their_difference_is_the_power() =>
        FsCheck.Fluent.Prop.ForAll(ArbMap.Default.ArbFor<(short A, short B, short C, short D, bool TwoWay)>(), given =>
        {
            double[] values = [given.A, given.B, given.C, given.D];
            var data = ReadingWords.Data(given.TwoWay ? DeviceKind.Meter : DeviceKind.EV, power.Zip(values).ToDictionary(pair => pair.First, pair => (Value)pair.Second));
            double?[] positive = Members(data.PositiveActiveInstantaneousPower), negative = Members(data.NegativeActiveInstantaneousPower);
            return positive.Concat(negative).All(value => value is null or >= 0) && values.Select((value, i) => (positive[i] ?? 0) - (negative[i] ?? 0) == value).All(same => same)
                && !Json(data).Contains("-0", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_id_of_a_reading_depends_on_entity_and_time_alone()
    {
        var device = new Guid("0199f3a2-0000-7000-8000-000000000001");
        var reading = new Core.Readings.Reading(device, at, at, new Dictionary<Signal, Value>());
        Assert.Equal(new Guid("71857476-1e90-87b8-9fca-38c0ec0a6788"), ReadingWords.Id(reading));
        Assert.Equal(ReadingWords.Id(reading), ReadingWords.Id(reading with { HeardAt = at.AddDays(1) }));
        Assert.NotEqual(ReadingWords.Id(reading), ReadingWords.Id(reading with { MeasuredAt = at.AddMicroseconds(1) }));
        Assert.NotEqual(ReadingWords.Id(reading), ReadingWords.Id(reading with { DeviceId = new Guid("0199f3a2-0000-7000-8000-000000000002") }));
        Assert.Equal(8, ReadingWords.Id(reading).Version);
    }

    private static double?[] Members(PhasedMeasurement? measured) => [measured?.L1, measured?.L2, measured?.L3, measured?.Total];

    private static string Json(ReadingData data) => JsonSerializer.Serialize(data, ConnectFace.Face.Json);
}
