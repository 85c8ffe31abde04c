using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Cars and chargers as this API shows them.</summary>
internal static class VehicleWords
{
    public static Vehicle Show(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        return new Vehicle(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view),
            new VehicleInformation(device.Identifier, asset.BrandName, device.Model, null, device.Name), ChargeState(asset), SmartWords.ShowPolicy(asset.Policy),
            AssetWords.Position(asset), new Odometer(state.Number(Signal.Odometer), ChargeWords.Newest(state, Signal.Odometer)),
            new VehicleCapabilities(
                AssetWords.Always, AssetWords.Beside(asset, AssetWords.Knows(asset, Signal.StateOfCharge, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState)),
                AssetWords.Shared(asset, AssetWords.Knows(asset, Signal.Latitude), _ => true), AssetWords.Knows(asset, Signal.Odometer), AssetWords.Can(asset, CommandKind.SetMaxCurrent),
                AssetWords.Shared(asset, AssetWords.Can(asset, CommandKind.StartCharging), charger => charger.Starts),
                AssetWords.Shared(asset, AssetWords.Can(asset, CommandKind.StopCharging), charger => charger.Stops), AssetWords.CanCharge(asset)),
            EnodeWords.Scopes(view));
    }

    public static Charger ShowCharger(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        var delivery = ChargeWords.OfCharger(ChargeWords.State(state));
        return new Charger(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view),
            new ChargerInformation(asset.BrandName, device.Model ?? "", null, AssetWords.Serial(view)),
            new ChargerChargeState(
                ChargeWords.IsPluggedIn(delivery), ChargeWords.IsCharging(delivery), ChargeWords.Rate(state, delivery),
                ChargeWords.Newest(state, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState, Signal.Power, Signal.MaxCurrent), state.Number(Signal.MaxCurrent), delivery, asset.Ties.PartnerId),
            new ChargerCapabilities(
                AssetWords.Always, AssetWords.Knows(asset, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState),
                AssetWords.Can(asset, CommandKind.StartCharging), AssetWords.Can(asset, CommandKind.StopCharging), AssetWords.Can(asset, CommandKind.SetMaxCurrent)),
            new ChargerLocation(view.LocationId, view.LocationSetAt), EnodeWords.Scopes(view));
    }

    private static VehicleChargeState ChargeState(AssetView asset)
    {
        var state = asset.View.State;
        var delivery = ChargeWords.State(state);
        var (level, limit) = (state.Number(Signal.StateOfCharge), state.Number(Signal.TargetStateOfCharge));
        return new VehicleChargeState(
            level, state.Number(Signal.Range), ChargeWords.IsPluggedIn(delivery), ChargeWords.IsCharging(delivery), IsFull(delivery, level, limit ?? 100),
            state.Number(Signal.BatteryCapacity), limit, ChargeWords.Rate(state, delivery) ?? FromCharger(delivery, asset.Ties.Watts),
            delivery is PowerDeliveryState.Charging ? state.Number(Signal.ChargeTimeRemaining) : null,
            ChargeWords.Newest(state, Signal.StateOfCharge, Signal.Range, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState, Signal.Power, Signal.TargetStateOfCharge, Signal.MaxCurrent),
            state.Number(Signal.MaxCurrent), delivery, asset.Ties.PartnerId);
    }

    // What a charger gives flows into the car that is plugged into it, unless the car says that it does not charge.
    private static double? FromCharger(PowerDeliveryState delivery, double? watts) => delivery is PowerDeliveryState.Charging or PowerDeliveryState.Unknown ? EnodeWords.Kilo(watts) : null;

    private static bool? IsFull(PowerDeliveryState delivery, double? level, double limit) => delivery switch
    {
        PowerDeliveryState.Unknown => null,
        PowerDeliveryState.Complete => true,
        _ => level is { } known ? known >= limit : null,
    };
}
