using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Readings;

namespace Busbar.Tests.Readings;

public sealed class AggregateFoldTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_value_holds_until_the_next_and_weighs_by_its_time()
    {
        var hour = Assert.Single(Fold(Hours(1), (0, Signal.Power, 1000), (45, Signal.Power, 3000), (45, Signal.StateOfCharge, 50)));
        // 1000 W for half an hour, then not known for a quarter of one, then 3000 W for the last quarter.
        Assert.Equal((1000 * 30 + 3000 * 15) / 45.0, hour.Averages[Signal.Power].Mean, 9);
        Assert.Equal(0.75, hour.Averages[Signal.Power].Hours, 9);
        Assert.Equal((50.0, 0.25), (hour.Averages[Signal.StateOfCharge].Mean, hour.Averages[Signal.StateOfCharge].Hours));
    }

    [Fact]
    public void What_was_measured_before_an_interval_reaches_into_it()
    {
        var found = Fold(Quarters(4), (-10, Signal.Power, 600), (44, Signal.Power, 100));
        Assert.Equal([0, 1, 2, 3], found.Select(aggregate => (int)(aggregate.Start - Start).TotalMinutes / 15));
        Assert.Equal([(600, 15), (600, 5), (100, 1), (100, 15)], found.Select(Power));
        Assert.Equal([0, 0, 1, 0], found.Select(aggregate => aggregate.Readings));
    }

    [Fact]
    public void Of_a_long_silence_nothing_is_told_and_it_costs_nothing()
    {
        const int tenYears = 10 * 366 * 24 * 60;
        var found = Fold(new Intervals(Start, Start.AddMinutes(tenYears + 60), TimeSpan.FromMinutes(1)), (0, Signal.Power, 1), (tenYears, Signal.Power, 2));
        Assert.Equal(30 + 30, found.Count);
        Assert.Equal(Start.AddMinutes(tenYears), found[30].Start);
    }

    [Fact]
    public void The_two_directions_of_power_are_averaged_apart()
    {
        var average = Assert.Single(Fold(Hours(1), (0, Signal.Power, 2000), (15, Signal.Power, -1000), (30, Signal.Power, -3000))).Averages[Signal.Power];
        Assert.Equal((500, 1750, -1250), (average.Positive, average.Negative, average.Mean), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9);
    }

    [Fact]
    public void A_register_grows_from_the_last_value_before_and_counts_anew_where_it_fell()
    {
        var found = FoldAfter(Hours(5), registerBefore: 100, (20, Signal.EnergyIn, 103), (70, Signal.EnergyIn, 104), (80, Signal.EnergyIn, 0.5), (90, Signal.EnergyIn, 2), (280, Signal.EnergyIn, 2));
        Assert.Equal([3, 1 + 0 + 1.5, 0], found.Select(aggregate => aggregate.Growths[Signal.EnergyIn]));
        Assert.Equal([0, 1, 4], found.Select(aggregate => (int)(aggregate.Start - Start).TotalHours));
    }

    [Fact]
    public void What_was_counted_for_a_value_out_of_line_is_taken_back_from_where_it_was_counted()
    {
        var found = FoldAfter(Hours(3), registerBefore: 100, (20, Signal.EnergyIn, 103), (50, Signal.EnergyIn, 900), (70, Signal.EnergyIn, 105), (130, Signal.EnergyIn, 0), (140, Signal.EnergyIn, 106));
        Assert.Equal([5, 0, 1], found.Select(aggregate => aggregate.Growths[Signal.EnergyIn]));
    }

    [Fact]
    public void A_register_seen_once_has_grown_by_nobody_knows_what()
    {
        Assert.Empty(Fold(Hours(1), (10, Signal.EnergyIn, 5)));
        Assert.Equal(0, Assert.Single(Fold(Hours(1), (10, Signal.EnergyIn, 5), (20, Signal.EnergyIn, 5))).Growths[Signal.EnergyIn]);
    }

    [Fact]
    public void The_last_interval_is_cut_at_the_end_of_the_span()
    {
        var found = Fold(new Intervals(Start, Start.AddMinutes(100), TimeSpan.FromHours(1)), (50, Signal.Power, 10), (80, Signal.Power, 20));
        Assert.Equal([(Start, Start.AddMinutes(60)), (Start.AddMinutes(60), Start.AddMinutes(100))], found.Select(aggregate => (aggregate.Start, aggregate.End)));
        Assert.Equal(40 / 60.0, found[1].Averages[Signal.Power].Hours, 9);
        Assert.Equal(15.0, found[1].Averages[Signal.Power].Mean, 9);
    }

    [Fact]
    public void Nothing_holds_longer_than_until_now()
    {
        var fold = new AggregateFold(Hours(3), 0, Start.AddMinutes(70).ToMicros(), new Dictionary<Signal, double>());
        fold.Take(Start.AddMinutes(40).ToMicros(), [(Signal.Power, 10)]);
        fold.Take(Start.AddMinutes(65).ToMicros(), [(Signal.Power, 40)]);
        Assert.Equal([20 / 60.0, 10 / 60.0], fold.Finish().Select(aggregate => aggregate.Averages[Signal.Power].Hours), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void A_place_has_no_average() => Assert.Empty(Fold(Hours(1), (0, Signal.Latitude, 50), (0, Signal.Longitude, 4)));

    private static (double Watts, double Minutes) Power(Aggregate aggregate) => (aggregate.Averages[Signal.Power].Mean, Math.Round(aggregate.Averages[Signal.Power].Hours * 60, 9));

    private static Intervals Hours(int count) => new(Start, Start.AddHours(count), TimeSpan.FromHours(1));

    private static Intervals Quarters(int count) => new(Start, Start.AddMinutes(15 * count), TimeSpan.FromMinutes(15));

    private static IReadOnlyList<Aggregate> Fold(Intervals intervals, params (int Minute, Signal Signal, double Value)[] told) => FoldAfter(intervals, null, told);

    private static IReadOnlyList<Aggregate> FoldAfter(Intervals intervals, double? registerBefore, params (int Minute, Signal Signal, double Value)[] told)
    {
        var registers = registerBefore is { } before ? new Dictionary<Signal, double> { [Signal.EnergyIn] = before } : [];
        var fold = new AggregateFold(intervals, 0, DateTimeOffset.MaxValue.ToMicros(), registers);
        foreach (var reading in told.GroupBy(one => one.Minute)) fold.Take(Start.AddMinutes(reading.Key).ToMicros(), [.. reading.Select(one => (one.Signal, one.Value))]);
        return fold.Finish();
    }
}
