using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Readings;

/// <summary>What holds of aggregates whatever was measured: a story of readings with gaps, falls of the register and both directions of power.</summary>
public sealed class AggregateLawTests
{
    private static readonly long start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).ToMicros();
    private const long Minute = 60_000_000, Length = 10 * 24 * 60 * Minute, Hold = 30 * Minute;

    private sealed record Told(long At, double? Power, double? Level, double? Register);

    [Fact]
    public void The_total_is_the_sum_of_its_parts_at_any_resolution() => Check(strays: true, law: (story, length) =>
    {
        var (parts, total) = (Fold(story, length), Fold(story, Length).SingleOrDefault());
        if (total is null) return parts.Count == 0;
        return Near(Growth(total), parts.Sum(Growth)) && parts.All(part => Growth(part) >= 0)
            && new[] { Signal.Power, Signal.StateOfCharge }.All(signal =>
            {
                var of = parts.Where(part => part.Averages.ContainsKey(signal)).Select(part => part.Averages[signal]).ToList();
                var all = total.Averages.GetValueOrDefault(signal);
                return Near(all.Hours, of.Sum(part => part.Hours))
                    && Near(all.Hours * all.Positive, of.Sum(part => part.Hours * part.Positive))
                    && Near(all.Hours * all.Negative, of.Sum(part => part.Hours * part.Negative))
                    && Near(all.Hours * all.Mean, of.Sum(part => part.Hours * part.Mean));
            });
    });

    [Fact]
    public void It_is_what_counting_second_by_second_gives() => Check((story, length) =>
    {
        var part = Fold(story, length).FirstOrDefault(part => part.Averages.ContainsKey(Signal.Power));
        if (part is null) return story.All(one => one.Power is null || one.At >= start + Length || one.At + Hold <= start);
        var (sum, seconds) = (0.0, 0);
        var told = story.Where(one => one.Power is not null).ToList();
        for (var at = part.Start.ToMicros(); at < Math.Min(part.End.ToMicros(), part.Start.ToMicros() + 6 * 60 * Minute); at += 1_000_000)
            if (told.FindLastIndex(one => one.At <= at) is >= 0 and var i && at - told[i].At < Hold) (sum, seconds) = (sum + told[i].Power!.Value, seconds + 1);
        var average = part.Averages[Signal.Power];
        return part.End - part.Start > TimeSpan.FromHours(6) || (Math.Abs(average.Hours * 3600 - seconds) < 1e-6 && Math.Abs(average.Mean - sum / seconds) < 1e-6);
    });

    [Fact]
    public void Pages_begun_anywhere_are_the_same_intervals() => Check((story, length) =>
    {
        var whole = Fold(story, length);
        return Enumerable.Range(0, whole.Count).Where(i => i % 7 == 0).All(i => Same(whole.Skip(i), Fold(story, length, (whole[i].Start.ToMicros() - start) / length)));
    });

    [Fact]
    public void Pages_begun_anywhere_are_the_same_where_growth_is_spread() => Check((story, length) =>
    {
        var whole = Fold(story, length, spreads: true);
        return Enumerable.Range(0, whole.Count).Where(i => i % 7 == 0).All(i => Near(whole.Skip(i), Fold(story, length, (whole[i].Start.ToMicros() - start) / length, spreads: true)));

        static bool Near(IEnumerable<Aggregate> these, IReadOnlyList<Aggregate> those) =>
            these.Select(part => (part.Start, Math.Round(Growth(part), 6))).SequenceEqual(those.Select(part => (part.Start, Math.Round(Growth(part), 6))));
    });

    [Fact]
    public void A_late_reading_changes_only_the_intervals_it_touches() => Check((story, length) =>
    {
        if (story.Count < 3) return true;
        var late = story[story.Count / 2];
        var (before, after) = (Fold([.. story.Where(one => one != late)], length), Fold(story, length));
        var next = story.Find(one => one.At > late.At && one.Register is not null)?.At ?? -1;
        return Same(before.Where(Untouched), after.Where(Untouched));

        bool Untouched(Aggregate part) =>
            !(part.Start.ToMicros() < late.At + Hold && part.End.ToMicros() > late.At) && !(late.Register is not null && part.Start.ToMicros() <= next && next < part.End.ToMicros());
    });

    /// <param name="strays">Registers also tell what is out of line, or round; that is judged by what comes before and after, wherever a page begins.</param>
    private static void Check(Func<List<Told>, long, bool> law, bool strays = false)
    {
        // Whole seconds, so that counting by seconds is exact.
        var moments = from seconds in Gen.Frequency((8, Gen.Choose(1, 1_200)), (2, Gen.Choose(1_200, 10_000)), (1, Gen.Choose(10_000, 300_000)))
                      from power in Gen.Frequency<double?>((3, Gen.Choose(-5_000, 5_000).Select(watts => (double?)watts)), (1, Gen.Constant<double?>(null)))
                      from level in Gen.Frequency<double?>((1, Gen.Choose(0, 100).Select(percent => (double?)percent)), (2, Gen.Constant<double?>(null)))
                      from step in Gen.Frequency<double?>((2, Gen.Choose(0, 300).Select(tens => (double?)tens / 10)), (1, Gen.Elements<double?>([.. strays ? new double?[] { -1, -2, -3, -4 } : [-1]])), (2, Gen.Constant<double?>(null)))
                      select (seconds, power, level, step);
        var stories = from told in moments.ListOf()
                      from minutes in Gen.Elements(1, 7, 15, 60, 61, 24 * 60, 9 * 24 * 60)
                      select (Tell(told), minutes * Minute);
        Prop.ForAll(stories.ToArbitrary(), given => law(given.Item1, given.Item2)).QuickCheckThrowOnFailure();
    }

    // Begins a while before the span; a step of −1 is a reset, of more than two steps' worth; the others are out of line.
    private static List<Told> Tell(IEnumerable<(int Seconds, double? Power, double? Level, double? Step)> moments)
    {
        var (at, register, story) = (start - 50_000_000_000, 100.0, new List<Told>());
        foreach (var (seconds, power, level, step) in moments)
        {
            at += seconds * 1_000_000L;
            if (step is { } grown) register = grown > 0 ? register + grown : grown == -1 && register > 130 ? 0 : register;
            story.Add(new Told(at, power, level, step switch { null => null, -2 => 0, -3 => register + 500, -4 => Math.Floor(register), _ => register }));
        }
        return story;
    }

    // As the reader hands them over: the registers before, half an hour of readings before, then all to the end.
    private static IReadOnlyList<Aggregate> Fold(List<Told> story, long length, long first = 0, bool spreads = false)
    {
        var intervals = new Intervals(start.ToTime(), (start + Length).ToTime(), TimeSpan.FromMicroseconds(length));
        var from = intervals.StartOf(first);
        var registers = new Dictionary<Signal, double>();
        if (story.FindLast(one => one.At < from && one.Register is not null) is { } last) registers[Signal.EnergyIn] = last.Register!.Value;
        var fold = new AggregateFold(intervals, first, long.MaxValue, registers, spreads);
        foreach (var one in story.Where(one => one.At > from - Hold && one.At < intervals.End)) fold.Take(one.At, [.. Numbers(one)]);
        return fold.Finish();
    }

    private static IEnumerable<(Signal, double)> Numbers(Told told)
    {
        if (told.Power is { } power) yield return (Signal.Power, power);
        if (told.Register is { } register) yield return (Signal.EnergyIn, register);
        if (told.Level is { } level) yield return (Signal.StateOfCharge, level);
    }

    private static double Growth(Aggregate aggregate) => aggregate.Growths.GetValueOrDefault(Signal.EnergyIn);

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));

    private static bool Same(IEnumerable<Aggregate> these, IEnumerable<Aggregate> those) => these.Select(Text).SequenceEqual(those.Select(Text));

    private static string Text(Aggregate part) =>
        $"{part.Start:O} {part.End:O} {part.Readings} {string.Join(' ', part.Averages.OrderBy(one => one.Key))} {string.Join(' ', part.Growths.OrderBy(one => one.Key))}";
}
