using Busbar.Core.Devices;

namespace Busbar.Core.Locations;

/// <summary>Which places with a name a position lies at.</summary>
public static class Whereabouts
{
    /// <summary>How far from a place one is still at it, in metres: what a car's own position may be off by in a street, and a car park long.</summary>
    public const double ReachMetres = 200;

    // The mean radius. The earth is flatter than a ball by a third of a percent: 0.7 m at the end of our reach.
    private const double EarthMetres = 6_371_008.8;

    /// <summary>The places within reach, nearest first, with their distance in metres.</summary>
    public static IReadOnlyList<(Location Location, double Metres)> Of(double latitude, double longitude, IReadOnlyList<Location> places) =>
        [.. places.Select(place => (place, Metres(latitude, longitude, place.Latitude, place.Longitude)))
            .Where(found => found.Item2 <= ReachMetres).OrderBy(found => found.Item2).ThenBy(found => found.place.Id)];

    /// <summary>Where a device is: at the nearest place by its own position, or else at the one that was set for it; null for neither.</summary>
    /// <param name="places">All of its user's.</param>
    public static Location? Of(DeviceView view, IReadOnlyList<Location> places) =>
        view.State.Number(Signal.Latitude) is { } latitude && view.State.Number(Signal.Longitude) is { } longitude
            ? Of(latitude, longitude, places) is [var nearest, ..] ? nearest.Location : null
            : places.FirstOrDefault(place => place.Id == view.LocationId);

    /// <summary>The distance over the ground between two positions, by the haversine formula, which is exact for small ones too.</summary>
    public static double Metres(double latitudeA, double longitudeA, double latitudeB, double longitudeB)
    {
        var (north, east) = (Half(latitudeB - latitudeA), Half(longitudeB - longitudeA));
        var part = north * north + Math.Cos(double.DegreesToRadians(latitudeA)) * Math.Cos(double.DegreesToRadians(latitudeB)) * east * east;
        return 2 * EarthMetres * Math.Asin(Math.Sqrt(Math.Clamp(part, 0, 1)));

        static double Half(double degrees) => Math.Sin(double.DegreesToRadians(degrees) / 2);
    }
}
