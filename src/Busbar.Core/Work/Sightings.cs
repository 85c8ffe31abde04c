using System.Collections.Immutable;

namespace Busbar.Core.Work;

/// <summary>
/// What one node has noticed of the others: their last sign of life, and when that was noticed, by its own stopwatch. So no clock
/// is compared with another one.
/// </summary>
/// <param name="LookedAt">When it last looked; null where it has not yet.</param>
public sealed record Sightings(ImmutableDictionary<Guid, Sighting> Noticed, TimeSpan? LookedAt)
{
    public static readonly Sightings None = new(ImmutableDictionary<Guid, Sighting>.Empty, null);

    /// <summary>
    /// Looks at the signs of life as they are now. Gone is who gave the same one for as long as the patience lasts. Who did not look
    /// for so long that signs may have passed unseen (it was frozen, or the store was away, for the others too) begins anew.
    /// </summary>
    /// <param name="at">Now, by a stopwatch of this node.</param>
    public (Sightings Now, IReadOnlyList<SignOfLife> Gone) Look(IReadOnlyList<SignOfLife> signs, TimeSpan at, TimeSpan patience)
    {
        var wasAway = LookedAt is not { } last || at - last > patience / 2;
        var noticed = signs.ToImmutableDictionary(sign => sign.Node, sign =>
            !wasAway && Noticed.TryGetValue(sign.Node, out var known) && known.SeenAt == sign.SeenAt ? known : new Sighting(sign.SeenAt, at));
        return (new Sightings(noticed, at), [.. signs.Where(sign => at - noticed[sign.Node].NoticedAt >= patience)]);
    }
}

/// <summary>A sign of life and when it was first noticed.</summary>
public sealed record Sighting(DateTimeOffset SeenAt, TimeSpan NoticedAt);
