using System.Diagnostics;
using Busbar.Core.Pairing;
using Busbar.Tests.Ground;
using Xunit.Abstractions;

namespace Busbar.Tests.Pairing;

/// <summary>Streets of homes, watched for a week: no pair is ever wrong, and nearly every home's are found.</summary>
public sealed class StreetTests(ITestOutputHelper output)
{
    [Fact]
    public void No_pair_is_wrong_and_the_right_one_is_found()
    {
        var (seed, homes, watch) = (Length.Seed(), Length.Of(2_000, 10_000), Stopwatch.StartNew());
        var outcomes = Street(seed, homes, StreetRules.Usual, Find).ToList();
        var wrong = outcomes.SelectMany(outcome => outcome.Wrong).ToList();
        var lived = outcomes.Where(outcome => outcome.Cars.Count > 0).ToList();
        var minutes = lived.SelectMany(outcome => outcome.Minutes).ToList();
        var found = minutes.OfType<double>().Order().ToList();
        var figures = new
        {
            seed, homes, wrong = wrong.Count, homesFound = Share(lived.Count(outcome => outcome.IsFound), lived.Count), plugIns = minutes.Count, plugInsFound = Share(found.Count, minutes.Count),
            minutesMedian = Math.Round(found[found.Count / 2]), minutesP95 = Math.Round(found[found.Count * 95 / 100]), readings = outcomes.Sum(outcome => (long)outcome.Readings), seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
        };
        Figures.Tell("pairing", figures);
        output.WriteLine($"{figures}");
        Assert.True(wrong.Count == 0, $"Seed {seed}: {wrong.Count} wrong, first: {wrong.FirstOrDefault()}");
        Assert.True(figures.homesFound >= 99, $"Seed {seed}: {figures}");
    }

    private static IEnumerable<StreetWatch.Outcome> Street(int seed, int homes, StreetRules rules, StreetWatch.Finder find)
    {
        var seeds = new Random(seed);
        for (var n = 0; n < homes; n++) yield return StreetWatch.Follow(StreetLife.Live(seeds.Next(), rules), rules, find);
    }

    private static IReadOnlyList<Pair> Find(Home home, IReadOnlyList<Pair> standing, DateTimeOffset now) => PairFinder.Find(home, standing, [], now);

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 2);
}
