using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Locations;

namespace Busbar.Server.Faces.Enode;

/// <summary>What assets of all types have in common.</summary>
internal static class AssetWords
{
    private static readonly Capability capable = new(true, []), incapable = new(false, []);

    /// <summary>What needs neither device nor brand.</summary>
    public static Capability Always => capable;

    /// <summary>What nobody can do anything about.</summary>
    public static Capability Never => incapable;

    /// <summary>When it was last heard, or else linked.</summary>
    public static DateTimeOffset LastSeen(DeviceView view) => view.State.LastHeardAt ?? view.Device.CreatedAt;

    public static bool IsReachable(DeviceView view) => view.Connection.State is ConnectionState.Connected or ConnectionState.Asleep;

    /// <summary>Whether it takes the command, as long as nothing blocks it.</summary>
    public static Capability Can(AssetView asset, CommandKind command) => asset.View.Device.Allowed.Contains(command) ? Unblocked(asset) : incapable;

    /// <summary>Whether it can be told to start and to stop charging, and so be charged when that is cheap.</summary>
    public static Capability CanCharge(AssetView asset) => Can(asset, CommandKind.StartCharging) is { IsCapable: true } ? Can(asset, CommandKind.StopCharging) : Can(asset, CommandKind.StartCharging);

    /// <summary>What was measured at least once can be, as long as nothing blocks it.</summary>
    public static Capability Knows(AssetView asset, params ReadOnlySpan<Signal> signals)
    {
        foreach (var signal in signals)
            if (asset.View.State.Signals.ContainsKey(signal)) return Unblocked(asset);
        // A device that was never heard, and cannot be, may well have it.
        return asset is { Blocking.Count: > 0, View.State.LastHeardAt: null } ? Unblocked(asset) : incapable;
    }

    private static Capability Unblocked(AssetView asset) => asset.Blocking.Count == 0 ? capable : new Capability(false, asset.Blocking);

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
