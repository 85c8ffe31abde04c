namespace Busbar.Core.Pairing;

/// <summary>Whether a car takes what a charger gives.</summary>
internal static class PowerRatio
{
    /// <summary>Looks further apart than this may have power change between them.</summary>
    private const double TogetherSeconds = 8 * 60;

    /// <summary>Cars tell what reaches the battery, or what they draw: less by what the charging loses, and by rounding.</summary>
    private const double Usual = 0.94, Spread = 0.08;

    /// <summary>Power changes between two looks, at the end of a charge or under control, and then ratios are anything.</summary>
    private const double ChangedShare = 0.1;

    /// <summary>Houses have few sorts of chargers, so the power of strangers is alike in two of five.</summary>
    private const double StrangersAlike = 0.4;

    /// <summary>The powers of strangers lie this far apart else, as a logarithm.</summary>
    private const double StrangersSpread = 0.8;

    /// <summary>Looks at the same charge tell much the same; more than three are worth no more.</summary>
    private const int MostCounted = 3;

    /// <summary>Null where there is nothing to compare.</summary>
    public static PairFact? Weigh(PlugEvidence car, PlugEvidence charger)
    {
        if (car.Power is not { } cars || charger.Power is not { } chargers) return null;
        var (sum, ratios, count) = (0.0, 0.0, 0);
        foreach (var taken in cars)
        {
            if (Nearest(chargers, taken.At - car.Lead + charger.Lead) is not { } given) continue;
            var ratio = taken.Watts / given.Watts;
            (sum, ratios, count) = (sum + Weigh(Math.Log(ratio / Usual)), ratios + ratio, count + 1);
        }
        if (count == 0) return null;

        // Alike is worth no more than the inverse of its chance, however often it is seen; unlike is worth more each time.
        var mean = sum / count;
        var weight = mean > 0 ? Math.Min(mean, -Math.Log(StrangersAlike)) : mean * Math.Min(count, MostCounted);
        return new PairFact(weight > 0 ? PairFactKind.PowerAlike : PairFactKind.PowerUnlike, weight, Math.Round(ratios / count, 2));
    }

    private static double Weigh(double log)
    {
        var pair = (1 - ChangedShare) * Normal(log, Spread) + ChangedShare * Normal(log, StrangersSpread);
        var strangers = StrangersAlike * Normal(log, Spread) + (1 - StrangersAlike) * Normal(log, StrangersSpread);
        return Math.Log(pair / strangers);
    }

    private static double Normal(double x, double spread) => Math.Max(1e-9, Math.Exp(-x * x / (2 * spread * spread)) / spread);

    private static PowerSample? Nearest(PowerSample[] samples, DateTimeOffset at)
    {
        PowerSample? nearest = null;
        var best = TogetherSeconds;
        foreach (var sample in samples)
            if (Math.Abs((sample.At - at).TotalSeconds) is var away && away < best) (nearest, best) = (sample, away);
        return nearest;
    }
}
