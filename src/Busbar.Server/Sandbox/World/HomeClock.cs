using Busbar.Core.Basics;

namespace Busbar.Server.Sandbox.World;

/// <summary>
/// How a home's time runs. A sped-up home starts in the past and runs fast until it meets now; from then on it keeps to
/// now, so that it never tells of the future.
/// </summary>
/// <param name="RealFrom">When this way of running began, in real time.</param>
/// <param name="From">What time it was in the home then.</param>
/// <param name="Speed">Home seconds for each real second: 1 or more.</param>
public sealed record HomeClock(DateTimeOffset RealFrom, DateTimeOffset From, double Speed)
{
    public const double MaxSpeed = 3600, MaxHoursAgo = 366 * 24;

    public static HomeClock RealTime(DateTimeOffset now) => new(now, now, 1);

    public DateTimeOffset At(DateTimeOffset now)
    {
        var (run, gap) = ((now - RealFrom).TotalSeconds * Speed, (now - From).TotalSeconds);
        return (run >= gap ? now : From.AddSeconds(run)).Stored();
    }

    /// <summary>Goes on at another speed from where it is.</summary>
    public HomeClock AtSpeed(double speed, DateTimeOffset now) => new(now, At(now), speed);

    public HomeClock StartedAgo(TimeSpan ago, DateTimeOffset now) => new(now, now - ago, Speed);
}
