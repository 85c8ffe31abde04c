namespace Busbar.Core.Pairing;

/// <summary>What may have happened since a device was last looked at.</summary>
internal static class PlugLooks
{
    /// <summary>A pause that fits between two looks may be seen by one alone.</summary>
    public const double UnseenSeconds = 16 * 60;

    /// <summary>How long both may go unlooked at: in three hours a car can leave, another come, and both be plugged in.</summary>
    public static readonly TimeSpan LongestUnseen = TimeSpan.FromHours(3);

    /// <summary>A device that had not been heard for so long is waited for no more, or one that is broken would keep all others from their pairs.</summary>
    public static readonly TimeSpan LongestWaited = TimeSpan.FromHours(6);

    /// <summary>The one is out and the other in, but nobody looked at one of them since. What tells of no plug is in when it begins to charge.</summary>
    public static bool MayBePlugged(PlugEvidence unplugged, PlugEvidence plugged, DateTimeOffset now)
    {
        if (plugged.IsPlugged is false) return false;
        if ((plugged.Plug ?? NewestStart(plugged)?.Window) is { } plug && !IsLooked(unplugged, TrueWindow.Of(plug, plugged.Lead).To, now)) return true;
        return unplugged.Unplug is { } unplug && (plugged.Plug is null ? HadBegun(plugged, unplugged) : MayHaveMet(unplugged, plugged) && !IsLooked(plugged, TrueWindow.Of(unplug, unplugged.Lead).To, now));
    }

    // If not, that the one went says nothing of the other.
    private static bool MayHaveMet(PlugEvidence a, PlugEvidence b) =>
        a.Plug is not { } plug || b.Plug is not { } other || TrueWindow.Gap(TrueWindow.Of(plug, a.Lead), TrueWindow.Of(other, b.Lead)) <= 0;

    // Who tells of no plug does not tell either that the other went; its charge may still have been that of the other.
    private static bool HadBegun(PlugEvidence silent, PlugEvidence gone)
    {
        if (NewestStart(silent)?.Window is not { } window) return false;
        var start = TrueWindow.Of(window, silent.Lead);
        return start.From <= TrueWindow.Of(gone.Unplug!.Value, gone.Lead).To && !(gone.Plug is { } plug && start.To < TrueWindow.Of(plug, gone.Lead).From);
    }

    public static Turn? NewestStart(PlugEvidence device) => device.Turns switch
    {
        [.., { IsOn: true } start] => start,
        [.., { IsOn: true } start, _] => start,
        _ => null,
    };

    /// <summary>One that tells of no plug rested when it was last looked at, and the other has begun to charge since.</summary>
    public static bool MayCharge(PlugEvidence resting, PlugEvidence charging, DateTimeOffset now) =>
        resting is { IsPlugged: null, IsCharging: not true } && charging.Turns is [.., { IsOn: true } start] && !IsLooked(resting, TrueWindow.Of(start.Window, charging.Lead).To, now);

    /// <summary>For how many minutes the plug may have been pulled and put back; the other side has seen it, if it tells.</summary>
    public static double? Unseen(PlugEvidence car, PlugEvidence charger)
    {
        if (car.Hole is null && charger.Hole is null) return null;
        if (charger.IsPlugged is null) return Minutes(car.Hole);
        if (car.IsPlugged is null) return Minutes(charger.Hole);
        if (car.Hole is not { } a || charger.Hole is not { } b) return null;
        var both = -TrueWindow.Gap(TrueWindow.Of(a, car.Lead), TrueWindow.Of(b, charger.Lead)) / 60;
        return both > LongestUnseen.TotalMinutes ? both : null;

        static double? Minutes(Window? hole) => (hole?.By - hole?.After)?.TotalMinutes;
    }

    /// <summary>
    /// Until when it is known whether a device charged, in seconds of true time: what was later it has not had the chance to show.
    /// One that never tells, or had long been silent, is not waited for.
    /// </summary>
    public static double ChargeKnown(PlugEvidence device, DateTimeOffset now)
    {
        if (device is not { ChargeSeenAt: { } seen, HeardAt: { } heard }) return double.PositiveInfinity;
        if (device.IsPrompt) return Told(now);
        if (now - heard > LongestWaited) return double.PositiveInfinity;
        return Math.Max(TrueWindow.Seconds(seen) - Math.Max(0, device.Lead.TotalSeconds) - TrueWindow.SlackSeconds, TrueWindow.Seconds(heard) - UnseenSeconds);
    }

    // Where it was heard long after with nothing new, it sleeps as it was. What was never heard, or had long been silent then, is
    // waited for no more; what tells by itself, no longer than that takes.
    private static bool IsLooked(PlugEvidence device, double since, DateTimeOffset now) =>
        device.HeardAt is not { } heard || (device.PlugSeenAt ?? device.ChargeSeenAt) is not { } seen
        || TrueWindow.Seconds(seen) - Math.Max(0, device.Lead.TotalSeconds) >= since
        || (device.IsPrompt ? Told(now) >= since : TrueWindow.Seconds(heard) is var at && (at >= since + UnseenSeconds || at < since - LongestWaited.TotalSeconds));

    // What a device that tells by itself has told by now was so until then.
    private static double Told(DateTimeOffset now) => TrueWindow.Seconds(now - PlugEvidence.PromptLag) - TrueWindow.SlackSeconds;
}
