using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Prices;

namespace Busbar.Core.Events;

/// <summary>What is new of a house's energy system, since one of its devices told something.</summary>
/// <param name="Own">What changed of the whole itself, as <see cref="StateChange"/> writes it; null where a part told something.</param>
/// <param name="Since">When that device was heard before.</param>
public sealed record SiteChange(string? Own, DateTimeOffset? Since)
{
    /// <summary>Null where there is nothing to announce: what flows is told by quarters of an hour that are over, and where a system stands when it moves.</summary>
    /// <param name="isWhole">Whether the whole itself told it, and not a part.</param>
    public static SiteChange? Of(StateChange change, bool isWhole, DateTimeOffset now)
    {
        var before = change.Was.LastHeardAt;
        var isOver = before is not { } heard || Quarters.Of(heard) < Quarters.Of(now);
        return !change.IsAny ? null : isWhole && (isOver || HasMoved(change)) ? new SiteChange(change.Write(), before) : isOver ? new SiteChange(null, before) : null;
    }

    public string Write() => JsonSerializer.Serialize(this);

    public static SiteChange Read(string text) => JsonSerializer.Deserialize<SiteChange>(text)!;

    private static bool HasMoved(StateChange change) => change.Now[Signal.Latitude] != change.Was[Signal.Latitude] || change.Now[Signal.Longitude] != change.Was[Signal.Longitude];
}
