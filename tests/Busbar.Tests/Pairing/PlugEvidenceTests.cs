using Busbar.Core.Devices;
using Busbar.Core.Pairing;
using Busbar.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Pairing;

public sealed class PlugEvidenceTests
{
    private static readonly DateTimeOffset start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    private static readonly Guid device = Guid.Parse("01890000-0000-7000-8000-00000000000d");

    [Fact]
    public void A_plug_in_lies_between_two_looks()
    {
        var evidence = Fold(Plug(0, false), Plug(10, true), Plug(20, true));
        Assert.Equal(new Window(At(0), At(10)), evidence.Plug);
        Assert.Equal(new Window(At(20), At(33)), Fold(Plug(0, false), Plug(10, true), Plug(20, true), Plug(33, false)).Unplug);
        Assert.Equal(new Window(null, At(0)), Fold(Plug(0, true)).Plug);
        // It says by itself what changes.
        Assert.Equal(new Window(At(600) - PlugEvidence.PromptLag, At(600)), PlugEvidence.Take(Fold(Plug(0, false)), Plug(600, true), isPrompt: true).Plug);
    }

    [Fact]
    public void What_comes_late_is_fitted_in()
    {
        Assert.Equal(new Window(At(4), At(7)), Fold(Plug(0, false), Plug(10, true), Plug(4, false), Plug(7, true)).Plug);
        // It was out for a while, between two looks that found it in.
        var replugged = Fold(Plug(0, false), Plug(10, true), Plug(40, true), Plug(25, false));
        Assert.Equal((true, new Window(At(10), At(25)), new Window(At(25), At(40))), (replugged.IsPlugged, replugged.Unplug!.Value, replugged.Plug!.Value));
        // It had been in for a while, between two looks that found it out.
        var unplugged = Fold(Plug(0, true), Plug(10, false), Plug(40, false), Plug(25, true));
        Assert.Equal((false, new Window(At(10), At(25)), new Window(At(25), At(40))), (unplugged.IsPlugged, unplugged.Plug!.Value, unplugged.Unplug!.Value));
    }

    [Fact]
    public void Nobody_knows_what_happened_where_nobody_looked() =>
        Assert.Equal((new Window(At(10), At(60)), null), (Fold(Plug(0, false), Plug(10, true), Plug(60, true)).Hole!.Value, Fold(Plug(0, false), Plug(10, true), Plug(60, true), Plug(70, false), Plug(80, true)).Hole));

    [Fact]
    public void A_register_tells_power_where_nothing_else_does()
    {
        var evidence = Fold([.. Enumerable.Range(0, 5).Select(n => Read(n * 12, (Signal.IsPluggedIn, n > 0), (Signal.IsCharging, n > 0), (Signal.EnergyIn, 100 + n * 1.4)))]);
        Assert.Equal([7_000, 7_000, 7_000], evidence.Power!.Select(sample => sample.Watts));
    }

    [Fact]
    public void A_clock_is_ahead_by_no_less_than_it_was_ever_heard_to_be()
    {
        var ahead = PlugEvidence.Take(PlugEvidence.None, Plug(0, false) with { HeardAt = At(-3) });
        Assert.Equal(TimeSpan.FromMinutes(3), ahead.Lead);
        // One that was long on its way says little.
        Assert.InRange(PlugEvidence.Take(ahead, Plug(10, false) with { HeardAt = At(60) }).Lead.TotalMinutes, 2.85, 2.95);
        // The same reading, heard again and again of a car that sleeps, says nothing.
        Assert.Equal(ahead.Lead, PlugEvidence.Take(ahead, Plug(0, false) with { HeardAt = At(60) }).Lead);
    }

    [Fact]
    public void Evidence_of_another_form_is_told_apart()
    {
        Assert.Null(PlugEvidenceJson.Read("""{"form":2,"plug":"in"}"""));
        Assert.Null(PlugEvidenceJson.Read("{}"));
        Assert.Equal("""{"form":1,"heard":[null,null,0,0,0]}""", PlugEvidenceJson.Write(PlugEvidence.None));
    }

    [Fact]
    public void Taken_twice_it_is_the_same_and_so_it_is_written_and_read_and_it_is_small() => Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        var evidence = PlugEvidence.None;
        foreach (var (reading, isPrompt) in story)
        {
            evidence = PlugEvidence.Take(evidence, reading, isPrompt);
            var text = PlugEvidenceJson.Write(evidence);
            if (PlugEvidenceJson.Write(PlugEvidence.Take(evidence, reading, isPrompt)) != text) return false;
            if (PlugEvidenceJson.Write(PlugEvidenceJson.Read(text)!) != text || text.Length > 1_024) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    /// <summary>Whatever the order in which readings come, the newest plug-in is never said to have been when it was not.</summary>
    [Fact]
    public void Late_readings_do_not_make_it_lie()
    {
        var plugs = from told in Gen.Choose(0, 3).Select(n => n > 0).ListOf() from order in Gen.Choose(0, int.MaxValue) select (told, order);
        Prop.ForAll(plugs.ToArbitrary(), given =>
        {
            var story = given.told.Select((isPlugged, n) => Plug(n * 7, isPlugged)).ToArray();
            var mixed = story.ToArray();
            new Random(given.order).Shuffle(mixed);
            var (inOrder, outOfOrder) = (Fold(story), Fold(mixed));
            if (inOrder.IsPlugged != outOfOrder.IsPlugged) return false;
            // The window may be wider than it could be; the change lies in it.
            return inOrder.IsPlugged switch
            {
                true => Holds(outOfOrder.Plug!.Value, inOrder.Plug!.Value),
                false => Holds(outOfOrder.Unplug!.Value, inOrder.Unplug!.Value),
                null => given.told.Count == 0,
            };
        }).QuickCheckThrowOnFailure();

        static bool Holds(Window wide, Window narrow) => (wide.After is null || wide.After <= narrow.After) && wide.By >= narrow.By;
    }

    // Cars and chargers of a street, with some readings late and some twice.
    private static readonly Gen<List<(Reading, bool)>> Stories = from seed in Gen.Choose(0, int.MaxValue) select Story(seed);

    private static List<(Reading, bool)> Story(int seed)
    {
        var rules = StreetRules.Usual with { Days = 2 };
        var told = StreetReadings.Of(StreetLife.Live(seed, rules), rules).Where(one => one.IsCar == (seed % 2 == 0) && one.Device == 0).Select(one => (one.Reading, one.IsPrompt)).ToList();
        var random = new Random(seed);
        foreach (var _ in Enumerable.Range(0, told.Count / 10))
        {
            var (from, to) = (random.Next(told.Count), random.Next(told.Count));
            told.Insert(to, told[from]);
        }
        return told;
    }

    private static PlugEvidence Fold(params Reading[] readings) => readings.Aggregate(PlugEvidence.None, (evidence, reading) => PlugEvidence.Take(evidence, reading));

    private static Reading Plug(int minute, bool isPlugged) => Read(minute, (Signal.IsPluggedIn, isPlugged));

    private static Reading Read(int minute, params (Signal, Value)[] told) => new(device, At(minute), At(minute), told.ToDictionary(one => one.Item1, one => one.Item2));

    private static DateTimeOffset At(int minute) => start.AddMinutes(minute);
}
