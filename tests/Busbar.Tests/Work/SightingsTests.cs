using Busbar.Core.Work;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Work;

public sealed class SightingsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly Guid Node = new("0199a0a0-0000-7000-8000-000000000001");

    [Fact]
    public void A_node_that_gives_the_same_sign_for_as_long_as_the_patience_is_gone()
    {
        var seen = Sightings.None;
        for (var at = 0; at < 45; at += 9) Assert.Empty(Look(ref seen, at, sign: 1));
        Assert.Equal([Node], Look(ref seen, 45, sign: 1));
    }

    [Fact]
    public void What_counts_is_that_the_sign_changes_and_not_what_it_says()
    {
        var seen = Sightings.None;
        for (var at = 0; at < 300; at += 10) Assert.Empty(Look(ref seen, at, sign: -at * 1_000));
    }

    [Fact]
    public void Who_was_away_begins_anew()
    {
        var seen = Sightings.None;
        Assert.Empty(Look(ref seen, 0, sign: 1));
        // Frozen, or the store was away: for the others as well.
        Assert.Empty(Look(ref seen, 600, sign: 1));
        for (var at = 610; at < 645; at += 10) Assert.Empty(Look(ref seen, at, sign: 1));
        Assert.Equal([Node], Look(ref seen, 645, sign: 1));
    }

    // Whatever the pauses between looks: who changes its sign before each of them lives, and nobody is taken for gone before it was
    // seen unchanged, by a watcher who looked all the while, for the whole patience.
    [Fact]
    public void Nobody_is_gone_early_and_nobody_who_is_gone_stays()
    {
        var walks = Gen.ListOf(Gen.Zip(Gen.Choose(1, 40), Gen.Elements(true, false)));
        Prop.ForAll(walks.ToArbitrary(), walk =>
        {
            var (seen, at, sign, unchangedSince) = (Sightings.None, 0, 0, (int?)null);
            foreach (var (pause, changes) in walk)
            {
                at += pause;
                var wasAway = pause > 22.5;
                if (changes) sign++;
                if (changes || wasAway || unchangedSince is null) unchangedSince = at;
                if (Look(ref seen, at, sign).Contains(Node) != (at - unchangedSince >= 45)) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static IReadOnlyList<Guid> Look(ref Sightings seen, int at, int sign)
    {
        (seen, var gone) = seen.Look([new SignOfLife(Node, DateTimeOffset.UnixEpoch.AddSeconds(sign))], TimeSpan.FromSeconds(at), Patience);
        return [.. gone.Select(one => one.Node)];
    }
}
