namespace Busbar.Core.Linking;

/// <summary>When a brand that could not be reached is asked again to take a grant back.</summary>
public static class RevocationRetry
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);

    /// <summary>Twice as long each time, no earlier than the brand said, and never past the end of our patience.</summary>
    /// <param name="attempts">How often it was tried, this time included.</param>
    public static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset markedAt, long attempts, DateTimeOffset? brandSays)
    {
        var pause = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        var next = now + (pause < Longest ? pause : Longest);
        if (brandSays > next) next = brandSays.Value;
        var end = End(markedAt);
        return next < end ? next : end;
    }

    public static bool IsOver(DateTimeOffset now, DateTimeOffset markedAt) => now >= End(markedAt);

    private static DateTimeOffset End(DateTimeOffset markedAt) => markedAt + Offboarding.PatienceWithBrand;
}
