namespace Busbar.Core.Devices;

/// <summary>The eight kinds of device.</summary>
public enum DeviceKind { Battery, ChargePoint, EV, HeatPump, SolarPlant, RetrofitMeter, Meter, Inverter }
