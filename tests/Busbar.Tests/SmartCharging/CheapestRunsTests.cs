using Busbar.Core.SmartCharging;
using Busbar.Tests.Ground;
using Xunit.Abstractions;

namespace Busbar.Tests.SmartCharging;

/// <summary>Plans held against trying everything.</summary>
public sealed class CheapestRunsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset evening = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_way_to_charge_is_cheaper_on_500_price_days()
    {
        var (random, met, saved) = (Start(), 0, 0.0);
        for (var day = 0; day < Length.Of(500, 5_000); day++)
        {
            var (slots, minutes) = Day(random);
            var best = TryEverything(slots, minutes);
            var runs = CheapestRuns.Find(slots, minutes);
            Assert.True(best is null == runs is null, $"day {day}: {best} {runs?.Count}");
            if (runs is null) continue;

            var cost = new PriceOutlook(slots, "EUR").CostOf(runs)!.Value * 60;
            Assert.True(Math.Abs(cost - best!.Value) < 1e-6, $"day {day}: {cost} instead of {best}");
            Assert.Equal(minutes, runs.Sum(run => (run.To - run.From).TotalMinutes), 3);
            Assert.InRange(runs.Count, 1, CheapestRuns.Most);
            Assert.All(runs, run => Assert.True(run.From >= slots[0].Start && run.To <= slots[^1].End && run.From < run.To));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
            met++;
            if (AtOnce(slots, minutes) is not { } atOnce) continue;
            Assert.True(cost <= atOnce + 1e-6, $"day {day}: {cost} is dearer than charging at once, {atOnce}");
            saved += atOnce - cost;
        }
        Assert.True(met > 100 && saved > 0);
    }

    [Fact]
    public void The_deadline_is_met_wherever_there_is_time()
    {
        var random = Start();
        for (var day = 0; day < 500; day++)
        {
            var (slots, minutes) = Day(random, isWhole: true, quarters: random.Next(1, 97));
            var time = slots.Sum(slot => slot.Minutes);
            // What is left of a quarter of an hour is used whole or not at all, so so much less may have to do.
            if (minutes <= time - 15) Assert.NotNull(CheapestRuns.Find(slots, minutes));
            if (minutes > time) Assert.Null(CheapestRuns.Find(slots, minutes));
        }
    }

    [Fact]
    public void Of_the_same_price_the_earlier_time_is_taken()
    {
        List<PriceSlot> slots = [.. Enumerable.Range(0, 20).Select(i => new PriceSlot(evening.AddMinutes(15 * i), 15, 0.2m))];
        Assert.Equal([new ChargeRun(evening, evening.AddMinutes(50))], CheapestRuns.Find(slots, 50));
        Assert.Null(CheapestRuns.Find([.. slots.Select(slot => slot with { Price = null })], 50));
        Assert.Null(CheapestRuns.Find([], 50));
        Assert.Null(CheapestRuns.Find(slots, 1_000_000));
    }

    private Random Start()
    {
        var seed = Length.Seed();
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    /// <summary>Prices of an evening and night, up and down as they go, sometimes below zero, some of them not known.</summary>
    private static (List<PriceSlot> Slots, double Minutes) Day(Random random, bool isWhole = false, int? quarters = null)
    {
        var (count, first) = (quarters ?? random.Next(2, 34), random.Next(1, 16));
        var (hourly, level) = (random.Next(2) == 0, random.Next(-50, 300));
        var slots = new List<PriceSlot>();
        for (var i = 0; i < count; i++)
        {
            if (!hourly || i % 4 == 0) level += random.Next(-60, 61);
            var start = i == 0 ? evening.AddMinutes(15 - first) : evening.AddMinutes(15 * i);
            slots.Add(new PriceSlot(start, i == 0 ? first : 15, !isWhole && random.Next(20) == 0 ? null : level / 1000m));
        }
        return (slots, random.Next(1, count * 15 + 10));
    }

    private static double? AtOnce(List<PriceSlot> slots, double minutes) => Cost(slots, 0, minutes);

    /// <summary>The least that any one, two or three runs cost, each of whole quarters but for the first and the last.</summary>
    private static double? TryEverything(List<PriceSlot> slots, double minutes)
    {
        double? best = null;
        // Whether what is left of the first quarter is used, and then how many quarters are left to be placed.
        foreach (var usesFirst in new[] { false, true })
        {
            if (usesFirst && (slots[0].Price is null || minutes <= slots[0].Minutes))
            {
                if (slots[0].Price is { } price && minutes <= slots[0].Minutes) Take((double)price * minutes);
                continue;
            }
            var rest = usesFirst ? minutes - slots[0].Minutes : minutes;
            var (begun, needed) = (usesFirst ? (double)slots[0].Price!.Value * slots[0].Minutes : 0, (int)Math.Ceiling(rest / 15 - 1e-9));
            Place(1, needed, rest - (needed - 1) * 15, begun, usesFirst ? 1 : 0, usesFirst);
        }
        return best;

        // Every way to go on from a slot, run by run.
        void Place(int from, int left, double last, double cost, int runs, bool mayJoin)
        {
            for (var start = from; start < slots.Count; start++)
            {
                var begins = runs + (mayJoin && start == from ? 0 : 1);
                if (begins > CheapestRuns.Most) continue;
                var sum = cost;
                for (var length = 1; length <= left && start + length <= slots.Count; length++)
                {
                    if (slots[start + length - 1].Price is not { } price) break;
                    sum += (double)price * (length == left ? last : 15);
                    if (length == left) Take(sum);
                    // A run ends where a slot is left out.
                    else if (left - length > 0) Place(start + length + 1, left - length, last, sum, begins, false);
                }
            }
        }

        void Take(double cost) => best = best is null || cost < best ? cost : best;
    }

    private static double? Cost(List<PriceSlot> slots, int first, double minutes)
    {
        var cost = 0.0;
        for (var i = first; i < slots.Count && minutes > 0; i++)
        {
            if (slots[i].Price is not { } price) return null;
            cost += (double)price * Math.Min(minutes, slots[i].Minutes);
            minutes -= slots[i].Minutes;
        }
        return minutes <= 0 ? cost : null;
    }
}
