using System.Data.Common;
using Busbar.Core.Devices;
using Busbar.Core.Interventions;
using Busbar.Core.Locations;
using Busbar.Core.Ports;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Enode;

/// <summary>A device with what this dialect shows beside it.</summary>
/// <param name="Places">All of its user's.</param>
/// <param name="Outlet">Where it is told things; null where its brand takes none.</param>
/// <param name="Blocking">What somebody has to do before it can be read and told things, by the interventions' ids.</param>
/// <param name="Now">For when it is shown.</param>
internal sealed record AssetView(DeviceView View, string BrandName, ICommandDevices? Outlet, IReadOnlyList<Core.Locations.Location> Places, IReadOnlyList<Guid> Blocking, DateTimeOffset Now)
{
    /// <summary>What the caller sees of others of the home, and wants.</summary>
    public HomeTies Ties { get; init; } = HomeTies.None;

    /// <summary>How it is to charge when electricity is cheap; null where nobody has asked for that.</summary>
    public ChargingPolicy? Policy { get; init; }

    public static async Task<IReadOnlyList<AssetView>> Of(DbConnection db, Client caller, IVendors vendors, DateTimeOffset now, IReadOnlyList<DeviceView> views)
    {
        // Places matter to what has a position of its own, or one that was set for it.
        var users = views.Where(view => view.HasPlaces && (view.LocationId is not null || view.State.Signals.ContainsKey(Signal.Latitude))).Select(view => view.Device.UserId).ToHashSet();
        var places = await LocationTable.OfAll(db, caller.TenantId, users);
        var policies = await PolicyTable.Find(db, [.. views.Where(view => view.HasPolicy).Select(view => view.Id)]);
        var hidden = await DeviceTable.HiddenFrom(db, caller, views.Where(view => view.MayHide).SelectMany(view => view.Ties.Named).ToHashSet());
        return
        [
            .. views.Select(view => new AssetView(
                view, EnodeWords.BrandName(vendors, caller.Realm, view.Device.Brand), vendors.Find(caller.Realm, view.Device.Brand) as ICommandDevices,
                [.. places[view.Device.UserId]], OpenIn(view.State, now), now) { Ties = Wanted(view.Ties, caller).Without(hidden), Policy = policies.GetValueOrDefault(view.Id) }),
        ];
    }

    /// <summary>The same device as it was known at another time.</summary>
    public AssetView At(DeviceState state, DateTimeOffset time) => this with { View = View with { State = state }, Blocking = OpenIn(state, time), Now = time };

    /// <summary>As far as this application wants them.</summary>
    public static HomeTies Wanted(HomeTies ties, Client caller) => caller.Pairing switch
    {
        { Shows: true, Unlocks: true } => ties,
        { Shows: true } => ties with { PlaceId = null, Chargers = [] },
        { Unlocks: true } => ties with { PartnerId = null, Watts = null },
        _ => HomeTies.None,
    };

    private static IReadOnlyList<Guid> OpenIn(DeviceState state, DateTimeOffset now) => [.. OpenInterventions.Of(Connections.Of(state), now).Select(open => InterventionCatalogue.Of(open).Id)];
}
