using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>The endpoints of each type.</summary>
internal static class SimulatedVehicles
{
    private static readonly Simulation<SimulatedVehicle> type = new(AssetType.Vehicle, [DeviceKind.EV], SimulatedViews.Vehicle);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedVehiclePayload> body, HttpContext context) => type.Create(context, new SimulatedPayload(body.Value.Vendor, body.Value.Username, body.Value.Password, body.Value.Name, body.Value.Model, body.Value.UserId), body.Value.Year);

    public static Task<IResult> Get(Guid simulatedVehicleId, HttpContext context) => type.Get(context, simulatedVehicleId);

    public static Task<IResult> Update(Guid simulatedVehicleId, Body<SimulatedVehicleChange> body, HttpContext context) => type.Update(context, simulatedVehicleId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedVehicleId, HttpContext context) => type.Delete(context, simulatedVehicleId);
}

internal static class SimulatedChargers
{
    private static readonly Simulation<SimulatedCharger> type = new(AssetType.Charger, [DeviceKind.ChargePoint], SimulatedViews.Charger);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedPayload> body, HttpContext context) => type.Create(context, body.Value);

    public static Task<IResult> Get(Guid simulatedChargerId, HttpContext context) => type.Get(context, simulatedChargerId);

    public static Task<IResult> Update(Guid simulatedChargerId, Body<SimulatedChargerChange> body, HttpContext context) => type.Update(context, simulatedChargerId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedChargerId, HttpContext context) => type.Delete(context, simulatedChargerId);
}

internal static class SimulatedHvacs
{
    private static readonly Simulation<SimulatedHvac> type = new(AssetType.Hvac, [DeviceKind.HeatPump], SimulatedViews.Hvac);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedPayload> body, HttpContext context) => type.Create(context, body.Value);

    public static Task<IResult> Get(Guid simulatedHvacId, HttpContext context) => type.Get(context, simulatedHvacId);

    public static Task<IResult> Update(Guid simulatedHvacId, Body<SimulatedHvacChange> body, HttpContext context) => type.Update(context, simulatedHvacId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedHvacId, HttpContext context) => type.Delete(context, simulatedHvacId);
}

internal static class SimulatedInverters
{
    private static readonly Simulation<SimulatedInverter> type = new(AssetType.Inverter, [DeviceKind.Inverter, DeviceKind.SolarPlant], SimulatedViews.Inverter);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedPayload> body, HttpContext context) => type.Create(context, body.Value);

    public static Task<IResult> Get(Guid simulatedInverterId, HttpContext context) => type.Get(context, simulatedInverterId);

    public static Task<IResult> Update(Guid simulatedInverterId, Body<SimulatedInverterChange> body, HttpContext context) => type.Update(context, simulatedInverterId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedInverterId, HttpContext context) => type.Delete(context, simulatedInverterId);
}

internal static class SimulatedBatteries
{
    private static readonly Simulation<SimulatedBattery> type = new(AssetType.Battery, [DeviceKind.Battery], SimulatedViews.Battery);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedPayload> body, HttpContext context) => type.Create(context, body.Value);

    public static Task<IResult> Get(Guid simulatedBatteryId, HttpContext context) => type.Get(context, simulatedBatteryId);

    public static Task<IResult> Update(Guid simulatedBatteryId, Body<SimulatedBatteryChange> body, HttpContext context) => type.Update(context, simulatedBatteryId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedBatteryId, HttpContext context) => type.Delete(context, simulatedBatteryId);
}

internal static class SimulatedMeters
{
    private static readonly Simulation<SimulatedMeter> type = new(AssetType.Meter, [DeviceKind.Meter, DeviceKind.RetrofitMeter], SimulatedViews.Meter);

    public static Task<IResult> List(EnodePage page, HttpContext context) => type.List(context, page);

    public static Task<IResult> Create(Body<SimulatedPayload> body, HttpContext context) => type.Create(context, body.Value);

    public static Task<IResult> Get(Guid simulatedMeterId, HttpContext context) => type.Get(context, simulatedMeterId);

    public static Task<IResult> Update(Guid simulatedMeterId, Body<SimulatedMeterChange> body, HttpContext context) => type.Update(context, simulatedMeterId, SimulatedWords.Read(body.Value));

    public static Task<IResult> Delete(Guid simulatedMeterId, HttpContext context) => type.Delete(context, simulatedMeterId);
}
