using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
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
    public static Capability CanCharge(AssetView asset) =>
        Shared(asset, Can(asset, CommandKind.StartCharging), charger => charger.Starts) is { IsCapable: false } cannot ? cannot : Shared(asset, Can(asset, CommandKind.StopCharging), charger => charger.Stops);

    /// <summary>What was measured at least once can be, as long as nothing blocks it.</summary>
    public static Capability Knows(AssetView asset, params ReadOnlySpan<Signal> signals)
    {
        foreach (var signal in signals)
            if (asset.View.State.Signals.ContainsKey(signal)) return Unblocked(asset);
        // A device that was never heard, and cannot be, may well have it.
        return asset is { Blocking.Count: > 0, View.State.LastHeardAt: null } ? Unblocked(asset) : incapable;
    }

    /// <summary>What the car can do with the chargers of its home.</summary>
    /// <param name="can">Those that can do it for the car.</param>
    public static Capability Shared(AssetView car, Capability own, Func<HomeCharger, bool> can) =>
        Show(SharedAbility.Of(new Ability(own.IsCapable, own.InterventionIds), [.. car.Ties.Chargers.Where(can)], car.Now));

    /// <summary>What the car can do by itself; what its chargers need is named all the same.</summary>
    public static Capability Beside(AssetView car, Capability own) => Show(SharedAbility.Beside(new Ability(own.IsCapable, own.InterventionIds), car.Ties.Chargers, car.Now));

    private static Capability Show(Ability ability) => new(ability.IsCapable, ability.Interventions);

    private static Capability Unblocked(AssetView asset) => asset.Blocking.Count == 0 ? capable : new Capability(false, asset.Blocking);

    /// <summary>Where it is by its own position, or else by the location that was set for it.</summary>
    public static Position Position(AssetView asset)
    {
        var view = asset.View;
        if (view.State.Number(Signal.Latitude) is not { } latitude || view.State.Number(Signal.Longitude) is not { } longitude)
            // Where the car itself tells nothing, its charger knows better than whoever set a place once.
            return asset.Ties.PlaceId is { } chargers ? new Position(chargers, null, null, ChargeWords.Newest(view.State, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState)) : new Position(view.LocationId, null, null, view.LocationSetAt);
        var nearest = Whereabouts.Of(latitude, longitude, asset.Places);
        return new Position(nearest.Count > 0 ? nearest[0].Location.Id : null, longitude, latitude, ChargeWords.Newest(view.State, Signal.Latitude, Signal.Longitude));
    }

    /// <summary>The site that it belongs to: the plant that it is a part of, or that it is itself.</summary>
    public static Guid? Site(DeviceView view) => view.Device.ParentId;

    public static string SiteName(DeviceView view) => view.Device.Name ?? view.Device.Identifier ?? view.Device.VendorId;

    public static string Serial(DeviceView view) => view.Device.Identifier ?? view.Device.VendorId;
}
