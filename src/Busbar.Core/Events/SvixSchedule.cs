namespace Busbar.Core.Events;

/// <summary>When a single event is tried again: at fixed pauses, for a little more than a day.</summary>
/// <remarks>As docs.svix.com/retries had it on 2026-11-22.</remarks>
public static class SvixSchedule
{
    /// <summary>How long an attempt may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>After so much time of nothing but failures an endpoint is disabled.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(5);

    /// <summary>From each failure to the next attempt; the first is made at once.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <param name="attempts">How many failed, this one included.</param>
    /// <returns>Null where it was tried often enough.</returns>
    public static DateTimeOffset? Next(long attempts, DateTimeOffset now) => attempts <= Pauses.Count ? now + Pauses[(int)attempts - 1] : null;

    /// <param name="since">When the endpoint first failed after it last took something.</param>
    public static bool IsOver(DateTimeOffset since, DateTimeOffset now) => now - since >= Window;
}
