using System.Globalization;
using Busbar.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Readings;

public sealed class RegisterRunTests
{
    private const long Minute = 60_000_000;

    [Theory]
    [InlineData("steady", 5, 4, "100 101 103 104")]
    [InlineData("0 for a moment", 5, 3, "1000 1001 0 1003")]
    [InlineData("0 for a moment, seldom asked", 60, 3, "1000 1001 0 1003")]
    [InlineData("0 for hours", 60, 3, "1000 1001 0 0 0 1003")]
    [InlineData("far too much for a moment", 60, 2, "900 1010 901 902")]
    [InlineData("far too much, at rest", 60, 0, "900 1010 900 900")]
    [InlineData("wavers by rounding", 60, 1.9, "100 100.4 100 100.9 100.5 101.9 101.2")]
    [InlineData("another meter, lower, after long", 60, 2_001, "1000 2000 3000 1500 1501")]
    [InlineData("the same within half an hour counts what it cannot have counted twice", 5, 501, "1000 2000 3000 1500 1501")]
    [InlineData("anew with every charge, seldom asked", 60, 32, "0 12 0 11 20")]
    [InlineData("as much as a factory", 60, 90_000, "10000 40000 100000")]
    public void What_a_register_grew_by(string what, int minutes, double growth, string values) =>
        Assert.True(Grown(minutes * Minute, [.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]) is var grown && Math.Abs(grown - growth) < 1e-9, $"{what}: {grown}");

    private static readonly Gen<(long Pace, List<double> Steps)> Stories =
        from minutes in Gen.Elements(1, 10, 29, 31, 60, 600) from steps in Gen.Choose(0, 30_000).ListOf() select (minutes * Minute, steps.Select(wh => wh / 1000.0).ToList());

    /// <summary>Cut anywhere, what it grew by in the parts is what it grew by.</summary>
    [Fact]
    public void The_whole_is_the_sum_of_its_parts() =>
        Prop.ForAll((from values in Gen.Choose(0, 2_000).ListOf() from pace in Gen.Choose(1, 60) select (values, pace)).ToArbitrary(), one =>
        {
            if (one.values.Count == 0) return true;
            var (run, sum) = (new RegisterRun(one.values[0]), 0.0);
            for (var n = 1; n < one.values.Count; n++)
            {
                (run, var grown) = run.Take(n * one.pace * Minute, one.values[n]);
                sum += grown;
                if (sum < -1e-6) return false;
            }
            return Math.Abs(sum - run.Counted) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_only_grows_counts_as_it_is() =>
        Prop.ForAll(Stories.ToArbitrary(), one => Math.Abs(Grown(one.Pace, [.. Register(one.Steps)]) - one.Steps.Sum()) < 1e-6).QuickCheckThrowOnFailure();

    [Fact]
    public void One_value_out_of_line_counts_nothing_however_seldom_it_is_asked()
    {
        var cases = from story in Stories where story.Steps.Count >= 3 from at in Gen.Choose(0, story.Steps.Count - 1) from stray in Gen.Choose(0, 900_000) select (story, at, stray / 100.0);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var values = Register(one.story.Steps).ToList();
            values.Insert(one.at + 1, one.Item3);
            return Grown(one.story.Pace, [.. values]) <= one.story.Steps.Sum() + RegisterGrowth.JitterKwh + 1e-6;
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<double> Register(IEnumerable<double> steps)
    {
        var value = 1_000.0;
        yield return value;
        foreach (var step in steps) yield return value += step;
    }

    private static double Grown(long pace, params double[] values)
    {
        var (run, at) = (new RegisterRun(values[0]), 0L);
        foreach (var value in values[1..]) run = run.Take(at += pace, value).Run;
        return run.Counted;
    }
}
