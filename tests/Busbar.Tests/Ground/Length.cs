namespace Busbar.Tests.Ground;

/// <summary>How much is tried: a little in every run, much more in a long one (<c>./test.sh --long</c>, which sets BUSBAR_LONG).</summary>
public static class Length
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("BUSBAR_LONG") is "1";

    public static int Of(int normal, int @long) => IsLong ? @long : normal;

    /// <summary>Where a random test begins: another one in each run, or the one that BUSBAR_SEED names, to see it again.</summary>
    public static int Seed() => int.TryParse(Environment.GetEnvironmentVariable("BUSBAR_SEED"), out var told) ? told : Random.Shared.Next();
}
