using Busbar.Core.Readings;

namespace Busbar.Core.Pairing;

/// <summary>
/// What is remembered of one car or charger, to tell who hangs on whom. Times are the device's own; how far its clock may be off is
/// known from when its readings were heard. Of the present plug-in only, where the device tells of its plug.
/// </summary>
/// <param name="NewestAt">The newest reading folded.</param>
/// <param name="HeardAt">When anything was heard last, by our clock.</param>
/// <param name="Lead">The most by which a reading was ahead of our hearing it, of late. The clock is ahead by no less.</param>
/// <param name="IsPrompt">It tells by itself what changes; while it says nothing, nothing changes.</param>
/// <param name="IsPlugged">Null where the device does not tell.</param>
/// <param name="PlugSeenAt">The newest reading that told it.</param>
/// <param name="Plug">The newest plug-in.</param>
/// <param name="Unplug">The newest unplugging.</param>
/// <param name="Hole">The newest time, within the plug-in, in which nobody looked: the plug may have been pulled and put back.</param>
/// <param name="IsCharging">Null where the device does not tell.</param>
/// <param name="ChargeSeenAt">The newest reading that told it.</param>
/// <param name="Turns">The newest starts and stops, oldest first.</param>
/// <param name="ChargeHole">The newest time in which nobody looked whether it charges.</param>
/// <param name="Power">Some of what flowed, oldest first.</param>
/// <param name="Register">The register as it was last looked at.</param>
/// <param name="Place">Where it was last.</param>
/// <param name="MayHaveMissed">It was out of reach, and has not told of its plug since.</param>
public sealed record PlugEvidence(
    DateTimeOffset? NewestAt = null, DateTimeOffset? HeardAt = null, TimeSpan Lead = default, bool IsPrompt = false,
    bool? IsPlugged = null, DateTimeOffset? PlugSeenAt = null, Window? Plug = null, Window? Unplug = null, Window? Hole = null,
    bool? IsCharging = null, DateTimeOffset? ChargeSeenAt = null, Turn[]? Turns = null, Window? ChargeHole = null,
    PowerSample[]? Power = null, RegisterSample? Register = null, SeenPlace? Place = null, bool MayHaveMissed = false)
{
    /// <summary>A night of smart charging, without the first of its pauses; more would not be small.</summary>
    public const int MostTurns = 6;

    public const int MostSamples = 8;

    /// <summary>A device that is asked every quarter of an hour is not silent yet when one answer is lost.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(31);

    /// <summary>What a device tells as soon as it happens, happened no longer ago than this.</summary>
    public static readonly TimeSpan PromptLag = TimeSpan.FromSeconds(30);

    /// <summary>Power between looks closer than this is much the same.</summary>
    public static readonly TimeSpan SampleStep = TimeSpan.FromMinutes(4);

    public static readonly PlugEvidence None = new();

    /// <summary>What is remembered once this reading is known. Taken twice, or late, it never makes what is remembered less true.</summary>
    /// <param name="isPrompt">The device says by itself what changes, when it changes, and was listened to since its last reading.</param>
    public static PlugEvidence Take(PlugEvidence before, Reading reading, bool isPrompt = false)
    {
        var (at, signs) = (reading.MeasuredAt, PlugSigns.Of(reading));
        var now = Clocked(before, at, reading.HeardAt, isPrompt);
        if (signs.IsPlugged is { } isPlugged) now = PlugFold.Take(now, at, isPlugged, isPrompt) with { MayHaveMissed = false };
        if (signs.IsCharging is { } isCharging) now = ChargeFold.Take(now, at, isCharging, isPrompt);
        if (signs.IsCharging is true && signs.Watts is > PlugSigns.FlowingW) now = ChargeFold.Sample(now, new PowerSample(at, Math.Round(signs.Watts.Value)));
        if (signs.RegisterKwh is { } kwh) now = ChargeFold.Count(now, at, kwh, isMetered: signs.Watts is not null);
        if (signs.Place is { } place && !(now.Place?.At > at)) now = now with { Place = new SeenPlace(place.Latitude, place.Longitude, at) };
        return now;
    }

    // The clock's lead is forgotten slowly, since clocks are set; one reading that was long on its way hardly counts.
    private static PlugEvidence Clocked(PlugEvidence before, DateTimeOffset at, DateTimeOffset heardAt, bool isPrompt)
    {
        var heard = before.HeardAt > heardAt ? before.HeardAt : heardAt;
        if (at <= before.NewestAt) return before.HeardAt == heard ? before : before with { HeardAt = heard };

        var lead = at - heardAt;
        if (before.NewestAt is not null && lead < before.Lead) lead = before.Lead - Shorter(before.Lead - lead, TimeSpan.FromMinutes(5)) / 50;
        return before with { NewestAt = at, HeardAt = heard, IsPrompt = isPrompt, Lead = new TimeSpan(lead.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond) };
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
