namespace Busbar.Server.Sandbox.World;

/// <summary>Numbers that look random and are always the same for the same question: weather, appliances, made-up serials.</summary>
internal static class Dice
{
    /// <summary>A seed made from a text (FNV-1a), the same on every machine; small enough for a JSON number.</summary>
    public static long Seed(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = (hash ^ letter) * 1099511628211UL;
        return (long)(Mix(hash) >> 16);
    }

    /// <summary>From 0 up to, not including, 1. <paramref name="about"/> names what is asked, <paramref name="turn"/> which one of it.</summary>
    public static double Roll(long seed, About about, long turn) =>
        (Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15UL * (ulong)about) + (ulong)turn) >> 11) * (1.0 / (1UL << 53));

    public static double Roll(long seed, About about, long turn, double from, double to) => from + (to - from) * Roll(seed, about, turn);

    // The finisher of SplitMix64.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}

/// <summary>What a throw of the dice is about, so that no two questions share their answers.</summary>
internal enum About { CloudOfDay = 1, CloudOfHour, WarmthOfDay, Fridge, Appliance, ApplianceSize, Restlessness, VoltageL1, VoltageL2, VoltageL3, Serial, Start, Place }
