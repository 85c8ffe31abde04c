using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Locations;

namespace Busbar.Server.Faces.Enode;

/// <summary>Heat pumps, inverters, batteries and meters as this API shows them.</summary>
internal static class EnergyWords
{
    /// <summary>Below this nothing flows but the device's own needs.</summary>
    private const double IdleW = 10;

    public static Hvac ShowHvac(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        var mode = state[Signal.HeatMode]?.Text;
        return new Hvac(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view), EnodeWords.Kilo(state.Number(Signal.Power)),
            new HvacInformation(asset.BrandName, device.Model, device.Name ?? AssetWords.Serial(view), null, HvacCategory.HeatPump),
            new TemperatureState(state.Number(Signal.IndoorTemperature), mode is HeatModes.Heating or HeatModes.Cooling, ChargeWords.Newest(state, Signal.IndoorTemperature, Signal.HeatMode)),
            new ThermostatState(
                Mode(state[Signal.ThermostatMode]?.Text, mode), state.Number(Signal.TargetTemperature), state.Number(Signal.CoolingTarget), Hold(state.Flag(Signal.IsHeld)),
                ChargeWords.Newest(state, Signal.HeatMode, Signal.TargetTemperature, Signal.CoolingTarget, Signal.ThermostatMode, Signal.IsHeld)),
            Capabilities(asset), new AssetLocation(view.LocationId), EnodeWords.Scopes(view));
    }

    public static Inverter ShowInverter(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        // What flows out is negative to us.
        var produced = state.Number(Signal.Power) is { } power ? Math.Max(0, -power) : (double?)null;
        return new Inverter(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view),
            new ProductionState(EnodeWords.Kilo(produced), produced is null ? null : produced > IdleW, state.Number(Signal.EnergyOut), ChargeWords.Newest(state, Signal.Power, Signal.EnergyOut)),
            Whereabouts.Of(view, asset.Places)?.TimeZone, new InverterCapabilities(AssetWords.Knows(asset, Signal.Power, Signal.EnergyOut), AssetWords.Knows(asset, Signal.Power, Signal.EnergyOut)),
            new InverterInformation(device.VendorId, device.Identifier, asset.BrandName, device.Model ?? "", AssetWords.SiteName(view), device.CreatedAt),
            AssetWords.Position(asset), AssetWords.Site(view), EnodeWords.Scopes(view));
    }

    public static Battery ShowBattery(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        return new Battery(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view),
            new BatteryChargeState(
                Status(state.Number(Signal.Power)), state.Number(Signal.BatteryCapacity), state.Number(Signal.StateOfCharge), EnodeWords.Kilo(state.Number(Signal.Power)),
                state.Number(Signal.ReserveStateOfCharge),
                ChargeWords.Newest(state, Signal.Power, Signal.StateOfCharge, Signal.BatteryCapacity, Signal.ReserveStateOfCharge)),
            new BatteryConfig(state[Signal.OperationMode]?.Text is { } mode ? Mode(mode) : null, ChargeWords.Newest(state, Signal.OperationMode)),
            new BatteryInformation(device.VendorId, asset.BrandName, device.Model ?? "", AssetWords.SiteName(view), device.CreatedAt),
            new BatteryCapabilities(
                AssetWords.Can(asset, CommandKind.FavourExport), AssetWords.Can(asset, CommandKind.FavourImport), AssetWords.Can(asset, CommandKind.FollowTariff),
                AssetWords.Can(asset, CommandKind.RelyOnSelf), AssetWords.Can(asset, CommandKind.Rest)),
            AssetWords.Position(asset), AssetWords.Site(view), EnodeWords.Scopes(view));
    }

    public static Meter ShowMeter(AssetView asset)
    {
        var (view, device, state) = (asset.View, asset.View.Device, asset.View.State);
        return new Meter(
            device.Id, view.UserName, EnodeWords.Vendor(device.Brand), AssetWords.LastSeen(view), AssetWords.IsReachable(view),
            new MeterInformation(asset.BrandName, device.Model ?? "", AssetWords.SiteName(view), device.CreatedAt),
            new EnergyState(EnodeWords.Kilo(state.Number(Signal.Power)), ChargeWords.Newest(state, Signal.Power)), AssetWords.Position(asset),
            new MeterCapabilities(AssetWords.Knows(asset, Signal.Power, Signal.EnergyIn), AssetWords.Knows(asset, Signal.EnergyOut)), AssetWords.Site(view), EnodeWords.Scopes(view));
    }

    /// <summary>A battery's mode in this dialect's words.</summary>
    public static OperationMode Mode(string mode) => mode switch
    {
        OperationModes.Import => OperationMode.ImportFocus,
        OperationModes.Export => OperationMode.ExportFocus,
        OperationModes.Tariff => OperationMode.TimeOfUse,
        OperationModes.Self => OperationMode.SelfReliance,
        OperationModes.Rest => OperationMode.Idle,
        _ => OperationMode.Unknown,
    };

    private static HvacCapabilities Capabilities(AssetView asset)
    {
        var modes = holds.Where(hold => asset.View.Device.Commands.Contains(hold.Command)).ToList();
        return new HvacCapabilities(
            modes.Count == 0 ? null : [.. modes.Select(hold => hold.Mode)], Range(asset, CommandKind.HoldCool), Range(asset, CommandKind.HoldHeat), null,
            AssetWords.Can(asset, CommandKind.FollowSchedule), modes.Count == 0 ? AssetWords.Never : AssetWords.Can(asset, modes[0].Command));
    }

    private static readonly IReadOnlyList<(CommandKind Command, ThermostatMode Mode)> holds =
    [
        (CommandKind.HoldOff, ThermostatMode.Off), (CommandKind.HoldBetween, ThermostatMode.Auto), (CommandKind.HoldCool, ThermostatMode.Cool), (CommandKind.HoldHeat, ThermostatMode.Heat),
    ];

    private static TemperatureRange? Range(AssetView asset, CommandKind command) =>
        asset.View.Device.Commands.Contains(command) && asset.Outlet?.RangeOf(asset.View.Device.Kind, command) is { } range ? new TemperatureRange(range.Least, range.Most) : null;

    private static HoldType? Hold(bool? isHeld) => isHeld switch { true => HoldType.Permanent, false => HoldType.Scheduled, null => null };

    private static ThermostatMode Mode(string? set, string? doing) => set switch
    {
        ThermostatModes.Off => ThermostatMode.Off,
        ThermostatModes.Heat => ThermostatMode.Heat,
        ThermostatModes.Cool => ThermostatMode.Cool,
        ThermostatModes.Auto => ThermostatMode.Auto,
        _ => ModeOf(doing),
    };

    // What it does tells what it is set to, where the brand does not.
    private static ThermostatMode ModeOf(string? doing) => doing switch
    {
        HeatModes.Off => ThermostatMode.Off,
        HeatModes.Heating => ThermostatMode.Heat,
        HeatModes.Cooling => ThermostatMode.Cool,
        // It makes hot water, or rests: that says nothing of what the rooms are set to.
        _ => ThermostatMode.Unknown,
    };

    private static BatteryStatus? Status(double? power) => power switch
    {
        null => null,
        > IdleW => BatteryStatus.Charging,
        < -IdleW => BatteryStatus.Discharging,
        _ => BatteryStatus.Idle,
    };
}
