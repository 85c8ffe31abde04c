namespace Busbar.Core.Pairing;

/// <summary>
/// How far a pair is ahead of the others that either of its two could be in: another car of the home on this charger, this car on
/// another charger. They are no strangers to it: they are at home as well, come home together, and begin by the same tariff. So what
/// both explanations would show counts for neither, and what one of them has not had the chance to show is waited for.
/// </summary>
internal static class Rivals
{
    /// <summary>Three in ten of a home's cars come home with another of it: so often a car and a charger are plugged in together though each hangs on something else.</summary>
    private static readonly double together = -Math.Log(0.3);

    /// <summary>Whether it is ahead of each by <see cref="PairFinder.Margin"/>, without what the other has not had the chance to show.</summary>
    public static bool IsAhead(Home home, PairEvidence[,] grid, int car, int charger, DateTimeOffset now)
    {
        for (var other = 0; other < home.Cars.Count; other++)
            if (other != car && !IsAheadOf(grid[other, charger], home.Cars[other])) return false;
        for (var other = 0; other < home.Chargers.Count; other++)
            if (other != charger && !IsAheadOf(grid[car, other], home.Chargers[other])) return false;
        return true;

        // Starts and stops since the rival was looked at last do not count: it may have had the same.
        bool IsAheadOf(PairEvidence rival, HomeDevice other) =>
            Fit(rival) <= PairWeight.No
            || (rival.Of(PairFactKind.NotLooked) is null && LeadOver(rival, grid[car, charger]) >= PairFinder.Margin
                && LeadOver(rival, PairWeight.Weigh(home.Cars[car], home.Chargers[charger], now, PlugLooks.ChargeKnown(other.Evidence, now))) >= PairFinder.Margin);
    }

    /// <summary>By how much it fits better than the best of them; below 0 where one fits better.</summary>
    public static double LeadOf(PairEvidence[,] grid, int car, int charger)
    {
        var (fit, most) = (Fit(grid[car, charger]), PairWeight.No);
        for (var other = 0; other < grid.GetLength(0); other++)
            if (other != car) most = Math.Max(most, Fit(grid[other, charger]));
        for (var other = 0; other < grid.GetLength(1); other++)
            if (other != charger) most = Math.Max(most, Fit(grid[car, other]));
        return fit - most;
    }

    // Of a rival whose plug-in is not known, nothing says that it was not just then too.
    private static double LeadOver(PairEvidence rival, PairEvidence evidence)
    {
        var lead = Fit(evidence) - Fit(rival);
        return (rival.Of(PairFactKind.PluggedTogether) ?? rival.Of(PairFactKind.PluggedApart)) is null && evidence.Of(PairFactKind.PluggedTogether) is { } plugged
            ? lead - Math.Max(0, plugged - together)
            : lead;
    }

    // That a car is at home tells it from strangers, but not on which charger of the home it hangs, nor that another is not at home.
    // That nobody tells, or looked, keeps a pair from being told, but not from being so.
    private static double Fit(PairEvidence evidence)
    {
        var fit = evidence.Weight;
        foreach (var fact in evidence.Facts)
            if (fact.Kind is PairFactKind.AtThePlace or PairFactKind.Unseen or PairFactKind.NobodyTells or PairFactKind.NotLooked) fit -= fact.Weight;
        return fit;
    }
}
