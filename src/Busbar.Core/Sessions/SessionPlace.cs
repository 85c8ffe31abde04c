using Busbar.Core.Devices;
using Busbar.Core.Locations;

namespace Busbar.Core.Sessions;

/// <summary>Where a session was.</summary>
public static class SessionPlace
{
    /// <summary>A car charges where it is; what stands still has its place. Null where that is not known, or is no place that has a name.</summary>
    /// <param name="places">All of the user's.</param>
    public static Location? Of(ChargeSession session, DeviceView view, IReadOnlyList<Location> places) =>
        PositionOf(session, view) is var (latitude, longitude)
            ? Whereabouts.Of(latitude, longitude, places) is [var nearest, ..] ? nearest.Location : null
            : places.FirstOrDefault(place => place.Id == view.LocationId);

    /// <summary>Where a car said that it was.</summary>
    public static (double Latitude, double Longitude)? PositionOf(ChargeSession session, DeviceView view) =>
        view.Device.Kind is DeviceKind.EV && session.Facts is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null;

    /// <summary>Only what a device told itself makes it be away.</summary>
    public static bool IsAway(ChargeSession session, DeviceView view, IReadOnlyList<Location> places) => PositionOf(session, view) is not null && Of(session, view, places) is null;
}
