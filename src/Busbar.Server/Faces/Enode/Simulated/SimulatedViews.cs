using Busbar.Core.Devices;
using Busbar.Server.Sandbox.Simulated;

namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>A simulated device, and what it was linked as.</summary>
internal sealed record SimulatedView(SimulatedLook Look, DeviceView? Linked)
{
    public SimulatedDevice Device => Look.Device;
}

/// <summary>Simulated devices as this API shows them.</summary>
internal static class SimulatedViews
{
    public static SimulatedVehicle Vehicle(SimulatedView view)
    {
        var (look, delivery) = (view.Look, Delivery(view.Look));
        return new SimulatedVehicle(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Year, view.Device.Identifier, look.Now.Online,
            view.Linked?.Id, view.Linked?.UserName,
            new SimulatedVehicleState(
                look.Number("soc"), look.Number("range"), look.Number("capacity"), look.Number("soc_limit"), Rate(look, delivery), look.Number("time_to_full"), delivery,
                ChargeWords.IsPluggedIn(delivery), ChargeWords.IsCharging(delivery)),
            new SimulatedPlace(look.Number("longitude") ?? 0, look.Number("latitude") ?? 0));
    }

    public static SimulatedCharger Charger(SimulatedView view)
    {
        var (look, delivery) = (view.Look, ChargeWords.OfCharger(Delivery(view.Look)));
        return new SimulatedCharger(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Identifier, look.Now.Online, view.Linked?.Id, view.Linked?.UserName,
            new SimulatedChargerState(Rate(look, delivery), look.Number("max_current"), delivery, ChargeWords.IsPluggedIn(delivery), ChargeWords.IsCharging(delivery)));
    }

    public static SimulatedHvac Hvac(SimulatedView view)
    {
        var look = view.Look;
        return new SimulatedHvac(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Identifier, look.Now.Online, view.Linked?.Id, view.Linked?.UserName,
            new TemperatureState(look.Number("indoor_temperature"), look.Text("heat_mode") is not ("off" or "idle"), look.Home.At),
            new ThermostatState(
                EnumWords<ThermostatMode>.Read(look.Text("thermostat_mode")?.ToUpperInvariant() ?? "") ?? ThermostatMode.Unknown, look.Number("target_temperature"), look.Number("cooling_target"),
                look.Flag("held") is true ? HoldType.Permanent : HoldType.Scheduled, look.Home.At));
    }

    public static SimulatedInverter Inverter(SimulatedView view)
    {
        var look = view.Look;
        return new SimulatedInverter(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Identifier, look.Now.Online, view.Linked?.Id, view.Linked?.UserName,
            new ProductionState(EnodeWords.Kilo(Math.Abs(look.Number("power") ?? 0)), look.Number("power") < 0, look.Number("energy_out"), look.Home.At));
    }

    public static SimulatedBattery Battery(SimulatedView view)
    {
        var (look, power) = (view.Look, view.Look.Number("power"));
        return new SimulatedBattery(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Identifier, look.Now.Online, view.Linked?.Id, view.Linked?.UserName,
            new BatteryChargeState(
                power > 0 ? BatteryStatus.Charging : power < 0 ? BatteryStatus.Discharging : BatteryStatus.Idle, look.Number("capacity"), look.Number("soc"), EnodeWords.Kilo(power), look.Number("reserve"), look.Home.At),
            new BatteryConfig(Mode(look), look.Home.At));
    }

    public static SimulatedMeter Meter(SimulatedView view)
    {
        var look = view.Look;
        return new SimulatedMeter(
            view.Device.Id, EnodeWords.Vendor(view.Device.Brand), view.Device.Username, null, look.Now.Name, look.Now.Model, view.Device.Identifier, look.Now.Online, view.Linked?.Id, view.Linked?.UserName,
            new EnergyState(EnodeWords.Kilo(look.Number("power")), look.Home.At));
    }

    private static PowerDeliveryState Delivery(SimulatedLook look) => look.Text("charge_state") switch
    {
        "unplugged" => PowerDeliveryState.Unplugged,
        "idle" => PowerDeliveryState.Stopped,
        "charging" => PowerDeliveryState.Charging,
        "complete" => PowerDeliveryState.Complete,
        "waiting" => PowerDeliveryState.Initializing,
        "no_power" => PowerDeliveryState.NoPower,
        "fault" => PowerDeliveryState.Fault,
        _ => PowerDeliveryState.Unknown,
    };

    private static double? Rate(SimulatedLook look, PowerDeliveryState delivery) => delivery is PowerDeliveryState.Charging ? EnodeWords.Kilo(look.Number("power")) : null;

    private static OperationMode? Mode(SimulatedLook look) =>
        Sandbox.World.Battery.Modes.Index().FirstOrDefault(mode => mode.Item == look.Text("operation_mode")) is { Item: not null } found ? (OperationMode)found.Index : null;
}
