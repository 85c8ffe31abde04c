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
            new VehicleInformation(device.Identifier, asset.BrandName, device.Model, null, device.Name), ChargeState(state), SmartWords.ShowPolicy(asset.Policy),
            AssetWords.Position(view, asset.Places), new Odometer(state.Number(Signal.Odometer), ChargeWords.Newest(state, Signal.Odometer)),
            new VehicleCapabilities(
                AssetWords.Always, AssetWords.Knows(asset, Signal.StateOfCharge, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState),
                AssetWords.Knows(asset, Signal.Latitude), AssetWords.Knows(asset, Signal.Odometer), AssetWords.Can(asset, CommandKind.SetMaxCurrent),
                AssetWords.Can(asset, CommandKind.StartCharging), AssetWords.Can(asset, CommandKind.StopCharging), AssetWords.CanCharge(asset)),
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
                ChargeWords.Newest(state, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState, Signal.Power, Signal.MaxCurrent), state.Number(Signal.MaxCurrent), delivery, null),
            new ChargerCapabilities(
                AssetWords.Always, AssetWords.Knows(asset, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState),
                AssetWords.Can(asset, CommandKind.StartCharging), AssetWords.Can(asset, CommandKind.StopCharging), AssetWords.Can(asset, CommandKind.SetMaxCurrent)),
            new ChargerLocation(view.LocationId, view.LocationSetAt), EnodeWords.Scopes(view));
    }

    private static VehicleChargeState ChargeState(DeviceState state)
    {
        var delivery = ChargeWords.State(state);
        var (level, limit) = (state.Number(Signal.StateOfCharge), state.Number(Signal.TargetStateOfCharge));
        return new VehicleChargeState(
            level, state.Number(Signal.Range), ChargeWords.IsPluggedIn(delivery), ChargeWords.IsCharging(delivery), IsFull(delivery, level, limit ?? 100),
            state.Number(Signal.BatteryCapacity), limit, ChargeWords.Rate(state, delivery),
            delivery is PowerDeliveryState.Charging ? state.Number(Signal.ChargeTimeRemaining) : null,
            ChargeWords.Newest(state, Signal.StateOfCharge, Signal.Range, Signal.IsPluggedIn, Signal.IsCharging, Signal.ChargeState, Signal.Power, Signal.TargetStateOfCharge, Signal.MaxCurrent),
            state.Number(Signal.MaxCurrent), delivery, null);
    }

    private static bool? IsFull(PowerDeliveryState delivery, double? level, double limit) => delivery switch
    {
        PowerDeliveryState.Unknown => null,
        PowerDeliveryState.Complete => true,
        _ => level is { } known ? known >= limit : null,
    };
}
