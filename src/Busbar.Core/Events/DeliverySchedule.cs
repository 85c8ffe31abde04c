using Busbar.Core.Ports;

namespace Busbar.Core.Events;

/// <summary>When what could not be delivered is tried again: ever more seldom, for a day; in the sandbox for five minutes.</summary>
public static class DeliverySchedule
{
    private static readonly TimeSpan first = TimeSpan.FromSeconds(5), longest = TimeSpan.FromHours(2), sandboxLongest = TimeSpan.FromMinutes(1);

    /// <summary>For how long it is tried.</summary>
    public static TimeSpan Window(Realm realm) => realm is Realm.Sandbox ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(24);

    /// <param name="failures">How often in a row it failed, this time included.</param>
    /// <param name="since">When it first did.</param>
    /// <returns>Null where it was tried for long enough.</returns>
    public static DateTimeOffset? Next(Realm realm, long failures, DateTimeOffset since, DateTimeOffset now)
    {
        var cap = realm is Realm.Sandbox ? sandboxLongest : longest;
        var pause = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var (next, end) = (now + (pause < cap ? pause : cap), since + Window(realm));
        // The last attempt is at the very end.
        return now >= end ? null : next < end ? next : end;
    }
}
