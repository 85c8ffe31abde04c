using Busbar.Core.Devices;

namespace Busbar.Server.LinkPages;

/// <summary>Kinds of device as their owners call them, and what an application gets from each.</summary>
public sealed partial class LinkWords
{
    public string Kind(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery => "home battery",
        DeviceKind.ChargePoint => "charging station",
        DeviceKind.EV => "electric car",
        DeviceKind.HeatPump => "heat pump",
        DeviceKind.SolarPlant => "solar plant",
        DeviceKind.RetrofitMeter => "clip-on meter",
        DeviceKind.Meter => "energy meter",
        DeviceKind.Inverter => "solar inverter",
    };

    /// <summary>What an application can come to see of a device of this kind.</summary>
    public IReadOnlyList<string> Shares(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery => ["How full it is", "The power and energy that it takes and gives"],
        DeviceKind.ChargePoint => ["Whether a car is plugged in and charging", "Power, current and energy", "Every charge session"],
        DeviceKind.EV => ["Battery level and range", "Whether it is plugged in and charging", "Where it is", "Kilometres driven", "Every charge session"],
        DeviceKind.HeatPump => ["What it is doing, and the power it takes", "Its temperatures, in the house and outside", "Energy used"],
        DeviceKind.SolarPlant => ["Power and energy produced", "Any limit on what it feeds in", "Its inverters"],
        DeviceKind.RetrofitMeter => ["Energy or gas used, as the meter shows it"],
        DeviceKind.Meter => ["Energy taken from and given to the grid", "Power, current and voltage now", "Gas used, where it is measured"],
        DeviceKind.Inverter => ["Power and energy produced", "Any limit on what it feeds in"],
    };

    /// <summary>What an application can tell a device of this kind; empty where it can only look.</summary>
    public IReadOnlyList<string> Controls(DeviceKind kind) => kind switch
    {
        DeviceKind.EV or DeviceKind.ChargePoint => ["Start and stop charging", "Limit the charging current"],
        DeviceKind.SolarPlant or DeviceKind.Inverter => ["Limit or stop what it feeds into the grid", "Take it off the grid, and set it back"],
        DeviceKind.Battery or DeviceKind.HeatPump or DeviceKind.RetrofitMeter or DeviceKind.Meter => [],
    };

    private string Your(DeviceKind kind) => "your " + Kind(kind);

    private string Device(LinkView link) => link.Identifier is { } identifier ? $"{Kind(link.Link.Kind)} ending in {Mask.Ending(identifier)}" : Kind(link.Link.Kind);
}
