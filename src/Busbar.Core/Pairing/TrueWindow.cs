namespace Busbar.Core.Pairing;

/// <summary>Windows of two devices with clocks of their own, brought to one clock: as seconds in true time, with what is left of the error.</summary>
internal readonly record struct TrueWindow(double From, double To)
{
    /// <summary>What two devices that tell of the same thing may differ by: a handshake, and clocks that were set by the minute.</summary>
    public const double SlackSeconds = 60;

    public double Length => To - From;

    /// <summary>The clock is ahead by its lead or more. Where readings never come fresh, either the clock is late, or they are on their way for long.</summary>
    public static TrueWindow Of(Window window, TimeSpan lead) => new(
        window.After is { } after ? Seconds(after) - Math.Max(0, lead.TotalSeconds) - SlackSeconds : double.NegativeInfinity,
        Seconds(window.By) - lead.TotalSeconds);

    /// <summary>Above 0 where both cannot hold the same moment.</summary>
    public static double Gap(TrueWindow a, TrueWindow b) => Math.Max(a.From, b.From) - Math.Min(a.To, b.To);

    public static double Seconds(DateTimeOffset time) => time.UtcTicks / (double)TimeSpan.TicksPerSecond;
}
