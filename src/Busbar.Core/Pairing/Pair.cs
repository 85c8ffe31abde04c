namespace Busbar.Core.Pairing;

/// <summary>This car hangs on this charger.</summary>
/// <param name="Since">When it was found.</param>
public sealed record Pair(Guid CarId, Guid ChargerId, DateTimeOffset Since, PairEvidence Evidence)
{
    /// <summary>Whether it is of the same two.</summary>
    public bool IsSame(Pair other) => CarId == other.CarId && ChargerId == other.ChargerId;
}

/// <summary>What speaks for a pair and against it. Weights are natural logarithms of how much likelier the fact is of a pair than of strangers, and add up.</summary>
public sealed record PairEvidence(double Weight, IReadOnlyList<PairFact> Facts)
{
    /// <summary>What all that speaks against it weighs, below 0.</summary>
    public double Against => Facts.Sum(fact => Math.Min(0, fact.Weight));

    /// <summary>What facts of this kind weigh; null where there is none.</summary>
    public double? Of(PairFactKind kind)
    {
        foreach (var fact in Facts)
            if (fact.Kind == kind) return fact.Weight;
        return null;
    }
}

/// <param name="Number">What it says of the fact, in its unit.</param>
public readonly record struct PairFact(PairFactKind Kind, double Weight, double Number);

/// <summary>The facts that count. The number of each is what stands with it.</summary>
public enum PairFactKind
{
    /// <summary>Both were plugged in within one window, of so many minutes.</summary>
    PluggedTogether,
    /// <summary>Between the two plug-ins were at least so many minutes.</summary>
    PluggedApart,
    /// <summary>Both charged from when they were plugged in.</summary>
    BeganAtOnce,
    /// <summary>Both rested for so many minutes after they were plugged in.</summary>
    RestedFirst,
    /// <summary>So many times both began to charge together.</summary>
    StartedTogether,
    /// <summary>So many times both came to rest together.</summary>
    StoppedTogether,
    /// <summary>For so many minutes one charged and the other did not.</summary>
    ChargedApart,
    /// <summary>By their newest looks one charges and the other does not, and what is not a pair is none until they agree: 1 the car charges, 2 the charger.</summary>
    AtOdds,
    /// <summary>The car took so much of what the charger gave, which is as it should be.</summary>
    PowerAlike,
    /// <summary>The same, which is not.</summary>
    PowerUnlike,
    /// <summary>The car stands so many metres from the charger's place.</summary>
    AtThePlace,
    /// <summary>The same, and that is elsewhere.</summary>
    Elsewhere,
    /// <summary>For so many minutes nobody looked, and one of them may have been swapped.</summary>
    Unseen,
    /// <summary>One of them is not plugged in: 1 the car, 2 the charger, 3 both.</summary>
    Unplugged,
    /// <summary>One of them was not looked at since the other was plugged in, or unplugged, and may be so too by now: 1 the car, 2 the charger.</summary>
    NotLooked,
    /// <summary>Of neither is known that it is plugged in now.</summary>
    NobodyTells,
    /// <summary>An operator says so.</summary>
    Pinned,
    /// <summary>An operator says that it is not so.</summary>
    Barred,
}
