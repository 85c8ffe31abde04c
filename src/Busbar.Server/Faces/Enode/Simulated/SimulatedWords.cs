using Busbar.Core.Basics;
using Busbar.Server.Sandbox.Simulated;

namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>What is asked of the sandbox, in its own words.</summary>
internal static class SimulatedWords
{
    public static SimulatedChange Read(SimulatedVehicleChange told) => new(
        told.Name,
        [
            ("online", told.IsReachable), ("capacity", told.ChargeState?.BatteryCapacity), ("soc", told.ChargeState?.BatteryLevel), ("limit", told.ChargeState?.ChargeLimit),
            ("location", told.Location is { } place ? new { latitude = place.Latitude, longitude = place.Longitude } : null),
        ],
        Read(told.ChargeState?.PowerDeliveryState));

    public static SimulatedChange Read(SimulatedChargerChange told) =>
        new(told.Name, [("online", told.IsReachable), ("maxAmps", told.ChargeState?.MaxCurrent)], Read(told.ChargeState?.PowerDeliveryState));

    public static SimulatedChange Read(SimulatedHvacChange told) => new(
        told.Name, [("online", told.IsReachable), ("indoor", told.TemperatureState?.CurrentTemperature)],
        Hold: told.ThermostatState is { } hold ? new Hold(EnumWords<HoldMode>.Write(hold.Mode).ToLowerInvariant(), hold.HeatSetpoint, hold.CoolSetpoint) : null);

    public static SimulatedChange Read(SimulatedInverterChange told) =>
        new(told.Name, [("online", told.IsReachable), ("peak", told.ProductionState?.PeakProductionRate), ("connected", told.ProductionState?.IsConnected)]);

    public static SimulatedChange Read(SimulatedBatteryChange told) => new(
        told.Name,
        [
            ("online", told.IsReachable), ("capacity", told.ChargeState?.BatteryCapacity), ("soc", told.ChargeState?.BatteryLevel), ("reserve", told.ChargeState?.DischargeLimit),
            ("mode", told.Config is { } config ? Sandbox.World.Battery.Modes[(int)config.OperationMode] : null),
        ]);

    public static SimulatedChange Read(SimulatedMeterChange told) => new(told.Name, [("online", told.IsReachable)]);

    /// <summary>The fields as this dialect calls them.</summary>
    public static Fault Spell(Fault fault)
    {
        var field = fault.Field switch
        {
            "online" => "isReachable",
            "capacity" => "chargeState.batteryCapacity",
            "soc" => "chargeState.batteryLevel",
            "limit" => "chargeState.chargeLimit",
            "maxAmps" => "chargeState.maxCurrent",
            "reserve" => "chargeState.dischargeLimit",
            "indoor" => "temperatureState.currentTemperature",
            "peak" => "productionState.peakProductionRate",
            "connected" => "productionState.isConnected",
            "mode" => "config.operationMode",
            Hands.DeliveryField => "chargeState.powerDeliveryState",
            Hands.HoldField => "thermostatState",
            Hands.HeatField => "thermostatState.heatSetpoint",
            Hands.CoolField => "thermostatState.coolSetpoint",
            var other => other,
        };
        return fault with { Field = field, Message = fault.Field is { } was && fault.Message.StartsWith(was + " ", StringComparison.Ordinal) ? "The value" + fault.Message[was.Length..] : fault.Message };
    }

    private static Delivery? Read(SimulatedDelivery? told) => told switch
    {
        null => null,
        SimulatedDelivery.Unplugged => Delivery.Unplugged,
        SimulatedDelivery.Charging => Delivery.Charging,
        SimulatedDelivery.Stopped => Delivery.Stopped,
        SimulatedDelivery.Fault => Delivery.Fault,
        _ => throw new InvalidOperationException($"{told} is no state of a plug."),
    };
}
