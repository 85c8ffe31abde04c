using System.Globalization;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Readings;

public sealed class RegisterGrowthTests
{
    [Theory]
    [InlineData("steady", 4, "100 101 103 104")]
    [InlineData("wavers by rounding", 1.9, "100 100.4 100 100.9 100.5 101.9 101.2")]
    [InlineData("whole kilowatt-hours between watt-hours", 2.6, "1000.9 1000 1001 1002 1003.5")]
    [InlineData("reset", 3.5, "500 502 0 1.5")]
    [InlineData("reset, and grown past where it fell from", 15, "2 5 0 2 4 6 8 10 12")]
    [InlineData("0 for a moment", 3, "1000 1001 0 1003")]
    [InlineData("0 for a while", 3, "1000 1001 0 0 0 1003")]
    [InlineData("0 before anything was counted", 4, "1000 0 1001 1004")]
    [InlineData("far too much for a moment", 2, "900 1010 901 902")]
    [InlineData("overtaken", 15, "1000 1005 1010 1005 1015")]
    [InlineData("overtaken far", 10, "1000 1002 1004 1001 1002 1003 1004 1010")]
    [InlineData("another meter, higher", 3, "100 102 5000 5001")]
    [InlineData("another meter, lower", 3, "5000 5002 100 101")]
    public void What_a_register_grew_by(string what, double kwh, string values) =>
        Assert.True(Count([.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]) is var counted && Math.Abs(counted - kwh) < 1e-9, $"{what}: {counted}");

    [Fact]
    public void A_register_that_begins_anew_with_every_charge_counts_from_there() => Assert.Equal((12, 12, new RegisterPast(new(0, 0))), RegisterGrowth.Add(0, RegisterGrowth.Add(5, null, null, 0).Kwh, null, 12));

    private static readonly Gen<List<double>> Steps = Gen.Choose(0, 30_000).ListOf().Select(steps => steps.Select(wh => wh / 1000.0).ToList());

    [Fact]
    public void What_only_grows_counts_as_it_is() =>
        Prop.ForAll(Steps.ToArbitrary(), steps => Math.Abs(Count([.. Register(steps)]) - steps.Sum()) < 1e-6).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_told_is_never_negative_nor_more_than_every_rise_of_it() =>
        Prop.ForAll(Gen.Choose(0, 100_000).ListOf().Select(values => values.Select(value => value / 10.0).ToArray()).ToArbitrary(), values =>
            Count(values) is var kwh && kwh >= 0 && kwh <= values.Zip(values.Skip(1)).Sum(pair => Math.Max(0, pair.Second - pair.First)) + 1e-6).QuickCheckThrowOnFailure();

    /// <summary>One value out of line, or two that changed places, add nothing.</summary>
    [Fact]
    public void One_value_out_of_line_counts_nothing()
    {
        var cases = from steps in Steps where steps.Count >= 3 from at in Gen.Choose(1, steps.Count - 1) from stray in Gen.Choose(0, 900_000) select (steps, at, stray / 1000.0);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var values = Register(one.steps).ToList();
            values.Insert(one.at + 1, one.Item3);
            return Count([.. values]) <= one.steps.Sum() + RegisterGrowth.JitterKwh + 1e-6;
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<double> Register(IEnumerable<double> steps)
    {
        var value = 1_000.0;
        yield return value;
        foreach (var step in steps) yield return value += step;
    }

    private static double Count(params double[] values)
    {
        var (register, kwh, past) = ((double?)null, 0.0, (RegisterPast?)null);
        foreach (var value in values) (register, kwh, past) = RegisterGrowth.Add(register, kwh, past, value, SessionTracker.LargestStepKwh);
        return kwh;
    }
}
