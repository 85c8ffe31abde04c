using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Locations;

namespace Busbar.Server.Faces.Enode;

/// <summary>What assets of all types have in common.</summary>
internal static class AssetWords
{
    private static readonly Capability capable = new(true, []), incapable = new(false, []);

    /// <summary>When it was last heard, or else linked.</summary>
    public static DateTimeOffset LastSeen(DeviceView view) => view.State.LastHeardAt ?? view.Device.CreatedAt;

    public static bool IsReachable(DeviceView view) => view.Connection.State is ConnectionState.Connected or ConnectionState.Asleep;

    public static Capability Can(bool can) => can ? capable : incapable;

    public static Capability Can(DeviceView view, CommandKind command) => Can(view.Device.Commands.Contains(command));

    /// <summary>What was measured at least once can be.</summary>
    public static Capability Knows(DeviceView view, params ReadOnlySpan<Signal> signals)
    {
        foreach (var signal in signals)
            if (view.State.Signals.ContainsKey(signal)) return capable;
        return incapable;
    }

    /// <summary>Where it is by its own position, or else by the location that was set for it.</summary>
    /// <param name="places">All of its user's.</param>
    public static Position Position(DeviceView view, IEnumerable<Core.Locations.Location> places)
    {
        if (view.State.Number(Signal.Latitude) is not { } latitude || view.State.Number(Signal.Longitude) is not { } longitude)
            return new Position(view.LocationId, null, null, view.LocationSetAt);
        var nearest = Whereabouts.Of(latitude, longitude, [.. places]);
        return new Position(nearest.Count > 0 ? nearest[0].Location.Id : null, longitude, latitude, ChargeWords.Newest(view.State, Signal.Latitude, Signal.Longitude));
    }

    /// <summary>The site that it belongs to: the plant that it is a part of, or that it is itself.</summary>
    public static Guid? Site(DeviceView view) => view.Device.ParentId;

    public static string SiteName(DeviceView view) => view.Device.Name ?? view.Device.Identifier ?? view.Device.VendorId;

    public static string Serial(DeviceView view) => view.Device.Identifier ?? view.Device.VendorId;
}
