using Busbar.Core.Basics;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// How far a station's clock is off, measured from the times in its own messages.
/// <para>
/// A message may have waited in the station for days before it was sent, so an old time proves nothing. Two things do:
/// a sample taken because we asked for it, and two messages whose times lie as far apart as their arrivals (a queue that is
/// sent off runs much faster than its own times). Only these set the offset.
/// </para>
/// </summary>
/// <param name="Offset">The station's time minus ours; zero while nothing is known.</param>
/// <param name="LastTold">The newest time of the message before; of several that overtook each other, of the newest.</param>
/// <param name="LastHeard">When the message before came.</param>
/// <param name="Anchor">The first of a row of times that lie beyond the moment of their arrival: the others are put by it.</param>
internal readonly record struct StationClock(TimeSpan Offset, DateTimeOffset? LastTold = null, DateTimeOffset? LastHeard = null, ClockAnchor? Anchor = null)
{
    /// <summary>Below this the station's own times stand.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(15), StepTolerance = TimeSpan.FromSeconds(3);

    /// <summary>Messages of one queue follow each other faster than this, though the line be cut in between.</summary>
    private static readonly TimeSpan QueuePause = TimeSpan.FromMinutes(2);

    /// <summary>A queue takes no longer to arrive.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromMinutes(30);

    /// <summary>An hour becomes 3.6 ms: a queue takes longer to arrive than it takes then.</summary>
    private const long Squeeze = 1_000_000;

    /// <summary>What lies further apart is not of one queue: one of the two is no time at all.</summary>
    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(30);

    /// <summary>By this much the clocks of two machines differ, and nobody minds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Times before this are of a clock that was never set.</summary>
    private static readonly DateTimeOffset Earliest = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is to be taken off the station's times.</summary>
    public TimeSpan Correction => Offset.Duration() > Tolerance ? Offset : TimeSpan.Zero;

    /// <param name="told">The newest time in a message.</param>
    /// <param name="heard">When the message came.</param>
    /// <param name="live">True when the time is known to be that of the moment.</param>
    public StationClock Hear(DateTimeOffset told, DateTimeOffset heard, bool live)
    {
        var off = told - heard;
        var offset = live || InStep(told, heard) ? off
            // Waiting only ever makes a time older: a clock believed slow that tells a later time is less slow than that.
            : Offset < TimeSpan.Zero && off > Offset ? (off < TimeSpan.Zero ? off : TimeSpan.Zero)
            : Offset;
        // Between two that are in step there is no other: those of a slow queue may lie as far apart as they came by chance.
        var clock = IsOvertaken(told, heard) ? this with { Offset = offset, LastHeard = heard } : new StationClock(offset, told, heard, Anchor);
        if (!clock.IsBeyond(told, heard)) return clock;
        var goesOn = clock.AnchorOf(told, heard) is { } anchor && !live && !IsOfNow(anchor, told, heard);
        return clock with { Anchor = goesOn ? Anchor!.Value with { LastHeard = heard } : new ClockAnchor(told.Stored(), heard, heard) };
    }

    /// <summary>
    /// When it was by our clock, given the newest time of the same message; never later than we heard of it. A queue may reach
    /// into our future, and while it arrives, that future comes nearer; or its clock was never set. What of it lies after the
    /// moment at which the first such message came is as of that moment, squeezed together in its own order: so a message that
    /// was overtaken, or is told again, gets the place that is its own, whenever it arrives.
    /// </summary>
    public DateTimeOffset Ours(DateTimeOffset told, DateTimeOffset newest, DateTimeOffset heard)
    {
        if (!IsBeyond(newest, heard)) return newest - Correction > heard ? heard - (newest - told) : told - Correction;
        var anchor = AnchorOf(newest, heard) ?? new ClockAnchor(newest, heard, heard);
        // A little ahead might be: the times of one message keep their distance.
        return CannotBe(newest, anchor.Heard) ? Squeezed(told) : Squeezed(newest) - (newest - told);

        DateTimeOffset Squeezed(DateTimeOffset time)
        {
            var at = anchor.Heard + (time - anchor.Told) / Squeeze;
            return at > heard || heard - at > LongestQueue ? heard : at;
        }
    }

    /// <summary>A newer one came just before it, and not one that cannot be.</summary>
    private bool IsOvertaken(DateTimeOffset told, DateTimeOffset heard) =>
        LastTold is { } last && LastHeard is { } before && told < last && heard - before < ShortestStep && !CannotBe(last, before);

    private bool CannotBe(DateTimeOffset told, DateTimeOffset heard) => told - Correction < Earliest || told - Correction - heard > Tolerance;

    /// <summary>Later than it is, or than it was when the first such time of the same queue came; or of a clock that was never set.</summary>
    private bool IsBeyond(DateTimeOffset told, DateTimeOffset heard) =>
        told - Correction < Earliest || told - Correction - heard > Slack || AnchorOf(told, heard) is { } anchor && told - Correction >= anchor.Heard;

    /// <summary>Where the queue is anchored that this time is of.</summary>
    private ClockAnchor? AnchorOf(DateTimeOffset told, DateTimeOffset heard) =>
        Anchor is { } anchor && heard - anchor.LastHeard <= QueuePause && heard - anchor.Heard <= LongestQueue && (told - anchor.Told).Duration() <= LongestMemory ? anchor : null;

    /// <summary>Of a queue no longer: it goes on as time does, from the anchor as from the message before.</summary>
    private bool IsOfNow(ClockAnchor anchor, DateTimeOffset told, DateTimeOffset heard) =>
        InStep(told, heard) || (heard - anchor.Heard >= ShortestStep && GoTogether(told - anchor.Told, heard - anchor.Heard) && GoTogether(told - LastTold, heard - LastHeard));

    private bool InStep(DateTimeOffset told, DateTimeOffset heard) => heard - LastHeard >= ShortestStep && GoTogether(told - LastTold, heard - LastHeard);

    private static bool GoTogether(TimeSpan? told, TimeSpan? heard) => (told - heard)?.Duration() <= StepTolerance;
}

/// <summary>The first time of a queue that lies beyond the moment at which it came, that moment, and when the newest of its kind was heard.</summary>
internal readonly record struct ClockAnchor(DateTimeOffset Told, DateTimeOffset Heard, DateTimeOffset LastHeard);
