using Busbar.Core.Locations;

namespace Busbar.Server.Faces.Connect;

/// <summary>Places as this API shows them.</summary>
internal static class LocationWords
{
    public static EntityLocation Show(Core.Locations.Location location) =>
        new(location.Id, location.Label, location.Address, location.Latitude, location.Longitude, location.CreatedAt);

    /// <summary>The places that a position lies at; null where there are none, or the position is not known.</summary>
    public static IReadOnlyList<LocationMatch>? Matches(Location? position, IReadOnlyList<Core.Locations.Location> places) =>
        position is not null && Whereabouts.Of(position.Latitude, position.Longitude, places) is { Count: > 0 } near
            ? [.. near.Select(found => new LocationMatch(Math.Round(found.Metres, 1), new MatchedLocation(found.Location.Id, found.Location.Label)))]
            : null;
}
