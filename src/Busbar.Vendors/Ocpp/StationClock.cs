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
/// <param name="LastHeard">When that message came.</param>
/// <param name="Anchor">The first of a row of times that cannot be: where the others are put by.</param>
/// <param name="Ahead">Where the last of those were put that told a time a little ahead of us: what they overtook, or what repeats them, is put by them.</param>
internal readonly record struct StationClock(
    TimeSpan Offset, DateTimeOffset? LastTold = null, DateTimeOffset? LastHeard = null, ClockAnchor? Anchor = null, IReadOnlyList<PlacedTime>? Ahead = null)
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

    /// <summary>What a queue tells within five minutes, and more than messages overtake each other by.</summary>
    private const int MostAhead = 16;

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
        // Where times were put by another offset says nothing any more.
        var ahead = offset == Offset ? Ahead : null;
        var clock = IsOvertaken(told, heard) ? this with { Offset = offset, Ahead = ahead } : new StationClock(offset, told, heard, Anchor, ahead);
        if (!clock.CannotBe(told, heard)) return told - clock.Correction > heard ? clock.Remember(told, clock.Ours(told, told, heard)) : clock;
        return Anchor is { } anchor && heard - anchor.LastHeard <= QueuePause && heard - anchor.Heard <= LongestQueue
            ? clock with { Anchor = anchor with { LastHeard = heard } }
            : clock with { Anchor = new ClockAnchor(told.Stored(), heard, heard) };
    }

    /// <summary>
    /// When it was by our clock, given the newest time of the same message; never later than we heard of it. Times that cannot
    /// be, of a clock that runs days ahead or was never set, are as of when they were heard, but in their own order: a queue that
    /// arrives out of order is put right by it.
    /// </summary>
    public DateTimeOffset Ours(DateTimeOffset told, DateTimeOffset newest, DateTimeOffset heard)
    {
        var place = Place(newest, newest, heard);
        var fit = Fit(newest, place);
        return Place(told, newest, heard) - (place - fit);
    }

    private DateTimeOffset Place(DateTimeOffset told, DateTimeOffset newest, DateTimeOffset heard)
    {
        if (CannotBe(newest, heard) || told - Correction < Earliest || IsAmongSuch(newest, heard))
        {
            var squeezed = Anchor is { } anchor ? anchor.Heard + (told - anchor.Told) / Squeeze : heard;
            return squeezed > heard || heard - squeezed > LongestQueue ? heard : squeezed;
        }
        // A little ahead of us: as of now.
        return newest - Correction > heard ? heard - (newest - told) : told - Correction;
    }

    /// <summary>Told again, it is when it was; told after a newer one that was ahead of us, it was before that.</summary>
    private DateTimeOffset Fit(DateTimeOffset newest, DateTimeOffset place)
    {
        foreach (var known in Ahead ?? [])
        {
            if (known.Told == newest) return known.Ours;
            if (known.Told > newest && known.Ours + (newest - known.Told) / Squeeze is var before && before < place) place = before;
        }
        return place;
    }

    private StationClock Remember(DateTimeOffset told, DateTimeOffset ours) =>
        Ahead?.Any(known => known.Told == told) is true ? this : this with { Ahead = [.. (Ahead ?? []).TakeLast(MostAhead - 1), new PlacedTime(told, ours)] };

    /// <summary>A newer one came just before it, and not one that cannot be.</summary>
    private bool IsOvertaken(DateTimeOffset told, DateTimeOffset heard) =>
        LastTold is { } last && LastHeard is { } before && told < last && heard - before < ShortestStep && !CannotBe(last, before);

    private bool CannotBe(DateTimeOffset told, DateTimeOffset heard) => told - Correction < Earliest || told - Correction - heard > Tolerance;

    /// <summary>A little ahead might be; but not beside those that are far ahead.</summary>
    private bool IsAmongSuch(DateTimeOffset told, DateTimeOffset heard) =>
        Anchor is { } anchor && heard - anchor.LastHeard <= QueuePause && told - Correction - heard > TimeSpan.FromSeconds(5);

    private bool InStep(DateTimeOffset told, DateTimeOffset heard) =>
        LastTold is { } lastTold && LastHeard is { } lastHeard
        && heard - lastHeard >= ShortestStep
        && ((told - lastTold) - (heard - lastHeard)).Duration() <= StepTolerance;
}

/// <summary>A time that cannot be, when it was heard, and when the newest of its kind was heard.</summary>
internal readonly record struct ClockAnchor(DateTimeOffset Told, DateTimeOffset Heard, DateTimeOffset LastHeard);

/// <summary>A time as the station told it, and when that was by our clock.</summary>
internal readonly record struct PlacedTime(DateTimeOffset Told, DateTimeOffset Ours);
