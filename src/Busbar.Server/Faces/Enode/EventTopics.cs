using Busbar.Core.Devices;
using Busbar.Core.Events;

namespace Busbar.Server.Faces.Enode;

/// <summary>Which topics of ours the events of this dialect are.</summary>
internal static class EventTopics
{
    public static string Of(IEnumerable<WebhookEvent> events) => Topics.Write(events.SelectMany(Of));

    private static IEnumerable<string> Of(WebhookEvent one) => one switch
    {
        WebhookEvent.Everything => [Topics.Everything],
        WebhookEvent.VehicleDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.EV),
        WebhookEvent.VehicleUpdated => Of(EventKind.DeviceUpdated, DeviceKind.EV),
        WebhookEvent.VehicleDeleted => Of(EventKind.DeviceDeleted, DeviceKind.EV),
        WebhookEvent.ChargerDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.ChargePoint),
        WebhookEvent.ChargerUpdated => Of(EventKind.DeviceUpdated, DeviceKind.ChargePoint),
        WebhookEvent.ChargerDeleted => Of(EventKind.DeviceDeleted, DeviceKind.ChargePoint),
        WebhookEvent.HvacDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.HeatPump),
        WebhookEvent.HvacUpdated => Of(EventKind.DeviceUpdated, DeviceKind.HeatPump),
        WebhookEvent.HvacDeleted => Of(EventKind.DeviceDeleted, DeviceKind.HeatPump),
        WebhookEvent.InverterDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.Inverter, DeviceKind.SolarPlant),
        WebhookEvent.InverterUpdated => Of(EventKind.DeviceUpdated, DeviceKind.Inverter, DeviceKind.SolarPlant),
        WebhookEvent.InverterDeleted => Of(EventKind.DeviceDeleted, DeviceKind.Inverter, DeviceKind.SolarPlant),
        WebhookEvent.BatteryDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.Battery),
        WebhookEvent.BatteryUpdated => Of(EventKind.DeviceUpdated, DeviceKind.Battery),
        WebhookEvent.BatteryDeleted => Of(EventKind.DeviceDeleted, DeviceKind.Battery),
        WebhookEvent.MeterDiscovered => Of(EventKind.DeviceDiscovered, DeviceKind.Meter, DeviceKind.RetrofitMeter),
        WebhookEvent.MeterUpdated => Of(EventKind.DeviceUpdated, DeviceKind.Meter, DeviceKind.RetrofitMeter),
        WebhookEvent.MeterDeleted => Of(EventKind.DeviceDeleted, DeviceKind.Meter, DeviceKind.RetrofitMeter),
        WebhookEvent.HemSystemDiscovered => [Topics.Of(EventKind.SiteDiscovered)],
        WebhookEvent.HemSystemUpdated => [Topics.Of(EventKind.SiteUpdated)],
        WebhookEvent.HemSystemDeleted => [Topics.Of(EventKind.SiteDeleted)],
        WebhookEvent.CredentialsInvalidated => [Topics.Of(EventKind.GrantLost)],
        WebhookEvent.VendorActionUpdated or WebhookEvent.ChargeActionUpdated => [Topics.Of(EventKind.CommandChanged)],
        WebhookEvent.ScheduleExecutionUpdated => [Topics.Of(EventKind.ScheduleChanged)],
        WebhookEvent.SmartChargingStatusUpdated => [Topics.Of(EventKind.SmartChargingChanged)],
        WebhookEvent.InverterStatisticsUpdated => [Topics.Of(EventKind.StatisticsChanged)],
        WebhookEvent.WebhookTest => [Topics.Of(EventKind.Test)],
    };

    private static IEnumerable<string> Of(EventKind kind, params IEnumerable<DeviceKind> devices) => devices.Select(device => Topics.Of(kind, device));
}
