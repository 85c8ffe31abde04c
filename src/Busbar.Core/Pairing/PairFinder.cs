namespace Busbar.Core.Pairing;

/// <summary>
/// Who hangs on whom in one home. A pair is found where what is remembered of the two outweighs chance by far, and outweighs every
/// other pair that either could be in; it is kept until either is unplugged, or something contradicts it. No pair is better than a
/// wrong one.
/// </summary>
public static class PairFinder
{
    /// <summary>A stranger's car hangs on a home's charger, and its own on another socket, about once in hundreds of days; e⁶ is as rare again.</summary>
    public const double Enough = 6;

    /// <summary>By so much a pair must outweigh others: they are likelier than strangers, being at home.</summary>
    public const double Margin = 4;

    /// <summary>What may speak against a pair before it is given up: a clock or a look that was off.</summary>
    public const double Doubt = -4;

    /// <summary>
    /// When nothing was heard of either for so long, nobody knows. A charger that tells changes alone says nothing all night.
    /// </summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(24);

    /// <summary>For every car at most one charger, for every charger at most one car, by car.</summary>
    /// <param name="home">The cars and chargers, with what is remembered of them.</param>
    /// <param name="standing">The pairs found before.</param>
    /// <param name="corrections">What an operator said; what is over counts no more.</param>
    /// <param name="now">For pairs that are new, and for silence.</param>
    public static IReadOnlyList<Pair> Find(Home home, IReadOnlyList<Pair> standing, IReadOnlyList<PairCorrection> corrections, DateTimeOffset now)
    {
        var words = PairCorrection.InForce(corrections, home);
        var grid = new PairEvidence[home.Cars.Count, home.Chargers.Count];
        for (var car = 0; car < home.Cars.Count; car++)
            for (var charger = 0; charger < home.Chargers.Count; charger++)
                grid[car, charger] = Weigh(home.Cars[car], home.Chargers[charger], words, now);

        var found = new List<Pair>();
        for (var car = 0; car < home.Cars.Count; car++)
            for (var charger = 0; charger < home.Chargers.Count; charger++)
            {
                var (carId, chargerId) = (home.Cars[car].DeviceId, home.Chargers[charger].DeviceId);
                var before = standing.FirstOrDefault(pair => pair.CarId == carId && pair.ChargerId == chargerId);
                if (Holds(home, grid, car, charger, before is not null, now)) found.Add(new Pair(carId, chargerId, before?.Since ?? now, grid[car, charger]));
            }
        return found.Count < 2 ? found : [.. found.OrderBy(pair => pair.CarId)];
    }

    /// <summary>What speaks for one pair and against it, an operator's word included.</summary>
    /// <param name="words">Those <see cref="PairCorrection.InForce"/>.</param>
    public static PairEvidence Weigh(HomeDevice car, HomeDevice charger, IReadOnlyList<PairCorrection> words, DateTimeOffset now) =>
        words.FirstOrDefault(word => word.CarId == car.DeviceId && word.ChargerId == charger.DeviceId)?.Verdict switch
        {
            PairVerdict.Pinned => new PairEvidence(-PairWeight.No, [new PairFact(PairFactKind.Pinned, -PairWeight.No, 0), .. PairWeight.Weigh(car, charger, now).Facts]),
            PairVerdict.Barred => PairWeight.Only(PairFactKind.Barred, 0),
            null when IsSilent(car, now) && IsSilent(charger, now) => PairWeight.Only(PairFactKind.NobodyTells, Math.Round(LongestSilence.TotalMinutes)),
            null => PairWeight.Weigh(car, charger, now),
        };

    private static bool IsSilent(HomeDevice device, DateTimeOffset now) => !(now - device.Evidence.HeardAt <= LongestSilence);

    // What stands needs no new proof, and does not fall because others would fit as well.
    private static bool Holds(Home home, PairEvidence[,] grid, int car, int charger, bool stands, DateTimeOffset now)
    {
        var evidence = grid[car, charger];
        if (evidence.Facts is [{ Kind: PairFactKind.Pinned }, ..]) return true;
        if (evidence.Against <= Doubt) return false;
        return stands ? Rivals.LeadOf(grid, car, charger) > -Margin : evidence.Weight >= Enough && evidence.Of(PairFactKind.AtOdds) is null && Rivals.IsAhead(home, grid, car, charger, now);
    }
}
