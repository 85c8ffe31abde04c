namespace Busbar.Core.Linking;

/// <summary>How a brand's service has done lately, for those who are about to sign in there.</summary>
public enum BrandHealth
{
    Ready,
    /// <summary>It fails more often than usual.</summary>
    ElevatedErrors,
    /// <summary>It does not answer at all.</summary>
    Outage,
}

/// <summary>What is known of a brand's service.</summary>
/// <param name="Attempts">The attempts at consent of the last while, newest first: whether the service failed. What owners did wrong is no failure.</param>
/// <param name="Devices">How many of its devices are asked for readings.</param>
/// <param name="Unanswered">For how many of them it does not answer now.</param>
public sealed record BrandRecord(IReadOnlyList<bool> Attempts, long Devices, long Unanswered)
{
    public static readonly BrandRecord Nothing = new([], 0, 0);
}

/// <summary>Judges a brand's service by its record.</summary>
public static class JudgeBrand
{
    /// <summary>How far back attempts count: an outage that nobody meets any more is over after it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    /// <summary>So many tell something; fewer may be chance.</summary>
    private const int Fewest = 3;

    private const double Many = 0.2, NearlyAll = 0.9;

    public static BrandHealth Judge(BrandRecord record)
    {
        var (attempts, polls) = (Attempts(record.Attempts), JudgeReading(record));
        return attempts > polls ? attempts : polls;
    }

    /// <summary>Whether it answers for what is linked, attempts at consent left aside.</summary>
    public static BrandHealth JudgeReading(BrandRecord record) => Share(record.Unanswered, record.Devices);

    // Whoever got through last shows that it works, however many failed before.
    private static BrandHealth Attempts(IReadOnlyList<bool> failed) =>
        failed.Count >= Fewest && failed.Take(Fewest).All(one => one) ? BrandHealth.Outage
        : Share(failed.Count(one => one), failed.Count) is BrandHealth.Ready ? BrandHealth.Ready : BrandHealth.ElevatedErrors;

    private static BrandHealth Share(long failed, long all) =>
        all < Fewest ? BrandHealth.Ready : failed >= all * NearlyAll ? BrandHealth.Outage : failed >= all * Many ? BrandHealth.ElevatedErrors : BrandHealth.Ready;
}
